// The hidden parts of a question: which is next, opening and closing them together, and links
// that lead into them.

import { keepPlace } from "./place.js";

const STEPS = "details.sb-step";

/**
 * Marks what has been opened, and the first that has not as the next one.
 * @param {Element} row
 */
function markNext(row) {
  /** @type {Element | undefined} */
  let next;
  for (const step of row.querySelectorAll(`:scope > ${STEPS}`)) {
    if (step instanceof HTMLDetailsElement && step.open) step.setAttribute("data-sb-done", "");
    next ??= step.hasAttribute("data-sb-done") ? undefined : step;
    step.toggleAttribute("data-sb-next", step === next);
  }
}

/**
 * Opens an element and everything that it lies in.
 * @param {Element} element
 */
export function openAround(element) {
  /** @type {Element | null} */
  let each = element;
  while (each) {
    if (each instanceof HTMLDetailsElement && !each.matches(".sb-menu, .sb-pair__other, .sb-toc")) {
      each.open = true;
    }
    each = each.parentElement;
  }
}

/**
 * Gives the element that the address names.
 * @returns {HTMLElement | null}
 */
function namedElement() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null;
  }
}

/** Opens what the address names and scrolls to it. */
export function followFragment() {
  const element = location.hash.length > 1 ? namedElement() : null;
  if (!element) return;
  openAround(element);
  element.scrollIntoView({ block: "start", behavior: "instant" });
}

/**
 * Opens or closes the hidden parts of a question, or of the page.
 * @param {string} questionId Empty for the page.
 * @param {boolean} open
 */
function setAll(questionId, open) {
  const scope = questionId ? document.getElementById(questionId) : document;
  keepPlace(() => {
    for (const step of scope?.querySelectorAll(STEPS) ?? []) {
      if (step instanceof HTMLDetailsElement) step.open = open;
    }
  });
}

/** Tells the toolbars whether there is anything to close. */
function markOpened() {
  const opened = document.querySelector(`${STEPS}[open]`) !== null;
  for (const bar of document.querySelectorAll(".sb-toolbar")) bar.toggleAttribute("data-sb-opened", opened);
}

/** Makes the reveal rows, their buttons and links into them work. */
export function mountReveal() {
  for (const part of document.querySelectorAll("[data-sb-when]")) {
    if (!(part instanceof HTMLElement)) continue;
    part.hidden = !document.querySelector(part.dataset.sbWhen ?? "");
  }
  document.addEventListener(
    "toggle",
    ({ target }) => {
      const row = target instanceof Element && target.matches(STEPS) && target.parentElement;
      if (!row) return;
      if (row.matches("[data-sb-reveal]")) markNext(row);
      markOpened();
    },
    true,
  );
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("[data-sb-open-all], [data-sb-close-all]");
    if (!(button instanceof HTMLElement)) return;
    const { sbOpenAll, sbCloseAll } = button.dataset;
    setAll(sbOpenAll ?? sbCloseAll ?? "", sbOpenAll !== undefined);
    button.closest("details.sb-menu")?.removeAttribute("open");
  });
  addEventListener("hashchange", followFragment);
  followFragment();
}
