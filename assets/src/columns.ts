// The columns menu: which columns a list shows, and in which order.
//
//   form[data-columns]       holds the lines; saved as a whole with its own hx-* attributes, on "change"
//   [data-column-key]        a line (ui::menu_column) with a box named "columns" and a grip
//
//   [data-columns-search]    leaves only the lines that hold what is typed
//
//   th[data-column-head]     the head of a column, dragged along its row; the menu's lines follow and are saved
//
// Lines are dragged by their grip, or moved with Alt+↑ and Alt+↓: the way for who uses no mouse.
import { delegate, find, findAll } from "./dom";
import { onContent } from "./requests";

export function startColumns(): void {
  onContent((root) => {
    const forms = findAll<HTMLFormElement>("form[data-columns]", root);
    if (root instanceof HTMLFormElement && root.matches("[data-columns]")) forms.push(root);
    for (const form of forms) void sortable(form);
    const head = find("th[data-column-head]", root)?.parentElement;
    // A finger scrolls the table; a phone has no heads at all.
    if (head && !matchMedia("(pointer: coarse)").matches) void movable(head);
  });
  delegate("input", "[data-columns-search]", (_, box) => {
    const wanted = (box as HTMLInputElement).value.trim().toLocaleLowerCase();
    for (const line of findAll("[data-column-key]", box.closest("[popover]") ?? document)) {
      line.hidden = !line.textContent?.toLocaleLowerCase().includes(wanted);
    }
  });
  delegate("keydown", "form[data-columns] [data-column-key]", (event, line) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    const other = event.key === "ArrowUp" ? line.previousElementSibling : line.nextElementSibling;
    if (!other?.matches("[data-column-key]")) return;
    if (event.key === "ArrowUp") other.before(line);
    else other.after(line);
    find("input", line)?.focus();
    changed(line);
  });
}

async function sortable(form: HTMLFormElement): Promise<void> {
  const list = find("[data-column-key]", form)?.parentElement;
  if (!list) return;
  const { default: Sortable } = await import("sortablejs");
  // A morph keeps the lines, and what was made of them.
  if (Sortable.get(list)) return;
  // Sortable says "change" at every step of the drag; only its end is one.
  list.addEventListener("change", (event) => event instanceof CustomEvent && event.stopImmediatePropagation(), { capture: true });
  Sortable.create(list, {
    handle: ".grip",
    draggable: "[data-column-key]",
    animation: 120,
    onEnd: ({ item }) => changed(item),
  });
}

async function movable(row: HTMLElement): Promise<void> {
  const { default: Sortable } = await import("sortablejs");
  // A morph keeps the row, but not this mark of it.
  row.dataset.movable = "";
  if (Sortable.get(row)) return;
  const keys = (): string[] => findAll("[data-column-head]", row).map((head) => head.dataset.columnHead ?? "");
  let before = "";
  Sortable.create(row, {
    draggable: "[data-column-head]",
    direction: "horizontal",
    animation: 120,
    onStart: () => (before = keys().join()),
    onEnd: () => {
      const lines = find("form[data-columns]");
      if (!lines || keys().join() === before) return;
      const line = (key: string): HTMLElement | null => find(`[data-column-key="${CSS.escape(key)}"]`, lines);
      const moved = keys().map(line).filter((found) => found !== null);
      // Those that are shown stand first, in the order of the heads.
      const first = find("[data-column-key]", lines);
      const start = document.createComment("");
      first?.before(start);
      start.after(...moved);
      start.remove();
      if (moved[0]) changed(moved[0]);
    },
  });
}

function changed(line: HTMLElement): void {
  line.dispatchEvent(new Event("change", { bubbles: true }));
}
