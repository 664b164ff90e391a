// How it looks: theme, density, the folded menu. Each is a cookie, so that the server draws the next page right at once.
//
//   [data-set-theme="auto|light|dark"]              cookie "theme", <html data-theme>
//   [data-set-density="compact|normal|roomy"]       cookie "density", <html data-density>; a button or a radio button
//   [data-toggle-rail]                              cookie "nav" (full or rail), .app[data-nav]
import { delegate, find, findAll, setCookie } from "./dom";

export function startTheme(): void {
  delegate("click", "[data-set-theme]", (_, { dataset }) => {
    const theme = dataset.setTheme ?? "auto";
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    setCookie("theme", theme);
    for (const item of findAll("[data-set-theme]")) {
      if (item.dataset.setTheme === theme) item.setAttribute("aria-current", "true");
      else item.removeAttribute("aria-current");
    }
  });
  delegate("click", "[data-set-density]", (_, { dataset }) => {
    const density = dataset.setDensity ?? "normal";
    document.documentElement.dataset.density = density;
    setCookie("density", density);
  });
  delegate("click", "[data-toggle-rail]", () => toggleRail());
}

export function toggleRail(): void {
  const app = find(".app");
  if (!app) return;
  const isRail = app.dataset.nav !== "rail";
  if (isRail) app.dataset.nav = "rail";
  else delete app.dataset.nav;
  setCookie("nav", isRail ? "rail" : "full");
}
