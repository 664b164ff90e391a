// A choice whose values belong to those of another: stages to a pipeline.
//
//   select[data-follows="name"]   offers the values of what is chosen in the select of this name in the same form
//   option[data-of]               the value of the other that it belongs to
//
// Where the chosen value belongs to another one, the first that fits takes its place. Without the other in the form, or
// while nothing is chosen there, all are offered.
import { delegate, find, findAll } from "./dom";
import { onContent } from "./requests";

export function startFollow(): void {
  onContent((root) => {
    for (const select of findAll<HTMLSelectElement>("select[data-follows]", root)) follow(select);
  });
  delegate("change", "form select", (_, other) => {
    const name = (other as HTMLSelectElement).name;
    const followers = findAll<HTMLSelectElement>("select[data-follows]", other.closest("form")!);
    for (const select of followers.filter((one) => one.dataset.follows === name)) follow(select);
  });
}

function follow(select: HTMLSelectElement): void {
  const form = select.closest("form");
  const other = form && find<HTMLSelectElement>(`select[name="${CSS.escape(select.dataset.follows ?? "")}"]`, form);
  const chosen = other?.value ?? "";
  const fits = (option: HTMLOptionElement): boolean => !option.dataset.of || !chosen || option.dataset.of === chosen;
  for (const option of select.options) {
    option.hidden = !fits(option);
    option.disabled = option.hidden;
  }
  const current = select.selectedOptions[0];
  if (current && !fits(current)) {
    const first = [...select.options].find((option) => option.dataset.of && fits(option));
    select.value = first?.value ?? "";
  }
}
