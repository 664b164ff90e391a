// Toasts and undo.
//
// The place is #toasts (ui::toasts), which brings its texts and a <template> of one toast:
//   data-undo, data-close    the names of the buttons
//   data-failed              said when an action could not be asked for at all
//
// A toast comes from
//   the server, as HX-Trigger: {"toast": {"text": "Moved to “Contract”", "undo": "/actions/7/undo", "kind": "info"}}
//     undo     optional: asked with POST; afterwards the sheet is drawn anew
//     redo     instead of undo, after an undo: the same, but for the button alone
//     kind     "info" (goes after 8 s) or "error" (stays)
//     action   optional: {"label": "Compare", "href": "/deals/7"}
//     work     optional: the URL of long work, asked until it answers with a toast of its own; goes on over pages
//   an error page (data-failure) in answer to htmx: its heading, first line and what is wrong, instead of a swap
//   a full page: <template data-toast="text" data-undo="/actions/7/undo" data-kind="info">
//
// Ctrl+Z undoes the latest action of this page, else the latest of this person, unless a field has the focus; pressed again
// it goes further back. Where something was changed since, the server answers with a dialog instead.
import { announce, delegate, find, findAll, isCovered, isTyping } from "./dom";
import { ask, onContent, onHtmx, refresh } from "./requests";

export interface Toast {
  text: string;
  undo?: string;
  redo?: string;
  kind?: "info" | "error";
  action?: { label: string; href: string };
  work?: string;
}

const MOST = 3;
const WORK_PAUSE_MS = 700;
/** Where a tab remembers the work it waits for. */
const WORKS = "korob-works";
const LAST = "/actions/last/undo";
/** What was done longer ago the server shows before it takes it back: it is asked for the last action then. */
const FRESH_MS = 15 * 60_000;
let latest: { undo: string; at: number } | undefined;

export function startToasts(): void {
  document.addEventListener("toast", (event) => show((event as CustomEvent<Toast>).detail));
  onContent((root) => {
    for (const template of findAll<HTMLTemplateElement>("template[data-toast]", root)) {
      const { toast: text = "", undo, kind } = template.dataset;
      template.remove();
      forgetDone();
      show({ text, ...(undo ? { undo } : {}), kind: kind === "error" ? "error" : "info" });
    }
  });
  onHtmx("htmx:beforeSwap", (detail) => {
    if (detail.xhr.status < 400) return;
    const failure = new DOMParser().parseFromString(detail.xhr.responseText, "text/html").querySelector("[data-failure]");
    const texts = failure && [...failure.querySelectorAll("h1, h1 + p, li")].map((part) => part.textContent?.trim());
    if (failure) detail.shouldSwap = false;
    // What is not shown in the page must not vanish in silence; a server that brought a toast has said it all.
    const isSaid = detail.shouldSwap || detail.xhr.getResponseHeader("HX-Trigger")?.includes('"toast"');
    if (!isSaid) showFailure(texts?.join(". "));
  });
  // Whatever is changed now is done after what a toast told before.
  onHtmx("htmx:beforeRequest", ({ requestConfig }) => {
    if (requestConfig.verb.toLowerCase() !== "get") latest = undefined;
  });
  document.addEventListener("keydown", (event) => {
    const isUndo = event.code === "KeyZ" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (isUndo && !isTyping(event.target) && !isCovered() && place()) {
      event.preventDefault();
      void undo(latest && Date.now() - latest.at < FRESH_MS ? latest.undo : LAST);
    }
  });
  for (const url of works()) void follow(url, "");
  delegate("animationend", ".toast", (event, toast) => {
    if (event.animationName === "drain") toast.remove();
  });
}

/** "Not done", in the words of the page. */
export function showFailure(text?: string): void {
  show({ text: text || (place()?.dataset.failed ?? ""), kind: "error" });
}

