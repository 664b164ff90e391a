// Says that others changed what the page shows; nothing moves until one asks for it.
//
//   [data-live-line]     the line, hidden until there is something to say; gets the events of live.ts
//     data-record        the record of a card, with data-event: the last one when it was drawn
//     data-versions      "7:1,9:4": the records of a list, as they are shown
//     data-changed       "Changed by {name}" on a card, "Records changed: {count}" at a list
//     data-gone          said of a card whose record is out of sight
//     data-many          said at a list when it is too much to be counted
//   [data-live-text]     where it is said
//   [data-live-show]     the button that draws the page anew
import { announce, delegate, fill, find } from "./dom";
import type { News } from "./live";
import { refresh } from "./requests";

export function startChanges(): void {
  document.addEventListener("live", (event) => {
    const line = event.target;
    if (!(line instanceof HTMLElement) || line.dataset.liveLine === undefined) return;
    const news = (event as CustomEvent<News>).detail;
    if (line.dataset.record) hearOfCard(line, news);
    else hearOfList(line, news);
  });
  document.addEventListener("live:over", (event) => {
    const line = event.target;
    if (line instanceof HTMLElement && line.dataset.many) say(line, line.dataset.many);
  });
  delegate("click", "[data-live-show]", () => void refresh());
}

function hearOfCard(line: HTMLElement, { changed, gone }: News): void {
  const id = Number(line.dataset.record);
  if (gone.includes(id)) return say(line, line.dataset.gone ?? "");
  const news = changed.find((record) => record.id === id);
  // What was told of before, or was so when the page was drawn, is no news.
  if (!news?.event || news.event <= Number(line.dataset.event)) return;
  line.dataset.event = String(news.event);
  if (news.by) say(line, fill(line.dataset.changed ?? "", { name: news.by }));
}

/** The line keeps which versions are known, and of which records it tells, until it is drawn anew. */
function hearOfList(line: HTMLElement, { changed, gone }: News): void {
  const versions = new Map((line.dataset.versions ?? "").split(",").map((pair) => pair.split(":").map(Number) as [number, number]));
  const told = new Set((line.dataset.told ?? "").split(",").filter(Boolean).map(Number));
  const before = told.size;
  for (const { id, version, by } of changed) {
    if (version <= (versions.get(id) ?? Infinity)) continue;
    versions.set(id, version);
    if (by) told.add(id);
  }
  for (const id of gone) if (versions.has(id)) told.add(id);
  line.dataset.versions = [...versions].map((pair) => pair.join(":")).join(",");
  line.dataset.told = [...told].join(",");
  if (told.size > before) say(line, fill(line.dataset.changed ?? "", { count: told.size }));
}

function say(line: HTMLElement, text: string): void {
  const place = find("[data-live-text]", line);
  if (!place || place.textContent === text) return;
  place.textContent = text;
  line.hidden = false;
  announce(text);
}
