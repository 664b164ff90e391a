// The row or card that the keyboard is at.
//
//   [data-list] [data-row]   rows of a list (ui::row); the value is the record's id
//   [data-board] [data-card] cards of a board (ui::board_card)
//   [data-cursor]            set on the row that the cursor is at; the stylesheet shows it
import { find, findAll } from "./dom";

/** The rows of the page's list, or the cards of its board, in reading order. */
export function rows(): HTMLElement[] {
  const list = findAll("[data-list] [data-row]");
  return list.length > 0 ? list : findAll("[data-board] [data-card]");
}

/** The row that holds the focus, else the one with the cursor. */
export function current(): HTMLElement | null {
  return focused() ?? find("[data-row][data-cursor], [data-card][data-cursor]");
}

/** Moves the cursor by so many rows; the first move puts it on the first row, or on the one shown in the quick look. */
export function step(by: number): HTMLElement | null {
  const all = rows();
  const from = current() ?? all.find((row) => row.ariaSelected === "true");
  const at = from ? all.indexOf(from) : -1;
  const next = from ? all[Math.min(Math.max(at + by, 0), all.length - 1)] : all[0];
  if (next) put(next);
  return next ?? null;
}

/** On a board: to the card at the same height in the next column that has any. */
export function stepAside(by: number): HTMLElement | null {
  const columns = findAll("[data-board] [data-column]").map((column) => findAll("[data-card]", column));
  const filled = columns.filter((cards) => cards.length > 0);
  const from = current();
  const at = filled.findIndex((cards) => from !== null && cards.includes(from));
  const to = at < 0 ? filled[0] : filled[at + by];
  const height = from && at >= 0 ? filled[at]!.indexOf(from) : 0;
  const next = to?.[Math.min(height, to.length - 1)];
  if (next) put(next);
  return next ?? null;
}

export function put(row: HTMLElement): void {
  for (const other of findAll("[data-cursor]:is([data-row], [data-card])")) delete other.dataset.cursor;
  row.dataset.cursor = "";
  row.scrollIntoView({ block: "nearest", inline: "nearest" });
  // The focus goes along, so that Tab continues from here and screen readers hear the name.
  link(row)?.focus({ preventScroll: true });
}

/** The link with the record's name. */
export function link(row: HTMLElement): HTMLAnchorElement | null {
  return find<HTMLAnchorElement>("a.name, h3 > a", row);
}

/** The record's id. */
export function id(row: HTMLElement): string {
  return row.dataset.row ?? row.dataset.card ?? "";
}

function focused(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>("[data-row], [data-card]") ?? null;
}
