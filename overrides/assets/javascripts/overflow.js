// Wide formulas, tables and listings scroll inside themselves. Those that do can be reached and
// scrolled by keyboard; the others stay out of the way.

const SCROLLERS = ".sb-scroll, .sb-display, .sb-math--display, .sb-content .highlight pre";

/**
 * @param {Element} element
 * @param {string} label
 */
function update(element, label) {
  const scrolls = element.scrollWidth > element.clientWidth + 1;
  if (scrolls === element.hasAttribute("data-sb-scrolls")) return;
  element.toggleAttribute("data-sb-scrolls", scrolls);
  if (scrolls) {
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "region");
    element.setAttribute("aria-label", nameOf(element, label));
  } else {
    for (const name of ["tabindex", "role", "aria-label"]) element.removeAttribute(name);
  }
}

/** @type {Map<string, number>} */
const named = new Map();

/**
 * Names a scroller so that no two sound the same.
 * @param {Element} element
 * @param {string} label
 */
function nameOf(element, label) {
  const caption = element.closest("figure")?.querySelector(".sb-asset__label")?.textContent;
  const title = element.closest("[data-sb-question]")?.querySelector(".sb-question__title .sb-own");
  const name = [caption, title?.textContent, label].filter(Boolean).join(", ");
  const number = (named.get(name) ?? 0) + 1;
  named.set(name, number);
  return number > 1 ? `${name} (${number})` : name;
}

/** Watches everything that may be wider than the page. */
export function mountOverflow() {
  // Of scrollers in one another the outermost scrolls.
  const elements = Array.from(document.querySelectorAll(SCROLLERS)).filter(
    (element) => !element.parentElement?.closest(SCROLLERS),
  );
  if (elements.length === 0) return;
  const label = document.querySelector("[data-sb-scrolls-label]")?.getAttribute("data-sb-scrolls-label") ?? "";
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) update(target, label);
  });
  for (const element of elements) observer.observe(element);
  // Letters that arrive late change what fits; what is not laid out yet reports itself when it is.
  document.fonts?.ready.then(() => {
    for (const element of elements) {
      if (element.checkVisibility({ contentVisibilityAuto: true })) update(element, label);
    }
  });
}
