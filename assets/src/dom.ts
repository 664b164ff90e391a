// Small tools over the DOM. Handlers hang on the document, so that they also serve what is swapped in later.

export type Handler<E extends Event> = (event: E, element: HTMLElement) => void;

/** Calls `handle` for events on, or inside, elements that match `selector`. */
export function delegate<K extends keyof DocumentEventMap>(
  type: K,
  selector: string,
  handle: Handler<DocumentEventMap[K]>,
  options?: AddEventListenerOptions,
): void {
  document.addEventListener(
    type,
    (event) => {
      const element = event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
      if (element) handle(event, element);
    },
    options,
  );
}

export function find<T extends HTMLElement = HTMLElement>(selector: string, root: ParentNode = document): T | null {
  return root.querySelector<T>(selector);
}

export function findAll<T extends HTMLElement = HTMLElement>(selector: string, root: ParentNode = document): T[] {
  return [...root.querySelectorAll<T>(selector)];
}

/** Whether keys belong to a field now: single letters must not do anything then. */
export function isTyping(target: EventTarget | null = document.activeElement): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit", "reset"].includes(target.type);
}

/** Whether Enter and Space already mean something where the focus is. */
export function isInteractive(target: EventTarget | null = document.activeElement): boolean {
  return isTyping(target) || (target instanceof Element && target.matches("a, button, summary, input, [role=option]"));
}

/** Whether a dialog is open over the page: its keys come first. */
export function isCovered(): boolean {
  return find("dialog:modal") !== null;
}

export function isVisible(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

/** Tells those who hear the page. The same text twice in a row is said twice. */
export function announce(text: string): void {
  const live = document.getElementById("live");
  if (!live) return;
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = text));
}

/** Fills `{name}` in a text that the page brought along. */
export function fill(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Remembers a preference of this browser for a year; the server reads it when it draws the next page. */
export function setCookie(name: string, value: string): void {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
}
