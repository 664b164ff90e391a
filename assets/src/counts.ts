// Numbers that a page does not wait for.
//
//   [data-counts="URL"]   asked once it is seen; the answer is {"id": "12"}: the texts of the elements with these ids
import { findAll, isVisible } from "./dom";
import { onContent } from "./requests";

export function startCounts(): void {
  onContent((root) => loadCounts(root));
}

/** Fills in the numbers of what is shown now. */
export function loadCounts(root: ParentNode): void {
  for (const place of findAll("[data-counts]", root).filter(isVisible)) void load(place);
}

async function load(place: HTMLElement): Promise<void> {
  try {
    const answer = await fetch(place.dataset.counts ?? "", { headers: { "HX-Request": "true" } });
    if (!answer.ok) return;
    const texts = (await answer.json()) as Record<string, string>;
    for (const [id, text] of Object.entries(texts)) {
      const element = document.getElementById(id);
      if (element) element.textContent = text;
    }
  } catch {
    // The page says all that is needed without them.
  }
}
