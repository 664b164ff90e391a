// Cards of a board that others move: they slide to their place.
//
//   [data-live-cards="URL"]   around the board; gets the events of live.ts. URL/1,2?from=new,work answers with
//     [data-into]             for each card that stands on the board: the card, alone in the list of its column
//       data-above            the id of the card right above it; nothing for the first one
//     header, [data-chip-count]   the heads of the columns concerned, and the numbers on their chips
//   data-live-card            "{card} changed, column {column}", announced
//   data-live-gone            "{card} left the board"
//   data-live-some            said of several
//
// Nothing moves under the hand of who moves a card or chooses something: it waits until they are done.
import { isAtWork } from "./board";
import { link } from "./cursor";
import { announce, fill, find, findAll, isCovered } from "./dom";
import type { News } from "./live";
import { adopt, refresh } from "./requests";

/** Of more, the board is drawn anew. */
const MOST = 30;
const PAUSE_MS = 5000;
const SLIDE: KeyframeAnimationOptions = { duration: 220, easing: "ease-out" };

/** The versions that were told of; a card that is gone has none. */
const told = new Map<string, number>();
let isOver = false;
let isAsking = false;

export function startArrivals(): void {
  document.addEventListener("live", (event) => {
    const { changed, gone } = (event as CustomEvent<News>).detail;
    for (const { id, version } of changed) told.set(String(id), version);
    for (const id of gone) told.set(String(id), Infinity);
    void settle();
  });
  document.addEventListener("live:over", () => {
    isOver = true;
    void settle();
  });
  document.addEventListener("board:rest", () => void settle());
  // Neither bubbles. A menu or dialog that has just closed is still open for its own listeners.
  for (const type of ["toggle", "close"]) document.addEventListener(type, () => setTimeout(settle), { capture: true });
}

function isHeld(): boolean {
  return isAtWork() || isCovered() || find("[data-menu]:popover-open") !== null;
}

async function settle(): Promise<void> {
  const place = find("[data-live-cards]");
  if (!place) {
    told.clear();
    isOver = false;
    return;
  }
  if (isAsking || isHeld()) return;
  // What one moved oneself is there already.
  const news = [...told].filter(([id, version]) => version > Number(card(id)?.dataset.version ?? -1));
  told.clear();
  if (!isOver && news.length === 0) return;
  isAsking = true;
  const wasOver = isOver;
  isOver = false;
  try {
    if (wasOver || news.length > MOST) await redraw();
    else await bring(place, news);
  } catch {
    // The server did not answer. What is told later stays.
    isOver ||= wasOver;
    for (const [id, version] of news) if (!told.has(id)) told.set(id, version);
    setTimeout(settle, PAUSE_MS);
    return;
  } finally {
    isAsking = false;
  }
  if (isOver || told.size > 0) void settle();
}

/** What was told is not told again: a board that could not be drawn now has to be drawn later. */
async function redraw(): Promise<void> {
  const { ok, status } = await refresh();
  if (!ok) throw new Error(`the board was not drawn anew: ${status}`);
}

async function bring(place: HTMLElement, news: [string, number][]): Promise<void> {
  const ids = news.map(([id]) => id);
  const columns = ids.map((id) => card(id)?.closest<HTMLElement>("[data-column]")?.dataset.column);
  const from = columns.includes(undefined) ? "" : [...new Set(columns)].join(",");
  const headers = { "HX-Request": "true", "HX-Current-URL": location.href };
  const answer = await fetch(`${place.dataset.liveCards}/${ids.join(",")}?from=${encodeURIComponent(from)}`, { headers });
  if (!answer.ok) return await redraw();
  const brought = new DOMParser().parseFromString(await answer.text(), "text/html");
  // Whoever took a card meanwhile is not disturbed; it is asked again then.
  if (isHeld()) return news.forEach(([id, version]) => told.has(id) || told.set(id, version));
  const lists = findAll("[data-into]", brought);
  if (lists.some((list) => !column(list))) return await redraw();
  const slide = watchCards();
  const said = say(place, ids, lists);
  for (const id of ids) if (!find(`#card-${id}`, brought)) drop(id);
  for (const list of lists) put(list);
  for (const part of findAll("header[id], [data-chip-count]", brought)) {
    part.removeAttribute("hx-swap-oob");
    document.getElementById(part.id)?.replaceWith(part);
    adopt(part);
  }
  slide();
  if (said) announce(said);
}

/** Puts a card where it belongs; one whose neighbours were not scrolled to yet is only counted. */
function put(list: HTMLElement): void {
  const fresh = find("[data-card]", list);
  const target = find("ul", column(list)!);
  if (!fresh || !target) return;
  const old = card(fresh.dataset.card ?? "");
  const { above } = list.dataset;
  const anchor = above ? find(`:scope > #card-${above}`, target) : null;
  const end = find(":scope > .more", target);
  const hadFocus = old?.contains(document.activeElement) ?? false;
  for (const name of ["data-cursor", "aria-selected"]) {
    if (old?.hasAttribute(name)) fresh.setAttribute(name, old.getAttribute(name) ?? "");
  }
  old?.remove();
  if (above && !anchor && end) return;
  if (anchor) anchor.after(fresh);
  else if (above) target.append(fresh);
  else target.prepend(fresh);
  adopt(fresh);
  if (hadFocus) link(fresh)?.focus({ preventScroll: true });
}

function drop(id: string): void {
  const old = card(id);
  const hadFocus = old?.contains(document.activeElement);
  old?.remove();
  if (hadFocus) find("[data-board]")?.focus({ preventScroll: true });
}

/** What those hear who do not see it; nothing of cards that were not shown and are not. */
function say(place: HTMLElement, ids: string[], lists: HTMLElement[]): string | undefined {
  const shown = ids.filter((id) => card(id) || lists.some((list) => find(`#card-${id}`, list)));
  const { liveCard = "", liveGone = "", liveSome = "" } = place.dataset;
  if (shown.length !== 1) return shown.length > 1 ? liveSome : undefined;
  const list = lists.find((list) => find(`#card-${shown[0]}`, list));
  const name = (list ? find("[data-card]", list) : card(shown[0]!))?.dataset.name ?? "";
  return list ? fill(liveCard, { card: name, column: column(list)?.dataset.name ?? "" }) : fill(liveGone, { card: name });
}

/** Notes where all cards are; what it gives back lets them slide from there to where they are then. */
function watchCards(): () => void {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return () => {};
  const places = new Map(cards().map((card) => [card.id, card.getBoundingClientRect()]));
  return () => {
    for (const card of cards()) {
      const [old, now] = [places.get(card.id), card.getBoundingClientRect()];
      if (!old) card.animate({ opacity: [0, 1] }, SLIDE);
      else if (old.x !== now.x || old.y !== now.y) {
        card.animate({ transform: [`translate(${old.x - now.x}px, ${old.y - now.y}px)`, "none"] }, SLIDE);
      }
    }
  };
}

const cards = () => findAll("[data-board] [data-card]");
const card = (id: string) => find(`[data-board] #card-${CSS.escape(id)}`);
const column = ({ dataset: { into = "" } }: HTMLElement) => find(`[data-board] > [data-column="${CSS.escape(into)}"]`);
