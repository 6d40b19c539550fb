// Light or dark: what the reader has chosen, else what the system prefers. An inline script has
// set it before the first paint.

import { read, write } from "./storage.js";

const KEY = "studybank.theme";
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

/** Shows the theme that holds, on the page and in its switch. */
function show() {
  const saved = read("localStorage", KEY);
  const theme = saved === "light" || saved === "dark" ? saved : dark.matches ? "dark" : "light";
  if (root.dataset.sbTheme !== theme) root.dataset.sbTheme = theme;
  for (const input of document.querySelectorAll("[data-sb-theme-switch] input")) {
    if (input instanceof HTMLInputElement) input.checked = input.value === theme;
  }
}

/** Makes the theme's switch work. */
export function mountTheme() {
  show();
  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.closest("[data-sb-theme-switch]")) return;
    write("localStorage", KEY, target.value);
    root.dataset.sbTheme = target.value;
  });
  dark.addEventListener("change", show);
  addEventListener("storage", ({ key }) => {
    if (key === KEY || key === null) show();
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) show();
  });
}
