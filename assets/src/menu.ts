// Menus: popovers that open beside their button.
//
//   [data-menu][popover]         the menu (ui::menu, ui::popover), opened by a button with popovertarget
//   [role=menuitem]              its entries: arrows, Home and End move, Esc closes
//   [role=menuitem][data-key]    an entry with a key of its own, such as "1"
//
// A form of a menu that made something closes it; a form that only chooses (of columns, of a condition) does not.
//
// The menu's place goes to the stylesheet as --x and --y.
import { delegate, findAll, isVisible } from "./dom";
import { onHtmx } from "./requests";

const GAP = 6;
const EDGE = 8;

export function startMenus(): void {
  // The events of popovers do not bubble.
  document.addEventListener("toggle", (event) => onToggle(event as ToggleEvent), { capture: true });
  delegate("keydown", "[data-menu]", press);
  onHtmx("htmx:afterRequest", ({ elt, successful, requestConfig }) => {
    const menu = elt.closest<HTMLElement>("[data-menu][popover]");
    const makes = menu && successful && requestConfig.verb === "post";
    if (!makes || !(elt instanceof HTMLFormElement) || elt.matches("[data-columns]")) return;
    elt.reset();
    menu.hidePopover();
  });
  delegate("click", "[data-menu] [role=menuitem]", (_, item) => item.closest<HTMLElement>("[popover]")?.hidePopover());
}

function onToggle(event: ToggleEvent): void {
  const menu = event.target;
  if (!(menu instanceof HTMLElement) || menu.dataset.menu === undefined) return;
  const isOpen = event.newState === "open";
  const opener = openerOf(menu);
  opener?.setAttribute("aria-expanded", String(isOpen));
  if (!isOpen) return;
  if (opener) place(menu, opener.getBoundingClientRect());
  findAll("[role=menuitem], input, select, textarea, button", menu).find((part) => isVisible(part) && !part.matches(":disabled"))?.focus();
}

function openerOf(menu: HTMLElement): HTMLElement | undefined {
  const openers = findAll(`[popovertarget="${CSS.escape(menu.id)}"]`);
  const seen = openers.find((opener) => opener === document.activeElement) ?? openers.find((opener) => opener.checkVisibility());
  if (seen) return seen;
  // An entry of a menu that has just closed over it: where that one was opened.
  const outer = openers.map((opener) => opener.closest<HTMLElement>("[data-menu]")).find((around) => around && around !== menu);
  return outer ? openerOf(outer) : openers[0];
}

/** Below the button and inside the window; above it if there is no room below. */
export function place(menu: HTMLElement, beside: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const fitsRight = beside.left + width <= innerWidth - EDGE;
  const left = fitsRight ? beside.left : Math.max(EDGE, Math.min(beside.right, innerWidth - EDGE) - width);
  const below = beside.bottom + GAP;
  const top = below + height <= innerHeight - EDGE ? below : Math.max(EDGE, beside.top - GAP - height);
  menu.style.setProperty("--x", `${left}px`);
  menu.style.setProperty("--y", `${top}px`);
}

function press(event: KeyboardEvent, menu: HTMLElement): void {
  const items = findAll("[role=menuitem]:not(:disabled)", menu);
  if (items.length === 0) return;
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at <= 0 ? -1 : at - 1, Home: 0, End: -1 }[event.key];
  const chosen = to === undefined ? undefined : items.at(to >= items.length ? 0 : to);
  const byKey = items.find((item) => item.dataset.key && matches(event, item.dataset.key));
  if (chosen) chosen.focus();
  else if (byKey && !event.ctrlKey && !event.metaKey) byKey.click();
  else if (event.key === "Tab") menu.hidePopover();
  else return;
  if (event.key !== "Tab") event.preventDefault();
}

function matches(event: KeyboardEvent, key: string): boolean {
  return event.code === `Digit${key}` || event.code === `Key${key.toUpperCase()}`;
}
