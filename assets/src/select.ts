// Ticks of a list and the bulk bar.
//
//   [data-tick]                the box of a row (ui::row); belongs to the form #bulk
//   [data-tick-all]            the box in the head: ticks the page
//   [data-bulk]                the bar (ui::bulk_bar), shown by the stylesheet as soon as something is ticked
//   [data-bulk-count="{n} …"]  where the number of ticked rows is written
//   [data-bulk-select-all]     offered while the whole page is ticked: takes all records of the view
//   [data-bulk-all]            the hidden field all=1 that then goes along
//   [data-bulk-clear]          takes all ticks away
//
// On a touch screen the boxes are not shown: a long press on a row ticks it, and while anything is ticked so does a tap.
//
// A click with Shift ticks from the last ticked row to this one; so does Shift+X for the row with the cursor.
import { put } from "./cursor";
import { announce, delegate, fill, find, findAll } from "./dom";
import { onContent } from "./requests";

const LONG_PRESS_MS = 350;
/** How far a finger may stray and still press. */
const SLOP_PX = 10;

let last: HTMLInputElement | undefined;

export function startSelect(): void {
  delegate("click", "[data-tick]", (event, box) => {
    range(box as HTMLInputElement, event.shiftKey);
    update();
  });
  delegate("change", "[data-tick-all]", (_, box) => {
    for (const tick of ticks()) tick.checked = (box as HTMLInputElement).checked;
    update();
  });
  delegate("click", "[data-bulk-clear]", () => {
    for (const tick of ticks()) tick.checked = false;
    update();
  });
  delegate("click", "[data-bulk-select-all]", (_, button) => {
    setAll(true);
    announce(button.textContent?.trim() ?? "");
  });
  touch();
  onContent((root) => {
    if (find("[data-tick]", root) ?? find("[data-bulk]", root)) update();
  });
}

/** Ticks the row, or the rows up to it; says whether it has a box. */
export function tick(row: HTMLElement | null, upTo: boolean): boolean {
  const box = row && find<HTMLInputElement>("[data-tick]", row);
  if (!row || !box) return false;
  box.checked = upTo || !box.checked;
  range(box, upTo);
  put(row);
  update();
  return true;
}

function touch(): void {
  let press: { timer: number; x: number; y: number } | undefined;
  let isTouch = false;
  let wasLong = false;
  const end = () => {
    clearTimeout(press?.timer);
    press = undefined;
  };
  delegate("pointerdown", "[data-list] [data-row]", (event, row) => {
    isTouch = event.pointerType === "touch";
    wasLong = false;
    if (!isTouch) return;
    const timer = window.setTimeout(() => {
      wasLong = tick(row, false);
      press = undefined;
    }, LONG_PRESS_MS);
    press = { timer, x: event.clientX, y: event.clientY };
  });
  document.addEventListener("pointermove", (event) => {
    if (press && Math.hypot(event.clientX - press.x, event.clientY - press.y) > SLOP_PX) end();
  });
  for (const type of ["pointerup", "pointercancel"]) document.addEventListener(type, end);
  // The long press would also offer to open the link.
  delegate("contextmenu", "[data-list] [data-row]", (event) => isTouch && event.preventDefault());
  const onTap = (event: MouseEvent, row: HTMLElement) => {
    const isTicking = ticks().some((box) => box.checked);
    if (!isTouch || (!wasLong && !isTicking) || (event.target as Element).closest("input")) return;
    event.preventDefault();
    event.stopPropagation();
    if (!wasLong) tick(row, false);
    wasLong = false;
  };
  delegate("click", "[data-list] [data-row]", onTap, { capture: true });
}

/** Gives the rows between the last ticked one and this one the state of this one. */
function range(box: HTMLInputElement, upTo: boolean): void {
  const all = ticks();
  const from = upTo && last ? all.indexOf(last) : -1;
  if (from >= 0) {
    const to = all.indexOf(box);
    for (const between of all.slice(Math.min(from, to), Math.max(from, to) + 1)) between.checked = box.checked;
  }
  last = box;
}

/** Brings the head, the count and the offer of "all" in line with the ticks. */
function update(): void {
  const all = ticks();
  const ticked = all.filter((box) => box.checked).length;
  const isWhole = ticked > 0 && ticked === all.length;
  const head = find<HTMLInputElement>("[data-tick-all]");
  if (head) {
    head.checked = isWhole;
    head.indeterminate = ticked > 0 && !isWhole;
  }
  setAll(false);
  const offer = find("[data-bulk-select-all]");
  if (offer) offer.hidden = !isWhole;
  const count = find("[data-bulk-count]");
  if (count) {
    const text = fill(count.dataset.bulkCount ?? "", { n: ticked });
    if (count.textContent !== text && ticked > 0) announce(text);
    count.textContent = text;
  }
}

function setAll(isAll: boolean): void {
  const field = find<HTMLInputElement>("[data-bulk-all]");
  const offer = find<HTMLButtonElement>("[data-bulk-select-all]");
  if (field) field.disabled = !isAll;
  if (offer) offer.ariaPressed = String(isAll);
}

const ticks = () => findAll<HTMLInputElement>("[data-list] [data-tick]");
