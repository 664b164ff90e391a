// The filter panel (ui::filters).
//
//   #filters                     the panel; hidden while closed
//   [data-toggle-filters]        opens and closes it
//   [data-close-filters]         closes it
//   [data-open-filter="id"]      opens it at the condition with this id: the chip of that condition
//
// Each change asks for the list at once: the form's own hx-* attributes do that. A record that is picked or taken out
// (ui::picker) is a change too.
import { loadCounts } from "./counts";
import { delegate, find, findAll, setCookie } from "./dom";
import { closePeek, isOpen as isPeekOpen } from "./peek";

export function startFilters(): void {
  delegate("click", "[data-toggle-filters]", () => toggle(isPeekOpen() || Boolean(find("#filters")?.hidden)));
  delegate("input", "#filter-form [data-pick], form.condition [data-pick]", (event, field) => {
    if (event.target === field) field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  delegate("click", "[data-close-filters]", () => {
    toggle(false);
    find("[data-toggle-filters]")?.focus();
  });
  delegate("click", "[data-open-filter]", (_, { dataset }) => {
    toggle(true);
    const condition = document.getElementById(dataset.openFilter ?? "");
    if (condition instanceof HTMLDetailsElement) condition.open = true;
    condition?.scrollIntoView({ block: "nearest" });
    (condition ? find("input:not([type=hidden]), select", condition) : null)?.focus();
  });
}

/** The cookie "filters" (open or closed) lets the server draw the panel as it was left. */
function toggle(isOpen: boolean): void {
  const panel = find("#filters");
  if (!panel) return;
  // Both do not fit beside the list.
  if (isOpen) closePeek();
  panel.hidden = !isOpen;
  setCookie("filters", isOpen ? "open" : "closed");
  for (const button of findAll("[data-toggle-filters]")) {
    button.ariaExpanded = button.ariaPressed = String(isOpen);
  }
  if (isOpen) loadCounts(panel);
  if (isOpen) find("input:not([type=hidden]), select", panel)?.focus({ preventScroll: true });
}
