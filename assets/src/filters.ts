// The filter panel (ui::filters).
//
//   #filters                     the panel; hidden while closed
//     data-filters="URL"         only its place: GET URL answers with the panel, once it is opened
//   [data-toggle-filters]        opens and closes it
//   [data-close-filters]         closes it
//   [data-open-filter="id"]      opens it at the condition with this id: the chip of that condition
//
// Each change asks for the list at once: the form's own hx-* attributes do that. A record that is picked or taken out
// (ui::picker) is a change too.
import { loadCounts } from "./counts";
import { delegate, find, findAll, setCookie } from "./dom";
import { closePeek, isOpen as isPeekOpen } from "./peek";
import { ask } from "./requests";

export function startFilters(): void {
  delegate("click", "[data-toggle-filters]", () => void toggle(isPeekOpen() || Boolean(find("#filters")?.hidden)));
  delegate("input", "#filter-form [data-pick], form.condition [data-pick]", (event, field) => {
    if (event.target === field) field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  delegate("click", "[data-close-filters]", () => {
    void toggle(false);
    find("[data-toggle-filters]")?.focus();
  });
  delegate("click", "[data-open-filter]", async (_, { dataset }) => {
    await toggle(true);
    const condition = document.getElementById(dataset.openFilter ?? "");
    if (condition instanceof HTMLDetailsElement) condition.open = true;
    condition?.scrollIntoView({ block: "nearest" });
    (condition ? find("input:not([type=hidden]), select", condition) : null)?.focus();
  });
}

/** The cookie "filters" (open or closed) lets the server draw the panel as it was left. */
async function toggle(isOpen: boolean): Promise<void> {
  const panel = isOpen ? await fetched() : find("#filters");
  if (!panel) return;
  // Both do not fit beside the list.
  if (isOpen) closePeek();
  const wasHidden = panel.hidden;
  panel.hidden = !isOpen;
  setCookie("filters", isOpen ? "open" : "closed");
  for (const button of findAll("[data-toggle-filters]")) {
    button.ariaExpanded = button.ariaPressed = String(isOpen);
  }
  // What was just swapped in has asked for its counts itself.
  if (isOpen && wasHidden) loadCounts(panel);
  if (isOpen) find("input:not([type=hidden]), select", panel)?.focus({ preventScroll: true });
}

/** The panel, asked for if only its place is there; null without a page that has one, or without an answer. */
async function fetched(): Promise<HTMLElement | null> {
  const place = find("#filters");
  const url = place?.dataset.filters;
  if (!place || !url) return place;
  if (place.ariaBusy === "true") return null;
  place.ariaBusy = "true";
  const { ok } = await ask("GET", url, { target: place, swap: "outerHTML" });
  place.ariaBusy = null;
  return ok ? find("#filters") : null;
}
