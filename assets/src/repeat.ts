// Several values of one field: phones, e-mails.
//
//   [data-repeat]                  the field (ui::repeat)
//   template[data-repeat-blank]    an empty row; "__i__" in its names and ids becomes the row's number
//   [data-repeat-add], [data-repeat-remove], [data-repeat-row]
//
// Numbers are never used twice on a page; gaps do not matter, since the server reads the rows in order.
import { delegate, find, findAll } from "./dom";

const INDEX = /__i__/g;

const next = new WeakMap<HTMLElement, number>();

export function startRepeat(): void {
  delegate("click", "[data-repeat-add]", (_, button) => {
    const field = button.closest<HTMLElement>("[data-repeat]");
    const blank = field && find<HTMLTemplateElement>("template[data-repeat-blank]", field);
    if (!field || !blank) return;
    const number = next.get(field) ?? rows(field).length;
    next.set(field, number + 1);
    const row = blank.content.cloneNode(true) as DocumentFragment;
    for (const element of row.querySelectorAll("*")) {
      for (const attribute of element.attributes) attribute.value = attribute.value.replace(INDEX, String(number));
    }
    blank.before(row);
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

const rows = (field: HTMLElement) => findAll("[data-repeat-row]", field);
