// htmx and what Korob adds to it: the CSRF header, the morph swap, a refresh of the sheet.
//
// Settings come from <meta name="htmx-config">. Every change carries the content of <meta name="csrf"> in X-CSRF.
// hx-swap="morph" and "morph:innerHTML" (under hx-ext="morph") keep focus, scroll and open editors.
//
// The server may answer with HX-Trigger events:
//   refresh   draw the sheet (#main) anew from the present URL, keeping focus and scroll
import htmx from "htmx.org";
import { Idiomorph } from "idiomorph";
import { isTyping } from "./dom";

/** What htmx says about a request in its events; only what is read here. */
export interface RequestDetail {
  elt: Element;
  target: Element;
  xhr: XMLHttpRequest;
  successful?: boolean;
  failed?: boolean;
  shouldSwap?: boolean;
  headers: Record<string, string>;
  parameters: Record<string, string>;
  requestConfig: { elt: Element; verb: string; path: string };
}

type Verb = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface Ask {
  /** Where events start and from where attributes are inherited; the body if none is named. */
  source?: Element;
  target?: Element | string;
  swap?: string;
  values?: Record<string, string>;
}

/** The status of a finished request: 0 if the server was not reached. */
export interface Answer {
  ok: boolean;
  status: number;
}

/** What a person is at stays: the field they type in, an open editor, the cursor of a list, what was unfolded. */
const MORPH = {
  restoreFocus: true,
  callbacks: {
    beforeNodeMorphed: (old: Node) => !(old instanceof Element && old.hasAttribute("data-edit")),
    beforeAttributeUpdated: (name: string, element: Element) =>
      name !== "data-cursor" && name !== "data-saved" && !(name === "open" && element instanceof HTMLDetailsElement) &&
      // The place of an open menu is known to the script alone.
      !(name === "style" && element.matches(":popover-open")),
  },
};

export function startRequests(): void {
  onHtmx("htmx:configRequest", (detail) => {
    const token = csrf();
    if (token) detail.headers["X-CSRF"] = token;
  });
  document.addEventListener("refresh", () => void refresh());
  htmx.defineExtension("morph", {
    isInlineSwap: (style) => style === "morph" || style === "morph:outerHTML",
    handleSwap: (style, target, fragment) => {
      if (!style.startsWith("morph")) return false;
      const content = fragment instanceof DocumentFragment ? [...fragment.childNodes] : [fragment];
      const morphStyle = style === "morph:innerHTML" ? "innerHTML" : "outerHTML";
      return Idiomorph.morph(target as Element, content as never, {
        ...MORPH,
        // With this idiomorph leaves all of the focused element as it was: of a button that reads as a value, too.
        ignoreActiveValue: isTyping(),
        morphStyle,
      }) as never;
    },
  });
}

export function csrf(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content ?? "";
}

/** Listens to an event of htmx on the whole page. */
export function onHtmx(type: string, handle: (detail: RequestDetail, event: Event) => void): void {
  document.addEventListener(type, (event) => handle((event as CustomEvent<RequestDetail>).detail, event));
}

/** Calls `prepare` for the page and for everything that is swapped in. */
export function onContent(prepare: (root: HTMLElement) => void): void {
  htmx.onLoad((root) => {
    if (root instanceof HTMLElement) prepare(root);
  });
}

/** Lets htmx know of an element that was put into the page without it. */
export function adopt(element: Element): void {
  htmx.process(element);
}

/** Asks the server as if an element with hx-* attributes had been used; says how it ended. */
export function ask(verb: Verb, url: string, options: Ask = {}): Promise<Answer> {
  const source = options.source ?? document.body;
  return new Promise((resolve) => {
    let status = 0;
    const note = (event: Event) => {
      const { detail } = event as CustomEvent<RequestDetail>;
      if (detail.requestConfig.elt === source && detail.requestConfig.path === url) status = detail.xhr.status;
    };
    document.addEventListener("htmx:afterRequest", note);
    const context = { source, target: options.target ?? source, swap: options.swap ?? "none", values: options.values ?? {} };
    const end = () => {
      document.removeEventListener("htmx:afterRequest", note);
      resolve({ ok: status >= 200 && status < 300, status });
    };
    htmx.ajax(verb.toLowerCase() as never, url, context as never).then(end, end);
  });
}

/** Draws the sheet anew from the present URL. */
export function refresh(): Promise<Answer> {
  return ask("GET", location.pathname + location.search, { target: "#main", swap: "morph:innerHTML" });
}

