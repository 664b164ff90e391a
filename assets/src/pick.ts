// Fields that hold other records (ui::picker), and people mentioned in a text.
//
//   [data-pick="URL"]       the field; URL?q= answers with options (ui::suggestions)
//   [data-pick-one]         a new choice takes the place of the old one
//   [data-pick-search]      the box (a combobox); the listbox it controls follows it
//   [data-pick-id], [data-pick-title]   in a row: filled in from the chosen option's data-id and data-title
//
//   textarea[data-mention="URL"]        "@" and letters after it ask the same way; a choice writes the name into the text
//   [data-mention-hint]     shown when the option says data-warn: the person would not see what is written about
//
// Arrows move, Enter or a click chooses, Esc closes the list.
import { announce, delegate, find, findAll } from "./dom";
import { newRow } from "./repeat";

const PAUSE_MS = 150;
const MENTION = /(^|[\s(])@([\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]*)?)$/u;

let asking: AbortController | undefined;
let pause: number | undefined;

export function startPick(): void {
  delegate("input", "[data-pick-search], textarea[data-mention]", (_, field) => outdate(field));
  delegate("input", "[data-pick-search]", (_, box) => later(() => void search(box as HTMLInputElement)));
  delegate("focusin", "[data-pick-search]", (_, box) => void search(box as HTMLInputElement));
  delegate("input", "textarea[data-mention]", (_, area) => later(() => void mention(area as HTMLTextAreaElement)));
  // Before the editor around it hears Enter and Esc.
  delegate("keydown", "[data-pick-search], textarea[data-mention]", (event, field) => press(event, field), { capture: true });
  delegate("focusout", "[data-pick-search], textarea[data-mention]", (event, field) => {
    if (!(event.relatedTarget instanceof Node && list(field)?.contains(event.relatedTarget))) close(field);
  });
  // The box keeps the focus while an option is pressed.
  delegate("mousedown", ".suggestions [role=option]", (event) => event.preventDefault());
  delegate("click", ".suggestions [role=option][data-id]", (_, option) => {
    const field = find(`[aria-controls="${option.parentElement!.id}"]`, option.closest("form") ?? document);
    if (field) choose(field, option);
  });
}

/** What is offered was found for what stood there before: Enter must not choose from it. */
function outdate(field: HTMLElement): void {
  const place = list(field);
  if (place) place.dataset.old = "";
}

function later(ask: () => void): void {
  clearTimeout(pause);
  pause = window.setTimeout(ask, PAUSE_MS);
}

async function search(box: HTMLInputElement): Promise<void> {
  const url = box.closest<HTMLElement>("[data-pick]")?.dataset.pick;
  if (url) await show(box, url, box.value.trim());
}

async function mention(area: HTMLTextAreaElement): Promise<void> {
  const typed = area.selectionStart === area.selectionEnd ? MENTION.exec(area.value.slice(0, area.selectionStart)) : null;
  if (!typed) return close(area);
  await show(area, area.dataset.mention ?? "", typed[2]!);
  // Not one of ours: what is typed is an ordinary text.
  if (!options(area).length) close(area);
}

async function show(field: HTMLElement, address: string, query: string): Promise<void> {
  asking?.abort();
  asking = new AbortController();
  const url = new URL(address, location.href);
  url.searchParams.set("q", query);
  try {
    const answer = await fetch(url, { headers: { "HX-Request": "true" }, signal: asking.signal });
    const place = list(field);
    if (!answer.ok || !place || document.activeElement !== field) return;
    place.innerHTML = await answer.text();
    delete place.dataset.old;
    place.hidden = false;
    if (field.role === "combobox") field.ariaExpanded = "true";
    const first = options(field)[0];
    if (first) mark(field, first);
    else announce(place.textContent?.trim() ?? "");
  } catch (error) {
    // A newer question took this one's place, or the server is away: what is typed stays.
    if (!(error instanceof DOMException && error.name === "AbortError")) close(field);
  }
}

function press(event: KeyboardEvent, field: HTMLElement): void {
  const place = list(field);
  if (event.isComposing || !place || place.hidden) return;
  const all = options(field);
  const at = all.findIndex((option) => option.ariaSelected === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const next = all.at((at + (event.key === "ArrowDown" ? 1 : -1)) % all.length);
    if (next) mark(field, next);
  } else if ((event.key === "Enter" || (event.key === "Tab" && field instanceof HTMLTextAreaElement)) && all[at] && !event.ctrlKey) {
    if (place.dataset.old === undefined) choose(field, all[at]);
  } else if (event.key === "Escape") {
    close(field);
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function choose(field: HTMLElement, option: HTMLElement): void {
  close(field);
  if (field instanceof HTMLTextAreaElement) return write(field, option);
  const picker = field.closest<HTMLElement>("[data-pick]");
  const blank = picker && find<HTMLTemplateElement>("template[data-repeat-blank]", picker);
  if (!picker || !blank) return;
  (field as HTMLInputElement).value = "";
  const rows = findAll("[data-repeat-row]", picker);
  const isThere = rows.some((row) => find<HTMLInputElement>("[data-pick-id]", row)?.value === option.dataset.id);
  if (isThere) return;
  if (picker.dataset.pickOne !== undefined) for (const row of rows) row.remove();
  const row = newRow(picker, blank);
  find<HTMLInputElement>("[data-pick-id]", row)!.value = option.dataset.id ?? "";
  find("[data-pick-title]", row)!.textContent = option.dataset.title ?? "";
  // The first of all is the main one, until another is chosen.
  const main = find<HTMLInputElement>("input[type=radio]", row);
  if (main && !find("input[type=radio]:checked", picker)) main.checked = true;
  blank.before(row);
  picker.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Replaces the letters after "@" with the whole name. */
function write(area: HTMLTextAreaElement, option: HTMLElement): void {
  const before = area.value.slice(0, area.selectionStart);
  const typed = MENTION.exec(before);
  if (!typed) return;
  const start = before.length - typed[2]!.length;
  area.setRangeText(`${option.dataset.title} `, start, area.selectionStart, "end");
  const hint = find("[data-mention-hint]", area.form!);
  if (hint && option.dataset.warn) {
    hint.textContent = option.dataset.warn;
    hint.hidden = false;
  }
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function mark(field: HTMLElement, option: HTMLElement): void {
  for (const other of options(field)) other.ariaSelected = String(other === option);
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function close(field: HTMLElement): void {
  asking?.abort();
  clearTimeout(pause);
  const place = list(field);
  if (place) {
    place.hidden = true;
    // Another field's options may have the same ids.
    place.replaceChildren();
  }
  if (field.role === "combobox") field.ariaExpanded = "false";
  field.removeAttribute("aria-activedescendant");
}

const list = (field: HTMLElement) => field.parentElement && find(".suggestions", field.parentElement);
const options = (field: HTMLElement) => {
  const place = list(field);
  return place ? findAll("[role=option][data-id]", place) : [];
};
