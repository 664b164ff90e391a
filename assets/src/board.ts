// The board: cards go from column to column.
//
//   [data-board]              the board (ui::board)
//     data-moved              "{card} moved to {column}, {position} of {count}", announced
//     data-not-moved          the toast when the server did not answer
//   [data-column]             a column or a drop zone (ui::drop_zones); the value is the key of the status
//     data-name               its name
//   [data-card]               a card (ui::board_card); the value is the record's id
//     data-move               where its move is posted: status, after (id of the card above), version
//     data-version            the version that was read
//     data-name               its name
//   [data-drops]              the drop zones, shown while a card is dragged
//   [data-mix]                where the thin bars of all columns are asked for; they come out of band
//   [data-move-to]            the way to another board: the key of its first column, data-name is its name
//   [data-move-menu]          a button on the card: offers the columns, as the key M does
//
// The answer to a move is the card anew (its version has changed), or 204 when it left the board; heads and sums of
// columns come out of band. A refusal puts the card back; 422 may send a dialog with HX-Retarget: #dialogs, and a 409
// draws the board anew.
//
// While a card is in the air, or its move not yet answered, isAtWork() is true; board:rest tells of the end.
import type { Options as SortableOptions, SortableEvent } from "sortablejs";
import { current } from "./cursor";
import { announce, delegate, fill, find, findAll, isCovered, isTyping } from "./dom";
import { place } from "./menu";
import { ask, onContent, onHtmx, refresh } from "./requests";
import { showFailure } from "./toast";

/** Touch: a long press lifts, so that a short one scrolls. */
const LONG_PRESS_MS = 350;

let works = 0;

export const isAtWork = () => works > 0;

/** Where a card was, to put it back. */
interface Spot {
  list: Element;
  before: Element | null;
}

export function startBoard(): void {
  onContent((root) => {
    const board = root.matches("[data-board]") ? root : find("[data-board]", root);
    if (board) void prepare(board);
    const mix = root.matches("[data-mix]") ? root : find("[data-mix]", root);
    if (mix?.dataset.mix) void ask("GET", mix.dataset.mix, { source: mix });
  });
  delegate("click", "[data-move-menu]", (_, button) => {
    const card = button.closest<HTMLElement>("[data-card]");
    if (card) offer(card, button);
  });
  document.addEventListener("keydown", (event) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const card = current();
    if (event.code !== "KeyM" || !isPlain || !card?.dataset.move || isTyping() || isCovered()) return;
    event.preventDefault();
    offer(card, card);
  });
  // Only a dialog may take the place of a refused card: the card itself goes back to where it was.
  onHtmx("htmx:beforeSwap", (detail) => {
    const isMove = detail.requestConfig.elt.matches("[data-card]") && detail.requestConfig.verb === "post";
    if (isMove && detail.xhr.status >= 400 && !detail.xhr.getResponseHeader("HX-Retarget")) detail.shouldSwap = false;
  });
  chips();
}

async function prepare(board: HTMLElement): Promise<void> {
  const { default: Sortable } = await import("sortablejs");
  const drops = find("[data-drops]");
  let from: Spot | undefined;
  const common = {
    group: "board",
    draggable: "[data-move]",
    forceFallback: true,
    fallbackOnBody: true,
    delay: LONG_PRESS_MS,
    delayOnTouchOnly: true,
    animation: 120,
    onStart: ({ item, from: list }: SortableEvent) => {
      works += 1;
      from = { list, before: item.nextElementSibling };
      if (drops) drops.hidden = false;
    },
    onChange: ({ to }: SortableEvent) => markOver(to),
    onEnd: ({ item, to }: SortableEvent) => {
      markOver(null);
      if (drops) drops.hidden = true;
      const column = to.closest<HTMLElement>("[data-column]");
      if (from && column) void move(item, column, from);
      rest();
    },
  };
  // A morph keeps the columns, and what was made of them.
  const make = (list: HTMLElement, options: SortableOptions) => Sortable.get(list) ?? Sortable.create(list, options);
  for (const list of findAll("[data-column] > ul", board)) make(list, common);
  for (const zone of drops ? findAll("[data-column]", drops) : []) make(zone, { ...common, sort: false });
}

function markOver(list: Element | null): void {
  for (const marked of findAll("[data-column][data-over]")) delete marked.dataset.over;
  const column = list?.closest<HTMLElement>("[data-column]");
  if (column) column.dataset.over = "";
}

