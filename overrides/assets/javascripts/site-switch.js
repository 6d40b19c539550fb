// From one language's site to the other without losing the question: the block being read stays
// where it is, and what was open is open again.

import { chosenLanguages, rememberLanguages } from "./languages.js";
import { findPlace, restorePlace } from "./place.js";
import { readJson, write, writeJson } from "./storage.js";

const KEY = "studybank.place";
const BLOCKS = ".sb-block, .sb-question__head";

/**
 * What one site hands to the other.
 * @typedef {object} Handover
 * @property {string} path Path of the page that it is for.
 * @property {string} question Id of the question or section that the block belongs to.
 * @property {number} index Number of the block within that question.
 * @property {number} offset
 * @property {number} share
 * @property {string[]} open Ids of the open details.
 */

/** @param {string} id */
function blocksOf(id) {
  const scope = (id && document.getElementById(id)) || document;
  return Array.from(scope.querySelectorAll(BLOCKS));
}

/**
 * @param {string} path
 * @returns {Handover}
 */
function describe(path) {
  const place = findPlace(BLOCKS);
  const question = place?.element.closest("[data-sb-question]")?.id ?? "";
  return {
    path,
    question,
    index: place ? blocksOf(question).indexOf(place.element) : -1,
    offset: place?.offset ?? 0,
    share: place?.share ?? 0,
    open: Array.from(document.querySelectorAll("details[id][open]"), (details) => details.id),
  };
}

/** @param {Handover} handover */
function restore({ question, index, offset, share, open }) {
  for (const id of open) {
    const details = document.getElementById(id);
    if (details instanceof HTMLDetailsElement) details.open = true;
  }
  const element = blocksOf(question)[index];
  if (!element) return;
  const settle = () => restorePlace({ element, offset, share });
  settle();
  // Fonts and figures may still move it; the reader's own hand ends that.
  const moved = new AbortController();
  for (const kind of ["wheel", "touchstart", "keydown", "pointerdown"]) {
    addEventListener(kind, () => moved.abort(), { passive: true, once: true, signal: moved.signal });
  }
  const again = () => {
    if (!moved.signal.aborted) settle();
  };
  document.fonts?.ready.then(again);
  if (document.readyState !== "complete") addEventListener("load", again, { once: true });
}

/** Makes links to the other language's site keep the place, and takes up one that was kept. */
export function mountSiteSwitch() {
  const handover = /** @type {Handover | null} */ (readJson("sessionStorage", KEY));
  if (handover) {
    write("sessionStorage", KEY, null);
    if (handover.path === location.pathname) restore(handover);
  }
  // In the capture phase, before Material's script takes the click.
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element && event.target.closest("a[data-sb-site-switch]");
      if (!(link instanceof HTMLAnchorElement)) return;
      if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      const url = new URL(link.href);
      writeJson("sessionStorage", KEY, describe(url.pathname));
      // Who goes to the Chinese site wants Chinese, whatever was chosen here.
      if (chosenLanguages() !== "both") rememberLanguages(link.hreflang.startsWith("zh") ? "zh" : "en");
      url.hash = location.hash;
      location.assign(url);
    },
    true,
  );
}
