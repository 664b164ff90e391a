// The quick look: a record beside its list.
//
//   #peek                 the region in the list's .split (ui::peek_region); empty while closed
//   [data-row][data-peek], [data-card][data-peek]
//                         rows and cards that have one: /peek below the URL of their link answers with ui::peek
//   [data-peek-open]      inside a row: opens it by click
//   [data-peek-close], [data-peek-previous], [data-peek-next]   the buttons of the panel
//
// The URL of the page gets ?peek=ID, so a reload or a sent link shows the same: the server then draws the panel into
// #peek itself. Back and Esc close it. J and K walk on while it is open.
import { current, id, link, put, rows } from "./cursor";
import { delegate, find, findAll, isCovered } from "./dom";
import { ask, onHtmx } from "./requests";

const PARAMETER = "peek";

/** The page without its quick look: tells steps inside one list from steps to another page. */
let list = withoutPeek();
let opener: HTMLElement | null = null;

export function startPeek(): void {
  delegate("click", "[data-peek-open]", (event, element) => {
    const row = element.closest<HTMLElement>("[data-peek]");
    if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void openPeek(row);
  });
  delegate("click", "[data-peek-close]", () => closePeek());
  delegate("click", "[data-peek-previous]", () => walk(-1));
  delegate("click", "[data-peek-next]", () => walk(1));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && isOpen() && !isCovered() && !find(":popover-open")) closePeek();
  });
  // Before htmx hears it, which would draw the whole page anew.
  window.addEventListener("popstate", onStep, { capture: true });
  for (const type of ["htmx:pushedIntoHistory", "htmx:replacedInHistory", "htmx:historyRestore"]) {
    onHtmx(type, () => (list = withoutPeek()));
  }
}

export function isOpen(): boolean {
  return Boolean(find("#peek")?.firstElementChild);
}

/** Space: opens, and closes what is open; says whether there was anything to do. */
export function togglePeek(row: HTMLElement | null): boolean {
  if (isOpen() && (!row || row.ariaSelected === "true")) closePeek();
  else if (row && hasPeek(row) && find("#peek")) void openPeek(row);
  else return false;
  return true;
}

export async function openPeek(row: HTMLElement): Promise<void> {
  if (!hasPeek(row) || !find("#peek")) return;
  const wasOpen = isOpen();
  if (!wasOpen) opener = document.activeElement instanceof HTMLElement ? document.activeElement : row;
  if (!(await load(row))) return;
  const url = new URL(location.href);
  url.searchParams.set(PARAMETER, id(row));
  // Marked as htmx's own, so that coming back here from another page draws this one. Of a panel that came with the page
  // (a reload, a sent link) only the first tells whether there is a step to go back.
  if (wasOpen) history.replaceState({ ...history.state, htmx: true }, "", url);
  else {
    history.replaceState({ ...history.state, htmx: true }, "");
    history.pushState({ htmx: true, peek: true }, "", url);
  }
}

export function closePeek(): void {
  if (!isOpen()) return;
  // Opened by a click on this page: closing is a step back, and Back does not open it again.
  if (history.state?.peek) history.back();
  else history.replaceState(history.state, "", list);
  clear();
}

function walk(by: number): void {
  const all = rows().filter(hasPeek);
  const at = all.findIndex((row) => row.ariaSelected === "true");
  const next = all[at + by];
  if (!next) return;
  put(next);
  void openPeek(next);
}

function onStep(event: PopStateEvent): void {
  const there = withoutPeek();
  if (there !== list || !find("#peek")) {
    list = there;
    return;
  }
  event.stopImmediatePropagation();
  const wanted = new URLSearchParams(location.search).get(PARAMETER);
  const row = wanted === null ? undefined : rows().find((candidate) => id(candidate) === wanted);
  if (!row || !hasPeek(row)) return clear();
  void load(row);
}

/** A newer question replaces an older one that is still on its way: #peek carries hx-sync. */
async function load(row: HTMLElement): Promise<boolean> {
  const region = find("#peek")!;
  const { ok } = await ask("GET", urlOf(row), { source: region, target: region, swap: "innerHTML" });
  if (ok) mark(row);
  return ok;
}

const hasPeek = (row: HTMLElement) => row.dataset.peek !== undefined;

function urlOf(row: HTMLElement): string {
  const card = link(row);
  return card ? `${card.pathname}/peek${card.search}` : "";
}

function clear(): void {
  find("#peek")?.replaceChildren();
  for (const row of findAll("[data-peek][aria-selected]")) row.removeAttribute("aria-selected");
  // The cursor may have walked on since.
  const row = current();
  const isFocusLost = document.activeElement === document.body;
  if (isFocusLost) (row ? link(row) : opener)?.focus();
  opener = null;
}

function mark(row: HTMLElement): void {
  for (const other of findAll("[data-peek][aria-selected]")) other.removeAttribute("aria-selected");
  // A card is a list item, which cannot be selected; only rows say so.
  if (row.dataset.row !== undefined) row.ariaSelected = "true";
}

function withoutPeek(): string {
  const url = new URL(location.href);
  url.searchParams.delete(PARAMETER);
  return url.pathname + url.search;
}
