// When the server does not answer.
//
//   #offline[data-ping="URL"]   the strip in the top bar (ui::shell); shown while the URL cannot be reached
//
// Forms keep their text: nothing is swapped. Once the server is back the sheet is drawn anew if reading it had failed.
import { find } from "./dom";
import { onHtmx, refresh } from "./requests";

const PAUSE_MS = 3000;

let timer: number | undefined;
let hasMissedReading = false;

export function startOffline(): void {
  for (const type of ["htmx:sendError", "htmx:timeout"]) {
    onHtmx(type, ({ requestConfig }) => {
      hasMissedReading ||= requestConfig.verb === "get";
      away();
    });
  }
  window.addEventListener("offline", away);
  window.addEventListener("online", () => timer !== undefined && void ping());
}

function away(): void {
  const strip = find("#offline");
  if (!strip || timer !== undefined) return;
  strip.hidden = false;
  timer = window.setInterval(() => void ping(), PAUSE_MS);
}

async function ping(): Promise<void> {
  const strip = find("#offline");
  try {
    // Any answer will do: even an error shows that the server is there.
    await fetch(strip?.dataset.ping ?? "/", { cache: "no-store", method: "HEAD" });
  } catch {
    return;
  }
  clearInterval(timer);
  timer = undefined;
  if (strip) strip.hidden = true;
  if (hasMissedReading) await refresh();
  hasMissedReading = false;
}
