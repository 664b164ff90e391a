// Files for a record: dropped on its page or chosen, sent one after the other with a bar each.
//
//   form[data-files]   the place; its action takes them, its file inputs choose them
//     data-name, data-max-bytes                        the name of the field, the limit of one file
//     data-too-large, data-empty, data-failed          what is wrong with {name}
//     data-begun, data-progress, data-cancel, data-waiting, data-drop
//   #uploads           the list of those on their way, before the form
//
// Those that are sent together are one action: each names that of the first, so that Undo takes all of them back. The server
// answers {"action": 7, "text": "2 files added"}, or with an error page (data-failure).
import { announce, delegate, fill, find, findAll } from "./dom";
import { csrf, refresh } from "./requests";
import { show } from "./toast";

interface Upload {
  file: File;
  /** The place it was meant for, which the person may have left since. */
  form: HTMLFormElement;
  line: HTMLElement;
  /** Breaks it off; nothing does once the server has all of it. */
  stop?: () => void;
}

interface Told {
  action: number;
  text: string;
}

const waiting: Upload[] = [];
let running: Upload | undefined;
/** Something of the page itself is being dragged. */
let isOwn = false;
/** What was done by those sent so far to the same record. */
let told: Told | undefined;

export function startFiles(): void {
  delegate("change", "[data-files] input[type=file]", (_, input) => {
    if (!(input instanceof HTMLInputElement)) return;
    send(place(), [...(input.files ?? [])]);
    input.value = "";
  });
  // The whole page of the record takes files; elsewhere the browser would leave it for a file that slipped.
  document.addEventListener("dragstart", () => (isOwn = true));
  document.addEventListener("dragend", () => (isOwn = false));
  document.addEventListener("dragover", (event) => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    const form = place();
    if (event.dataTransfer) event.dataTransfer.dropEffect = form ? "copy" : "none";
    if (form) sheet()?.setAttribute("data-dropping", form.dataset.drop ?? "");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) sheet()?.removeAttribute("data-dropping");
  });
  document.addEventListener("drop", (event) => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    sheet()?.removeAttribute("data-dropping");
    send(place(), [...(event.dataTransfer?.files ?? [])]);
  });
  window.addEventListener("beforeunload", (event) => {
    if (running) event.preventDefault();
  });
}

function place(): HTMLFormElement | null {
  return find<HTMLFormElement>("form[data-files]");
}

function sheet(): HTMLElement | null {
  return document.getElementById("main");
}

/** Files from outside: a picture of the page is one as well while it is dragged, and a field for files takes its own. */
function bringsFiles(event: DragEvent): boolean {
  const isForField = event.target instanceof Element && event.target.closest("input[type=file]") !== null;
  return !isOwn && !isForField && (event.dataTransfer?.types.includes("Files") ?? false);
}

function send(form: HTMLFormElement | null, files: File[]): void {
  if (!form || files.length === 0) return;
  for (const file of files) {
    const max = Number(form.dataset.maxBytes);
    if (file.size > max) fail(form.dataset.tooLarge, file);
    else if (file.size === 0) fail(form.dataset.empty, file);
    else waiting.push({ file, form, line: draw(form, file) });
  }
  if (waiting.length > 0) announce(form.dataset.begun ?? "");
  if (!running) void work();
}

/** Sends what waits, and says of each record what was done. */
async function work(): Promise<void> {
  for (let upload = waiting.shift(); upload; upload = waiting.shift()) {
    running = upload;
    await sendOne(upload);
    running = undefined;
    takeOff(upload.line);
    if (waiting[0]?.form.action === upload.form.action || !told) continue;
    const { action, text } = told;
    told = undefined;
    show({ text, undo: `/actions/${action}/undo` });
    await refresh();
  }
}

