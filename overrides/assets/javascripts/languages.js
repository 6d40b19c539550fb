// The languages that the page shows: the site's own, the other, or both; for the whole page, and
// for one block beside it.

import { keepPlace } from "./place.js";
import { read, write } from "./storage.js";

/** @typedef {"en" | "zh" | "both"} Languages */

const KEY = "studybank.languages";
const root = document.documentElement;

/**
 * Gives the locale of the page.
 * @returns {"en" | "zh"}
 */
export function pageLocale() {
  return root.lang.startsWith("zh") ? "zh" : "en";
}

/**
 * Gives the languages that the reader has chosen; the page's own before any choice.
 * @returns {Languages}
 */
export function chosenLanguages() {
  const saved = read("localStorage", KEY);
  return saved === "en" || saved === "zh" || saved === "both" ? saved : pageLocale();
}

/**
 * Remembers a choice for this and other pages, without changing this one.
 * @param {Languages} languages
 */
export function rememberLanguages(languages) {
  write("localStorage", KEY, languages);
}

/** @param {Languages} languages */
function viewOf(languages) {
  return languages === "both" ? "both" : languages === pageLocale() ? "own" : "other";
}

/**
 * Opens the other language of a block where it is to be seen, and sets its button.
 * @param {HTMLElement} pair
 */
function updatePair(pair) {
  const view = root.dataset.sbView;
  const both = view === "both" || pair.hasAttribute("data-sb-both");
  const details = pair.querySelector(":scope > .sb-pair__other");
  if (details instanceof HTMLDetailsElement) details.open = both || view === "other";
  pair.querySelector(":scope > .sb-pair__toggle")?.setAttribute("aria-pressed", String(both));
}

/** @returns {Iterable<HTMLElement>} */
function allPairs() {
  return document.querySelectorAll("[data-sb-pair]");
}

/** @param {Languages} languages */
function show(languages) {
  const view = viewOf(languages);
  for (const input of document.querySelectorAll("[data-sb-switch] input")) {
    if (input instanceof HTMLInputElement) input.checked = input.value === languages;
  }
  if (root.dataset.sbView === view) return;
  keepPlace(() => {
    root.dataset.sbView = view;
    for (const pair of allPairs()) {
      pair.removeAttribute("data-sb-both");
      updatePair(pair);
    }
  });
}

/** @param {HTMLElement} pair */
function toggle(pair) {
  keepPlace(() => {
    pair.toggleAttribute("data-sb-both");
    updatePair(pair);
  }, pair);
}

/** Makes the page-wide switch and the buttons of the blocks work. */
export function mountLanguages() {
  show(chosenLanguages());
  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.closest("[data-sb-switch]")) return;
    const languages = /** @type {Languages} */ (target.value);
    rememberLanguages(languages);
    show(languages);
  });
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest(".sb-pair__toggle");
    const pair = button && button.closest("[data-sb-pair]");
    if (pair instanceof HTMLElement) toggle(pair);
  });
  // The browser opens a closed language itself when the reader searches the page for a word in it.
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (!(target instanceof HTMLDetailsElement) || !target.open) return;
      const pair = target.matches(".sb-pair__other") && target.parentElement;
      if (pair && root.dataset.sbView === "own" && !pair.hasAttribute("data-sb-both")) toggle(pair);
    },
    true,
  );
  addEventListener("storage", ({ key }) => {
    if (key === KEY || key === null) show(chosenLanguages());
  });
  // A page that comes back from the browser's memory may have missed a choice.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) show(chosenLanguages());
  });
}
