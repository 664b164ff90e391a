// Editing in place.
//
//   [data-inline="URL"]   a dd or a heading; GET URL answers with a form that takes the place of its content
//   [data-row] [data-inline="KEY"]   a cell of a list names the field alone: its URL is below that of the row's link
//   [data-inline-open]    the button inside that opens it (a click anywhere on the text does too)
//
// The form is an ordinary htmx form aimed at its place: hx-post or hx-put, hx-target="closest [data-inline]",
// hx-swap="innerHTML". Its answer is what is read from then on, or with 422 and 409 the form again, with what is wrong.
//
//   [data-inline-cancel]  a button in the form: as Esc
//   form[data-conflict]   only its buttons send it: leaving must not decide which of two values stands
//
// Enter and leaving the form save (in a textarea Ctrl+Enter), Esc brings back what was there, Tab saves and opens the next
// place. While open the place carries data-edit, for a second after saving data-saved.
import { link } from "./cursor";
import { delegate, find, findAll, isVisible } from "./dom";
import { ask, onHtmx } from "./requests";

const SAVED_MS = 1000;

/** What stood in an open place, and what its form held at first. */
const before = new WeakMap<HTMLElement, { content: Node[]; values: string }>();

export function startInline(): void {
  delegate("click", "[data-inline]", (event, place) => {
    const target = event.target as Element;
    const isButton = target.closest("[data-inline-open]") !== null;
    const isOther = target.closest("a, button, input, select, textarea, label") !== null;
    // A cell of a list opens by double click: its single click belongs to the row.
    const isCell = place.closest("[data-row]") !== null;
    if (isButton || (!isOther && !isCell)) void edit(place);
  });
  delegate("dblclick", "[data-row] [data-inline]", (event, place) => {
    event.preventDefault();
    void edit(place);
  });
  delegate("click", "[data-inline-cancel]", (_, button) => {
    const place = button.closest<HTMLElement>("[data-inline]");
    if (place) revert(place);
  });
  delegate("keydown", "[data-inline][data-edit]", press);
  delegate("focusout", "[data-inline][data-edit]", (event, place) => {
    const goesTo = event.relatedTarget;
    if (goesTo instanceof Node && place.contains(goesTo)) return;
    // A row that is removed takes the focus with it, and a button need not get it: only what has it then tells.
    setTimeout(() => {
      const at = document.activeElement;
      const isInside = place.contains(at) || (at === document.body && find("form[data-compound]", place) !== null);
      if (!isInside && document.hasFocus()) save(place);
    });
  });
  // A click beside a compound editor leaves it, even where nothing there takes the focus.
  document.addEventListener("pointerdown", (event) => {
    for (const place of findAll("[data-inline][data-edit]:has(form[data-compound])")) {
      if (event.target instanceof Node && !place.contains(event.target)) save(place);
    }
  });
  onHtmx("htmx:afterRequest", ({ target, successful, requestConfig, xhr }) => {
    const place = target.closest<HTMLElement>("[data-inline][data-edit]");
    if (!place || requestConfig.verb === "get") return;
    place.removeAttribute("aria-busy");
    if (successful && xhr.status < 400) saved(place);
    // What cannot be changed any more is read on, as it was.
    else if (xhr.status === 403 || xhr.status === 404) revert(place);
    else focusFirst(place);
  });
}

/** Opens a place for editing. */
export async function edit(place: HTMLElement): Promise<void> {
  if (place.dataset.edit !== undefined || place.ariaBusy === "true") return;
  place.ariaBusy = "true";
  const content = [...place.childNodes];
  const { ok } = await ask("GET", editorOf(place), { target: place, swap: "innerHTML" });
  place.removeAttribute("aria-busy");
  if (!ok || !form(place)) return;
  place.dataset.edit = "";
  before.set(place, { content, values: values(place) });
  focusFirst(place);
}

function editorOf(place: HTMLElement): string {
  const inline = place.dataset.inline ?? "";
  const row = place.closest<HTMLElement>("[data-row]");
  const card = row && link(row);
  return card ? `${card.pathname}/fields/${inline}?at=cell` : inline;
}

function press(event: KeyboardEvent, place: HTMLElement): void {
  if (event.isComposing) return;
  const isArea = event.target instanceof HTMLTextAreaElement;
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    revert(place);
  } else if (event.key === "Enter" && (!isArea || event.ctrlKey || event.metaKey)) {
    if (event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    save(place);
  } else if (event.key === "Tab" && leaves(event, place)) {
    event.preventDefault();
    const next = neighbour(place, event.shiftKey ? -1 : 1);
    save(place);
    if (next) void edit(next);
  }
}

/** Sends the form if anything in it was changed. */
function save(place: HTMLElement): void {
  const was = before.get(place);
  if (!was || place.ariaBusy === "true" || find("form[data-conflict]", place)) return;
  if (values(place) === was.values) return revert(place);
  place.ariaBusy = "true";
  form(place)?.requestSubmit();
}

function revert(place: HTMLElement): void {
  const was = before.get(place);
  before.delete(place);
  delete place.dataset.edit;
  if (was) place.replaceChildren(...was.content);
  keepFocus(place);
}

function saved(place: HTMLElement): void {
  before.delete(place);
  delete place.dataset.edit;
  place.dataset.saved = "";
  setTimeout(() => delete place.dataset.saved, SAVED_MS);
  keepFocus(place);
}

/** The form took the focus with it, unless it had gone elsewhere by itself. */
function keepFocus(place: HTMLElement): void {
  const isFocusLost = document.activeElement === document.body;
  if (isFocusLost) find("[data-inline-open]", place)?.focus();
}

/** Whether Tab would leave the place. */
function leaves(event: KeyboardEvent, place: HTMLElement): boolean {
  const controls = findAll("input:not([type=hidden]), select, textarea, button", place).filter(isVisible);
  return event.target === controls.at(event.shiftKey ? 0 : -1);
}

/** The next place of the same row, or of the same list of fields. */
function neighbour(place: HTMLElement, by: number): HTMLElement | undefined {
  const around = place.closest("[data-row], .frows") ?? document;
  const places = findAll("[data-inline]", around);
  return places[places.indexOf(place) + by];
}

function focusFirst(place: HTMLElement): void {
  const first = find<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>("[aria-invalid=true], input:not([type=hidden]), select, textarea", place);
  (first ?? find("button", place))?.focus();
  if (first && !(first instanceof HTMLSelectElement)) first.select();
}

const form = (place: HTMLElement) => find<HTMLFormElement>("form", place);

function values(place: HTMLElement): string {
  const present = form(place);
  return present ? new URLSearchParams(new FormData(present) as never).toString() : "";
}