export function show(toast: Toast): void {
  if (toast.work) {
    latest = undefined;
    remember([...works(), toast.work]);
    return void follow(toast.work, toast.text);
  }
  display(toast);
}

function display(toast: Toast): HTMLElement | undefined {
  const region = place();
  const blank = region && find<HTMLTemplateElement>("template", region)?.content.firstElementChild;
  if (!region || !blank || !toast.text) return undefined;
  const element = blank.cloneNode(true) as HTMLElement;
  find("p", element)!.textContent = toast.text;
  if (toast.action) element.append(link(toast.action));
  if (toast.undo) latest = { undo: toast.undo, at: Date.now() };
  const back = toast.undo ?? toast.redo;
  if (back) {
    element.dataset.undo = back;
    element.append(button(region.dataset.undo ?? "", () => void undo(back)));
  }
  if (toast.kind === "error") {
    element.dataset.s = "late";
    element.role = "alert";
    find("use", element)?.setAttribute("href", icon("warn"));
    element.append(closing(region.dataset.close ?? "", element));
  } else {
    element.dataset.running = "";
    announce(toast.text);
  }
  region.append(element);
  for (const old of findAll(".toast", region).slice(0, -MOST)) old.remove();
  return element;
}

/** Shows how far long work is, until it is done. */
async function follow(url: string, text: string): Promise<void> {
  let element: HTMLElement | undefined;
  for (;;) {
    const answer = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => undefined);
    const state = answer?.ok ? ((await answer.json()) as { text?: string; toast?: Toast }) : undefined;
    if (state?.toast || (answer && !answer.ok)) {
      remember(works().filter((known) => known !== url));
      element?.remove();
      if (state?.toast) {
        show(state.toast);
        await refresh();
      }
      return;
    }
    if (!element?.isConnected) {
      element = display({ text: state?.text ?? text });
      // It stays for as long as the work goes on.
      if (element) delete element.dataset.running;
    } else find("p", element)!.textContent = state?.text ?? text;
    await new Promise((resolve) => setTimeout(resolve, WORK_PAUSE_MS));
  }
}

function works(): string[] {
  return JSON.parse(sessionStorage.getItem(WORKS) ?? "[]") as string[];
}

function remember(urls: string[]): void {
  sessionStorage.setItem(WORKS, JSON.stringify(urls));
}

/** The address says what was done only once: a reload or a sent link does not say it again. */
function forgetDone(): void {
  const url = new URL(location.href);
  if (!url.searchParams.has("done")) return;
  url.searchParams.delete("done");
  history.replaceState(history.state, "", url);
}

async function undo(url: string): Promise<void> {
  if (latest?.undo === url) latest = undefined;
  for (const toast of findAll(".toast[data-undo]", place() ?? document)) {
    if (toast.dataset.undo === url) toast.remove();
  }
  const { status } = await ask("POST", url, { target: "#dialogs", swap: "innerHTML" });
  if (status === 204) await refresh();
}

function place(): HTMLElement | null {
  return document.getElementById("toasts");
}

/** Another icon of the sprite that the blank toast uses. */
function icon(name: string): string {
  const blank = find<HTMLTemplateElement>("#toasts > template")?.content.querySelector("use");
  return (blank?.getAttribute("href") ?? "").replace(/#.*$/, `#i-${name}`);
}

function button(label: string, act: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = label;
  element.addEventListener("click", act);
  return element;
}

function closing(label: string, toast: HTMLElement): HTMLButtonElement {
  const element = button("", () => toast.remove());
  element.className = "ib";
  element.dataset.s = "s";
  element.ariaLabel = element.title = label;
  const svg = find("svg", toast)?.cloneNode(true);
  if (svg instanceof SVGElement) {
    svg.querySelector("use")?.setAttribute("href", icon("x"));
    element.append(svg);
  }
  return element;
}

function link({ label, href }: { label: string; href: string }): HTMLAnchorElement {
  const element = document.createElement("a");
  element.href = href;
  element.textContent = label;
  return element;
}
