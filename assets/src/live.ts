// What others change while this page is open and looked at.
//
//   [data-live="URL"]   a place that wants to hear: URL with ?ago=SECONDS is a stream of server-sent events. The place gets
//     live              CustomEvent<News>: what changed and what is gone; it may be told again
//     live:over         CustomEvent: more than is worth telling; it had better be drawn anew
//
// The document has data-heard while the server is heard.
//
// A page in the background hears nothing: it asks for what it missed when it is looked at again.
import { find } from "./dom";
import { onContent } from "./requests";

export interface News {
  /** `event`: the last one, of the record that the page is about. */
  changed: { id: number; version: number; by?: string; event?: number }[];
  gone: number[];
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
const SWAP_MS = 2000;
/** The server gives a sign of life every 20 s. */
const SILENCE_MS = 50_000;

let source: EventSource | undefined;
let url = "";
/** When the page was last known to be up to date. */
let heard = performance.timeOrigin;
let opened = 0;
let failures = 0;
let retry: number | undefined;
let watchdog: number | undefined;

export function startLive(): void {
  onContent(() => {
    const wanted = place()?.dataset.live ?? "";
    if (wanted !== url) {
      close();
      // What was swapped in was read a moment ago.
      if (url) heard = Date.now() - SWAP_MS;
      url = wanted;
      failures = 0;
    }
    open();
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", open);
}

function open(): void {
  if (!url || source || document.hidden) return;
  clearTimeout(retry);
  const address = new URL(url, location.href);
  address.searchParams.set("ago", String(Math.max(0, Math.ceil((Date.now() - heard) / 1000))));
  source = new EventSource(address);
  opened = Date.now();
  source.addEventListener("beat", live);
  source.addEventListener("news", (event) => {
    live();
    tell("live", JSON.parse((event as MessageEvent<string>).data));
  });
  source.addEventListener("over", () => {
    live();
    tell("live:over");
  });
  // It would come again by itself, but not know since when.
  source.addEventListener("error", lost);
}

function live(): void {
  document.documentElement.dataset.heard = "";
  heard = Date.now();
  clearTimeout(watchdog);
  watchdog = window.setTimeout(lost, SILENCE_MS);
}

function tell(type: string, detail?: unknown): void {
  place()?.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
}

function lost(): void {
  // One that held for a while was well.
  if (Date.now() - opened > SILENCE_MS) failures = 0;
  close();
  if (document.hidden) return;
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
  failures += 1;
  // Not all pages at once after a restart of the server.
  retry = window.setTimeout(open, pause * (0.5 + Math.random()));
}

function close(): void {
  clearTimeout(retry);
  clearTimeout(watchdog);
  source?.close();
  source = undefined;
  delete document.documentElement.dataset.heard;
}

const place = () => find("[data-live]");
