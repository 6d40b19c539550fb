// Copying: a link to a question, and formulas as TeX.

/**
 * Tells screen readers, and the reader's eye, what happened.
 * @param {string} message
 */
function announce(message) {
  const live = document.querySelector("[data-sb-live]");
  if (!(live instanceof HTMLElement)) return;
  live.textContent = message;
  live.classList.add("sb-live--shown");
  setTimeout(() => live.classList.remove("sb-live--shown"), 2000);
}

/** @param {HTMLAnchorElement} link */
async function copyLink(link) {
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    location.assign(link.href);
    return;
  }
  announce(document.querySelector("[data-sb-copied]")?.getAttribute("data-sb-copied") ?? "");
  const menu = link.closest("details.sb-menu");
  menu?.removeAttribute("open");
  menu?.querySelector("summary")?.focus();
}

/**
 * Gives what is selected with every formula as TeX.
 * @param {Selection} selection
 * @returns {DocumentFragment | null} Null if there is no formula in it.
 */
function selectedWithTex(selection) {
  if (selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const first = formulaAround(range.startContainer);
  const last = formulaAround(range.endContainer);
  if (first) range.setStartBefore(first);
  if (last) range.setEndAfter(last);
  const fragment = range.cloneContents();
  const formulas = fragment.querySelectorAll("[data-tex]");
  if (formulas.length === 0) return null;
  for (const formula of formulas) {
    const mark = formula.classList.contains("sb-math--display") ? "$$" : "$";
    formula.replaceWith(`${mark}${formula.getAttribute("data-tex")}${mark}`);
  }
  for (const hidden of fragment.querySelectorAll(
    ".sb-visually-hidden, button, details:not([open]) > :not(summary)",
  )) {
    hidden.remove();
  }
  return fragment;
}

/** @param {Node} node */
function formulaAround(node) {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest("[data-tex]") ?? null;
}

/**
 * Gives the text of a fragment as it would be read on the page, line by line.
 * @param {DocumentFragment} fragment
 */
function readableText(fragment) {
  const page = document.createElement("div");
  page.className = "sb-content sb-offscreen";
  page.append(fragment.cloneNode(true));
  document.body.append(page);
  const text = page.innerText;
  page.remove();
  return text.trim();
}

/** Makes copy links and the copying of formulas work. */
export function mountCopy() {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[data-sb-copy-link]");
    if (!(link instanceof HTMLAnchorElement) || !navigator.clipboard) return;
    event.preventDefault();
    void copyLink(link);
  });
  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    const fragment = selection && selectedWithTex(selection);
    if (!fragment || !event.clipboardData) return;
    event.clipboardData.setData("text/plain", readableText(fragment));
    event.preventDefault();
  });
}
