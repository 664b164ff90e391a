// Several values of one field: phones, e-mails.
//
//   [data-repeat]                  the field (ui::repeat)
//   template[data-repeat-blank]    an empty row; "__i__" in its names and ids becomes the row's number
//   [data-repeat-add], [data-repeat-remove], [data-repeat-row]
//
// No two rows of a field share a number; gaps do not matter, since the server reads the rows in order.
import { delegate, find, findAll } from "./dom";

const INDEX = /__i__/g;
const NUMBERED = /\[(\d+)\]/;

export function startRepeat(): void {
  delegate("click", "[data-repeat-add]", (_, button) => {
    const field = button.closest<HTMLElement>("[data-repeat]");
    const blank = field && find<HTMLTemplateElement>("template[data-repeat-blank]", field);
    if (!field || !blank) return;
    blank.before(newRow(field, blank));
    find("input, select, textarea", rows(field).at(-1))?.focus();
  });
  delegate("click", "[data-repeat-remove]", (_, button) => {
    const field = button.closest<HTMLElement>("[data-repeat]");
    const row = button.closest("[data-repeat-row]");
    if (!field || !row) return;
    const near = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    // What belongs to the form has changed, although no field was typed into.
    field.dispatchEvent(new Event("input", { bubbles: true }));
    (near ? find("input, button", near) : null)?.focus();
    (find("[data-repeat-add]", field) as HTMLElement | null)?.focus();
  });
}

/** An empty row under a number that none of the present rows has: rows before it may have been taken away. */
export function newRow(field: HTMLElement, blank: HTMLTemplateElement): DocumentFragment {
  const names = rows(field).flatMap((row) => findAll<HTMLInputElement>("[name]", row).map(({ name }) => name));
  const number = 1 + Math.max(-1, ...names.map((name) => Number(NUMBERED.exec(name)?.[1] ?? -1)));
  const row = document.importNode(blank.content, true);
  for (const element of row.querySelectorAll("*")) {
    for (const attribute of element.attributes) attribute.value = attribute.value.replace(INDEX, String(number));
  }
  return row;
}

const rows = (field: HTMLElement) => findAll("[data-repeat-row]", field);
