// Dialogs.
//
//   #dialogs             a dialog[data-dialog] that is swapped in here opens at once and is removed when it closes
//   [data-unsaid]        inside a dialog: what has to be said yet, where the focus goes first
//   [data-close]         inside a dialog: closes it
//   [data-open-dialog]   opens the dialog of the page with this id
//
// Esc and a click beside the dialog close it, unless something was typed or chosen in it. A form inside that changed
// something successfully closes it too.
import { delegate, find } from "./dom";
import { onContent, onHtmx } from "./requests";

const edited = new WeakSet<HTMLDialogElement>();

export function startDialogs(): void {
  onContent((root) => {
    const dialog = root.matches("dialog[data-dialog]") ? root : find("dialog[data-dialog]", root);
    if (dialog instanceof HTMLDialogElement && dialog.closest("#dialogs")) open(dialog);
  });
  delegate("click", "[data-close]", (_, element) => element.closest("dialog")?.close());
  delegate("click", "[data-open-dialog]", (_, element) => {
    const dialog = document.getElementById(element.dataset.openDialog ?? "");
    if (dialog instanceof HTMLDialogElement) open(dialog);
  });
  delegate("input", "dialog[data-dialog]", (_, dialog) => edited.add(dialog as HTMLDialogElement));
  // A click on the backdrop has the dialog itself as its target; inside, it is always one of its parts.
  document.addEventListener("click", ({ target, clientX, clientY }) => {
    if (!(target instanceof HTMLDialogElement) || edited.has(target)) return;
    const { left, right, top, bottom } = target.getBoundingClientRect();
    if (clientX < left || clientX > right || clientY < top || clientY > bottom) target.close();
  });
  onHtmx("htmx:afterRequest", ({ elt, successful, requestConfig }) => {
    if (successful && requestConfig.verb !== "get") elt.closest<HTMLDialogElement>("dialog[data-dialog]")?.close();
  });
}

/** Opens over the page; the focus returns to where it was. */
export function open(dialog: HTMLDialogElement): void {
  if (dialog.open) return;
  dialog.addEventListener("cancel", (event) => {
    if (edited.has(dialog)) event.preventDefault();
  });
  dialog.addEventListener("close", () => {
    edited.delete(dialog);
    if (dialog.parentElement?.id === "dialogs") dialog.remove();
  });
  dialog.showModal();
  const control = ":is(input, select, textarea):not([type=hidden])";
  const first = find(`[data-unsaid] ${control}`, dialog) ?? find(`[autofocus], .body ${control}`, dialog);
  first?.focus();
}