function sendOne(upload: Upload): Promise<void> {
  return new Promise((resolve) => {
    const { file, form, line } = upload;
    const xhr = new XMLHttpRequest();
    upload.stop = () => {
      xhr.abort();
      resolve();
    };
    const body = new FormData();
    body.append(form.dataset.name ?? "files", file, file.name);
    const tell = (share: number) => {
      find<HTMLProgressElement>("progress", line)!.value = share;
      find("[data-share]", line)!.textContent = `${share} %`;
    };
    tell(0);
    xhr.upload.addEventListener("progress", ({ loaded, total }) => tell(total > 0 ? Math.floor((100 * loaded) / total) : 0));
    // From now on it may be on the record already: what came of it is told, with a way to take it back.
    xhr.upload.addEventListener("load", () => delete upload.stop);
    xhr.addEventListener("load", () => {
      const isTold = xhr.status === 200 && xhr.getResponseHeader("Content-Type") === "application/json";
      if (isTold) told = JSON.parse(xhr.responseText) as Told;
      else fail(failure(xhr) || form.dataset.failed, file);
      resolve();
    });
    xhr.addEventListener("error", () => {
      fail(form.dataset.failed, file);
      resolve();
    });
    xhr.open("POST", told ? `${form.action}?with=${told.action}` : form.action);
    xhr.setRequestHeader("X-CSRF", csrf());
    xhr.setRequestHeader("HX-Request", "true");
    xhr.send(body);
  });
}

/** A line with its name, a bar and the way to stop it. */
function draw(form: HTMLFormElement, file: File): HTMLElement {
  const line = document.createElement("li");
  const name = document.createElement("bdi");
  name.textContent = file.name;
  // No live region: the bar says how far it is to those who ask for it.
  const state = document.createElement("span");
  state.dataset.share = "";
  state.textContent = form.dataset.waiting ?? "";
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.value = 0;
  bar.ariaLabel = fill(form.dataset.progress ?? "", { name: file.name });
  const cancel = document.createElement("button");
  cancel.type = "button";
  cancel.className = "ib";
  cancel.dataset.s = "s";
  cancel.ariaLabel = cancel.title = fill(form.dataset.cancel ?? "", { name: file.name });
  const cross = find("svg", form)?.cloneNode(true);
  if (cross instanceof SVGElement) {
    const use = cross.querySelector("use");
    use?.setAttribute("href", (use.getAttribute("href") ?? "").replace(/#.*$/, "#i-x"));
    cancel.append(cross);
  }
  cancel.addEventListener("click", () => stop(line));
  line.append(name, state, bar, cancel);
  const list = document.getElementById("uploads");
  list?.append(line);
  tidy();
  return line;
}

function stop(line: HTMLElement): void {
  if (running?.line === line) running.stop?.();
  const at = waiting.findIndex((upload) => upload.line === line);
  if (at >= 0) waiting.splice(at, 1);
  takeOff(line);
}

/** Takes a line away. Who stood on its button goes to that of the next one, at last to the place for files. */
function takeOff(line: HTMLElement): void {
  const neighbour = line.nextElementSibling ?? line.previousElementSibling;
  const hadFocus = line.contains(document.activeElement);
  line.remove();
  tidy();
  if (hadFocus) (neighbour?.querySelector("button") ?? place()?.querySelector<HTMLElement>("input[type=file]"))?.focus();
}

function tidy(): void {
  const list = document.getElementById("uploads");
  if (list) list.hidden = findAll("li", list).length === 0;
}

function fail(text: string | undefined, file: File): void {
  show({ text: fill(text ?? "", { name: file.name }), kind: "error" });
}

/** What an error page says. */
function failure(xhr: XMLHttpRequest): string {
  const page = new DOMParser().parseFromString(xhr.responseText, "text/html").querySelector("[data-failure]");
  const problems = page ? [...page.querySelectorAll("li")] : [];
  const said = problems.length > 0 || !page ? problems : [...page.querySelectorAll("h1, h1 + p")];
  return said.map((part) => part.textContent?.trim() ?? "").join(". ");
}
