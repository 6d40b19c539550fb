// Keeps what is being read where it is while the page around it changes its height.

const LANDMARKS = [
  ".sb-block",
  ".sb-question__head",
  ".sb-step__summary",
  ".sb-part__label",
  ".sb-list__item",
  ".sb-term",
  ".sb-contents__line",
  "h1",
  "h2",
].join(",");

/**
 * A place on the page: an element, and how far down it the top edge of the view stands.
 * @typedef {object} Place
 * @property {Element} element
 * @property {number} offset Distance from the edge to the element's top, in pixels; negative if
 *   it begins above the edge.
 * @property {number} share Share of the element's height above the edge, from 0 to 1.
 */

/**
 * Gives the distance from the window's top to the first line that no bar covers.
 * @returns {number}
 */
export function topEdge() {
  let edge = 0;
  for (const bar of document.querySelectorAll(".sb-header, .sb-toolbar")) {
    const { position } = getComputedStyle(bar);
    const { top, bottom } = bar.getBoundingClientRect();
    if (position === "sticky" && top < innerHeight / 2 && top <= edge + 1) edge = Math.max(edge, bottom);
  }
  return edge;
}

/**
 * Tells whether an element lies in something that is folded, or so far away that the browser has
 * not laid it out. Browsers give such elements a place.
 * @param {Element} element
 */
function isFolded(element) {
  if (!element.checkVisibility({ contentVisibilityAuto: true })) return true;
  const around = element.matches("summary") ? element.parentElement?.parentElement : element;
  return Boolean(around?.closest("details:not([open])"));
}

/**
 * Finds the element that is being read: the first that begins in the upper half of the view, or
 * else the one that fills it.
 * @param {string} [selector]
 * @returns {Place | null}
 */
export function findPlace(selector = LANDMARKS) {
  const edge = topEdge();
  /** @type {Place | null} */
  let filling = null;
  for (const element of document.querySelectorAll(selector)) {
    if (isFolded(element)) continue;
    const { top, height } = element.getBoundingClientRect();
    if (height === 0 || top + height <= edge) continue;
    const offset = top - edge;
    const place = { element, offset, share: offset < 0 ? -offset / height : 0 };
    if (offset >= -1) return offset < innerHeight / 2 || !filling ? place : filling;
    filling = place;
  }
  return filling;
}

/**
 * Scrolls so that an element stands where a place says.
 * @param {Place} place
 */
export function restorePlace({ element, offset, share }) {
  const { top, height } = element.getBoundingClientRect();
  const wanted = share > 0 ? -share * height : offset;
  const drift = top - topEdge() - wanted;
  if (Math.abs(drift) >= 0.5) window.scrollBy({ top: drift, behavior: "instant" });
}

/**
 * Changes the page without moving what is being read.
 * @param {() => void} change
 * @param {Element} [element] What must not move; found if it is not given.
 */
export function keepPlace(change, element) {
  const place = element
    ? { element, offset: element.getBoundingClientRect().top - topEdge(), share: 0 }
    : findPlace();
  const root = document.documentElement;
  // The browser's own anchoring would correct the same drift a second time.
  root.style.overflowAnchor = "none";
  change();
  if (place) restorePlace(place);
  requestAnimationFrame(() => {
    if (place) restorePlace(place);
    root.style.overflowAnchor = "";
  });
}
