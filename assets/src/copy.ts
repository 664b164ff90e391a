// Copies an address or a text.
//
//   [data-copy="/companies/7"]   a click copies the whole address of this path; data-copied is what is said then
//   [data-copy-text="#request"]   a click copies the text of that element
import { delegate } from "./dom";
import { show } from "./toast";

export function startCopy(): void {
  delegate("click", "[data-copy]", (_, button) => {
    const url = new URL(button.dataset.copy ?? "", location.href).href;
    void copy(url).then((isDone) => {
      if (isDone) show({ text: button.dataset.copied ?? "" });
      else show({ text: url });
    });
  });
  delegate("click", "[data-copy-text]", (_, button) => {
    const from = document.querySelector(button.dataset.copyText ?? "");
    void copy(from?.textContent ?? "").then((isDone) => {
      if (isDone) show({ text: button.dataset.copied ?? "" });
      // It can still be chosen and copied by hand.
      else if (from) getSelection()?.selectAllChildren(from);
    });
  });
}

/** Plain HTTP on a local network has no clipboard of its own: there a chosen text is copied. */
async function copy(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "sr";
  document.body.append(area);
  area.select();
  const isDone = document.execCommand("copy");
  area.remove();
  return isDone;
}
