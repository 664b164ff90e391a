// Keys. They go by their place on the keyboard (event.code), so they work in a Cyrillic layout; they are off while a field
// has the focus, while a dialog is open, and where <html data-keys="off"> says that the user does not want them.
//
//   J K ↓ ↑ (← →)    cursor in a list (and board)         Space  quick look, see peek.ts
//   Enter            opens the record                     X, Shift+X  ticks, see select.ts
//   E                edits the first editable cell of the row, see inline.ts
//   M                on a card: "move to", see board.ts
//   1-9              the saved views: links of [data-views]
//   G then a letter  the menu: [data-go="L"]              N then a letter  new: [data-new="L"]
//   [                folds the menu, see theme.ts         ?  the dialog #help
//   /                [data-search], or the palette
//   Alt+↑ Alt+↓      on a record: [rel=prev], [rel=next]
//   any letter       [data-letter="f"]: a field gets the focus, anything else a click
import { current, link, step, stepAside } from "./cursor";
import { find, findAll, isCovered, isInteractive, isTyping, isVisible } from "./dom";
import { open } from "./dialog";
import { edit } from "./inline";
import { openPalette } from "./palette";
import { isOpen as isPeekOpen, openPeek, togglePeek } from "./peek";
import { tick } from "./select";
import { toggleRail } from "./theme";

const CHORD_MS = 1500;

let chord: { attribute: string; until: number } | undefined;

export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (document.documentElement.dataset.keys === "off" || isTyping(event.target) || isCovered()) return;
    if (isChoosing(event)) return;
    // An open menu has keys of its own.
    if (find(":popover-open[data-menu]")) return;
    if (press(event)) event.preventDefault();
  });
}

/** Arrows walk through a group of radio buttons. */
function isChoosing({ code, target, altKey }: KeyboardEvent): boolean {
  return code.startsWith("Arrow") && !altKey && target instanceof HTMLInputElement && target.type === "radio";
}

/** Does what the key means; says whether it meant anything. */
function press(event: KeyboardEvent): boolean {
  const { code, shiftKey, altKey } = event;
  if (altKey) return code === "ArrowUp" ? click('[rel="prev"]') : code === "ArrowDown" && click('[rel="next"]');
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (chord && Date.now() >= chord.until) chord = undefined;
  if (chord && letter) return endChord(chord.attribute, letter);
  if (event.key === "?" || (code === "Slash" && shiftKey)) return openHelp();
  const digit = /^Digit([1-9])$/.exec(code)?.[1];
  if (digit && !shiftKey) return clickNth("[data-views] > a", Number(digit) - 1);
  switch (code) {
    case "KeyJ":
    case "ArrowDown":
      return move(1);
    case "KeyK":
    case "ArrowUp":
      return move(-1);
    case "ArrowLeft":
      return stepAside(-1) !== null;
    case "ArrowRight":
      return stepAside(1) !== null;
    case "Space":
      return !isInteractiveApartFromRows() && togglePeek(current());
    case "Enter":
    case "NumpadEnter":
      return !isInteractive() && openRecord(current());
    case "KeyX":
      return tick(current(), shiftKey);
    case "KeyE":
      return editRow(current()) || byLetter("e");
    case "KeyG":
      return beginChord("data-go");
    case "KeyN":
      return beginChord("data-new");
    case "BracketLeft":
      toggleRail();
      return true;
    case "Slash":
      return focusSearch();
  }
  return letter !== undefined && !shiftKey && byLetter(letter.toLowerCase());
}

function move(by: number): boolean {
  const before = current();
  const row = step(by);
  if (row && row !== before && isPeekOpen()) void openPeek(row);
  return row !== null;
}

/** The name of the row under the cursor has the focus, yet Space is to open the quick look, not to scroll. */
function isInteractiveApartFromRows(): boolean {
  const row = current();
  return isInteractive() && !(row && document.activeElement === link(row));
}

function openRecord(row: HTMLElement | null): boolean {
  const target = row && link(row);
  target?.click();
  return target !== null;
}

function editRow(row: HTMLElement | null): boolean {
  const cell = row && find("[data-inline]", row);
  if (cell) void edit(cell);
  return cell !== null;
}

function beginChord(attribute: string): boolean {
  chord = { attribute, until: Date.now() + CHORD_MS };
  return true;
}

function endChord(attribute: string, letter: string): boolean {
  chord = undefined;
  return click(`[${attribute}="${letter}" i]`, true);
}

function byLetter(letter: string): boolean {
  const element = findAll(`[data-letter="${letter}" i]`).find(isVisible);
  if (!element) return false;
  if (element.matches("input:not([type=radio], [type=checkbox]), textarea, select")) element.focus();
  else element.click();
  // A kind of entry was chosen: its text is written next.
  if (element.matches("[data-composer] input")) find("textarea", element.closest("form")!)?.focus();
  return true;
}

function focusSearch(): boolean {
  const search = findAll("[data-search]").find(isVisible);
  if (search) search.focus();
  else openPalette();
  return true;
}

function openHelp(): boolean {
  const help = document.getElementById("help");
  if (help instanceof HTMLDialogElement) open(help);
  return help !== null;
}

/** Menu entries count even while their menu is closed; everything else has to be visible. */
function click(selector: string, evenHidden = false): boolean {
  const element = findAll(selector).find((candidate) => evenHidden || isVisible(candidate));
  element?.click();
  return element !== undefined;
}

function clickNth(selector: string, index: number): boolean {
  const element = findAll(selector)[index];
  element?.click();
  return element !== undefined;
}