/** Tells the server; the card already lies in its new place. */
async function move(card: HTMLElement, column: HTMLElement, from: Spot): Promise<void> {
  works += 1;
  await send(card, column, from).finally(rest);
}

function rest(): void {
  works -= 1;
  if (works === 0) document.dispatchEvent(new Event("board:rest"));
}

async function send(card: HTMLElement, column: HTMLElement, from: Spot): Promise<void> {
  const above = card.previousElementSibling as HTMLElement | null;
  if (!column.dataset.moveTo && card.parentElement === from.list && card.nextElementSibling === from.before) return;
  const name = card.dataset.name ?? "";
  const values = {
    status: column.dataset.column ?? column.dataset.moveTo ?? "",
    after: above?.dataset.card ?? "",
    version: card.dataset.version ?? "",
  };
  const siblings = [...(card.parentElement?.children ?? [])];
  const position = siblings.indexOf(card) + 1;
  const { ok, status } = await ask("POST", card.dataset.move ?? "", { source: card, target: card, swap: "outerHTML", values });
  if (ok) {
    const told = { card: name, column: column.dataset.name ?? "", position, count: siblings.length };
    announce(fill(board()?.dataset.moved ?? "", told));
    // Dropped where cards do not stay: the zone is empty again.
    if (column.closest("[data-drops]") || column.dataset.moveTo) card.remove();
    return;
  }
  from.list.insertBefore(card, from.before?.parentElement === from.list ? from.before : null);
  if (status === 409) await refresh();
  else if (status === 0) showFailure(board()?.dataset.notMoved);
}

/** The menu "move to": every column and drop zone but the card's own, and every other board; digits choose. */
function offer(card: HTMLElement, beside: HTMLElement): void {
  const own = card.closest("[data-column]");
  const columns = findAll("[data-board] [data-column], [data-drops] [data-column]").filter((column) => column !== own);
  const targets = [...columns, ...findAll("[data-move-to]")];
  const menu = document.createElement("div");
  menu.className = "menu";
  menu.popover = "auto";
  menu.role = "menu";
  menu.ariaLabel = beside.ariaLabel ?? card.dataset.name ?? "";
  menu.dataset.menu = "";
  targets.forEach((column, index) => menu.append(entry(card, column, index + 1)));
  menu.addEventListener("toggle", (event) => {
    if ((event as ToggleEvent).newState === "closed") menu.remove();
  });
  document.body.append(menu);
  menu.showPopover();
  place(menu, beside.getBoundingClientRect());
}

function entry(card: HTMLElement, column: HTMLElement, number: number): HTMLElement {
  const item = document.createElement("button");
  item.type = "button";
  item.className = "mi";
  item.role = "menuitem";
  item.textContent = column.dataset.name ?? "";
  if (number < 10) {
    item.dataset.key = String(number);
    const key = document.createElement("kbd");
    key.textContent = String(number);
    item.append(" ", key);
  }
  item.addEventListener("click", () => {
    // The answer to an earlier move may have put the card anew since the menu opened.
    const now = document.getElementById(card.id) ?? card;
    const from = { list: now.parentElement!, before: now.nextElementSibling };
    // Another board is not here to be seen: the card leaves once the server has taken it.
    if (!column.dataset.moveTo) (find("ul", column) ?? column).prepend(now);
    void move(now, column, from).then(() => {
      // Whoever went on in the meantime is not called back.
      if (!isCovered() && !find("[data-menu]:popover-open")) find(`#${CSS.escape(card.id)} a`)?.focus();
    });
  });
  return item;
}

/** On a phone one column fills the screen: its chip is marked, and a chip leads to its column. */
function chips(): void {
  delegate("click", "[data-board-chips] a", (event, chip) => {
    event.preventDefault();
    find(chip.getAttribute("href") ?? "")?.scrollIntoView({ behavior: "smooth", inline: "start", block: "nearest" });
  });
  onContent((root) => {
    const columns = findAll("[data-board] > [data-column]", root);
    if (columns.length === 0 || !find("[data-board-chips]")) return;
    const watcher = new IntersectionObserver(
      (entries) => {
        for (const { target } of entries.filter(({ isIntersecting }) => isIntersecting)) {
          for (const chip of findAll("[data-board-chips] a")) {
            if (chip.getAttribute("href") === `#${target.id}`) chip.setAttribute("aria-current", "true");
            else chip.removeAttribute("aria-current");
          }
        }
      },
      { root: columns[0]!.parentElement, threshold: 0.6 },
    );
    for (const column of columns) watcher.observe(column);
  });
}

const board = () => find("[data-board]");
