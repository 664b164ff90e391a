// Forms.
//
//   [data-errors]          the summary of errors (ui::error_summary): gets the focus when it comes in
//   [data-reveal="id"]     the eye that shows the password in the field with this id
//   [data-composer]        the composer (ui::composer): its tabs choose the texts, a saved entry empties it
//   [data-typing]          what it asks for goes with the name of the field one is in, as "typing"
//   form[data-guard]       asks before the page is left with something typed in it
//
// Ctrl+Enter submits from any field. A submit button is busy until the answer is there, so that nothing is sent twice.
import { delegate, find, findAll } from "./dom";
import { onContent, onHtmx } from "./requests";

const LONGEST_SENTENCE = 500;

const edited = new WeakSet<HTMLFormElement>();

export function startForms(): void {
  onContent((root) => (root.matches("[data-errors]") ? root : find("[data-errors]", root))?.focus());
  delegate("keydown", "form", (event, form) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    event.preventDefault();
    // A key held down sends once; with its button the form is busy like after a click.
    const button = find<HTMLButtonElement>("button[type=submit]", form);
    if (event.repeat || button?.getAttribute("aria-busy") === "true") return;
    (form as HTMLFormElement).requestSubmit(button);
  });
  delegate("click", "[data-reveal]", (_, eye) => {
    const field = document.getElementById(eye.dataset.reveal ?? "") as HTMLInputElement | null;
    if (!field) return;
    const isShown = field.type === "password";
    field.type = isShown ? "text" : "password";
    eye.ariaPressed = String(isShown);
  });
  delegate("input", "form[data-guard]", (_, form) => {
    edited.add(form as HTMLFormElement);
    // Only now: with such a listener some browsers do not keep a page in memory for Back.
    window.addEventListener("beforeunload", guard);
  });
  onHtmx("htmx:configRequest", ({ elt, parameters }) => {
    if (elt.hasAttribute("data-typing")) parameters.typing = document.activeElement?.getAttribute("name") ?? "";
  });
  busyWhileSending();
  composer();
}

function guard(event: BeforeUnloadEvent): void {
  if (findAll<HTMLFormElement>("form[data-guard]").some((form) => edited.has(form))) event.preventDefault();
}

function busyWhileSending(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    edited.delete(form);
    // htmx calls preventDefault; a plain form leaves the page, and its button stays busy until then.
    if (!event.defaultPrevented && form.method === "post") event.submitter?.setAttribute("aria-busy", "true");
  });
  // Back brings a page from the browser's memory as it was left.
  window.addEventListener("pageshow", () => {
    for (const button of findAll("button[aria-busy=true]")) button.removeAttribute("aria-busy");
  });
  delegate("click", "button[aria-busy=true]", (event) => event.preventDefault(), { capture: true });
  onHtmx("htmx:beforeRequest", ({ elt }) => submitButton(elt)?.setAttribute("aria-busy", "true"));
  onHtmx("htmx:afterRequest", ({ elt }) => submitButton(elt)?.removeAttribute("aria-busy"));
}

function submitButton(element: Element): HTMLElement | null {
  if (element instanceof HTMLFormElement) return find("button[type=submit]", element);
  return element instanceof HTMLButtonElement && element.classList.contains("btn") ? element : null;
}

function composer(): void {
  delegate("change", "[data-composer] [name=kind]", (_, tab) => {
    const form = tab.closest<HTMLFormElement>("[data-composer]")!;
    const area = find<HTMLTextAreaElement>("textarea", form);
    const submit = find("button[type=submit]", form);
    if (area) area.placeholder = tab.dataset.placeholder ?? "";
    if (submit) submit.textContent = tab.dataset.submit ?? "";
  });
  // What is being typed is looked at as a sentence: a comment is none, and no address holds a long text.
  onHtmx("htmx:beforeRequest", ({ elt }, event) => {
    const form = elt instanceof HTMLTextAreaElement && elt.closest("[data-composer]");
    if (!form) return;
    const isComment = find<HTMLInputElement>("[name=kind]:checked", form)?.value === "comment";
    if (!isComment && elt.value.length <= LONGEST_SENTENCE) return;
    event.preventDefault();
    find("#composer-said", form)?.replaceChildren();
  });
  // Arrow keys walk through the tabs and must not be carried off into the text; a click wants to write.
  delegate("click", "[data-composer] .kinds label", (event, tab) => {
    if (event.detail > 0) find("textarea", tab.closest("form")!)?.focus();
  });
  onHtmx("htmx:afterRequest", ({ elt, successful, xhr }) => {
    if (elt instanceof HTMLFormElement && elt.matches("[data-composer]") && successful && xhr.status < 400) {
      const area = find<HTMLTextAreaElement>("textarea", elt);
      if (area) area.value = "";
      find("#composer-said", elt)?.replaceChildren();
    }
  });
}
