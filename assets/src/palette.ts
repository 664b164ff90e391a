// Search and commands: Ctrl+K.
//
//   #palette[data-palette]   the dialog (ui::palette); the attribute is the URL that is asked with ?q=
//   [data-open-palette]      opens it instead of following its link
//   [role=option]            a line of the answer (ui::palette_results): a link with an id
//
// Arrows move, Enter follows, Ctrl+Enter follows in a new tab, Esc closes. Enter before the answer is there waits for it. An empty query asks too: for the last records
// and the usual commands. A text that begins with ">" is answered with commands only.
import { announce, delegate, find, findAll } from "./dom";
import { showFailure } from "./toast";

const PAUSE_MS = 120;

let asking: AbortController | undefined;
let pause: number | undefined;
/** Enter was pressed while the lines still answered what had stood there before. */
let waiting: { isNewTab: boolean } | undefined;

export function startPalette(): void {
  document.addEventListener("keydown", (event) => {
    if (event.code === "KeyK" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && palette()) {
      event.preventDefault();
      openPalette();
    }
  });
  delegate("click", "[data-open-palette]", (event) => {
    if (event.ctrlKey || event.metaKey || !palette()) return;
    event.preventDefault();
    openPalette();
  });
  delegate("input", "#palette input", (_, input) => {
    clearTimeout(pause);
    waiting = undefined;
    const place = list();
    if (place) place.dataset.old = "";
    pause = window.setTimeout(() => void search((input as HTMLInputElement).value), PAUSE_MS);
  });
  delegate("keydown", "#palette input", (event) => press(event));
  delegate("pointermove", "#palette [role=option]", (_, option) => choose(option, false));
  delegate("click", "#palette [role=option]", (event) => {
    if (!event.ctrlKey && !event.metaKey) palette()?.close();
  });
}

/** Opens with the text of last time chosen, so that typing replaces it. */
export function openPalette(): void {
  const dialog = palette();
  const input = field();
  if (!dialog || !input) return;
  if (dialog.open) return dialog.close();
  dialog.showModal();
  input.select();
  void search(input.value);
}

async function search(query: string): Promise<void> {
  asking?.abort();
  asking = new AbortController();
  const url = new URL(palette()?.dataset.palette ?? "", location.href);
  url.searchParams.set("q", query.trim());
  try {
    const answer = await fetch(url, { headers: { "HX-Request": "true" }, signal: asking.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    display(await answer.text());
  } catch (error) {
    // A newer question took this one's place.
    if (error instanceof DOMException && error.name === "AbortError") return;
    waiting = undefined;
    showFailure();
  }
}

function display(html: string): void {
  const place = list();
  if (!place) return;
  place.innerHTML = html;
  delete place.dataset.old;
  const first = options()[0];
  field()?.setAttribute("aria-expanded", String(first !== undefined));
  if (first) choose(first);
  else {
    field()?.removeAttribute("aria-activedescendant");
    announce(place.textContent?.trim() ?? "");
  }
  if (first && waiting && palette()?.open) follow(first, waiting.isNewTab);
  waiting = undefined;
}

function press(event: KeyboardEvent): void {
  const all = options();
  const at = all.findIndex((option) => option.ariaSelected === "true");
  const move = (to: number) => {
    event.preventDefault();
    const option = all.at(to % all.length);
    if (option) choose(option);
  };
  if (event.code === "ArrowDown") move(at + 1);
  else if (event.code === "ArrowUp") move(at <= 0 ? -1 : at - 1);
  else if (event.key === "Enter" && !event.isComposing) {
    event.preventDefault();
    const isNewTab = event.ctrlKey || event.metaKey;
    if (list()?.dataset.old !== undefined) waiting = { isNewTab };
    else if (all[at]) follow(all[at], isNewTab);
  }
}

function follow(option: HTMLElement, isNewTab: boolean): void {
  if (isNewTab) window.open((option as HTMLAnchorElement).href, "_blank", "noopener");
  else option.click();
}

function choose(option: HTMLElement, scroll = true): void {
  for (const other of options()) other.ariaSelected = String(other === option);
  field()?.setAttribute("aria-activedescendant", option.id);
  if (scroll) option.scrollIntoView({ block: "nearest" });
}

const palette = () => find<HTMLDialogElement>("dialog#palette");
const field = () => find<HTMLInputElement>("#palette input");
const list = () => find("#palette [role=listbox]");
const options = () => findAll("#palette [role=option]");
