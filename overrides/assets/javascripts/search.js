// The search: a dialog with a field and a plain list of links. A list and not a combobox: each
// result is a link that has the focus itself, so that it opens in a new tab, is announced with its
// number, and works with a touch screen reader as with a keyboard.

import { pageLocale } from "./languages.js";

/** @typedef {import("./search-index.js").Hit} Hit */

const HTML_LANG = { en: "en", zh: "zh-Hans" };
const QUIET = 400; // Milliseconds without typing before the number of results is announced.

/**
 * @param {string} name
 * @param {string} className
 * @param {string} text
 * @param {string} [locale]
 */
function element(name, className, text, locale) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  if (locale && locale !== pageLocale()) made.lang = HTML_LANG[/** @type {"en" | "zh"} */ (locale)];
  return made;
}

/** @param {Hit} hit */
function renderHit(hit) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.className = "sb-search__link";
  link.href = hit.url;
  link.append(element("span", "sb-search__title", hit.title, hit.titleLocale), " ");
  if (hit.other) link.append(element("span", "sb-search__other", hit.other, hit.otherLocale), " ");
  link.append(element("span", "sb-search__facts", `${hit.topic} · ${hit.form}`));
  item.append(link);
  return item;
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || (target.matches("input, textarea, select") && !target.matches("[type=radio], [type=checkbox]")))
  );
}

/** One search dialog. */
class SearchDialog {
  /** @param {HTMLDialogElement} dialog */
  constructor(dialog) {
    this.dialog = dialog;
    this.input = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
    this.list = /** @type {HTMLElement} */ (dialog.querySelector("[data-sb-search-results]"));
    this.status = /** @type {HTMLElement} */ (dialog.querySelector("[data-sb-search-status]"));
    this.live = /** @type {HTMLElement} */ (dialog.querySelector("[data-sb-search-live]"));
    /** @type {HTMLElement | null} */
    this.opener = null;
    this.turn = 0;
    this.timer = 0;
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", (event) => {
      if (!(event instanceof InputEvent && event.isComposing)) void this.update();
    });
    this.input.addEventListener("compositionend", () => void this.update());
    this.dialog.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.update().then(() => this.links()[0]?.click());
    });
    this.dialog.addEventListener("keydown", (event) => this.move(event));
    this.dialog.addEventListener("click", ({ target }) => {
      if (target === this.dialog || (target instanceof Element && target.closest("[data-sb-search-close]"))) this.close();
    });
    this.list.addEventListener("click", (event) => {
      const changed = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
      // The link may lead to this page.
      if (!changed && event.target instanceof Element && event.target.closest("a")) this.dialog.close();
    });
  }

  /** @param {HTMLElement | null} opener What gets the focus back. */
  open(opener) {
    if (this.dialog.open) return;
    this.opener = opener;
    this.dialog.showModal();
    this.input.focus();
    this.input.select();
    // So that the first letter finds the index there.
    import("./search-index.js").then(({ prepare }) => prepare()).catch(() => {});
  }

  close() {
    this.dialog.close();
    this.opener?.focus();
  }

  /** @returns {HTMLAnchorElement[]} */
  links() {
    return Array.from(this.list.querySelectorAll("a"));
  }

  /** @param {KeyboardEvent} event */
  move(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      // A browser's own search field would only be emptied.
      event.preventDefault();
      event.stopPropagation();
      this.close();
      return;
    }
    const stops = [this.input, ...this.links()];
    const here = stops.findIndex((stop) => stop === document.activeElement);
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step && here >= 0) {
      event.preventDefault();
      stops[(here + step + stops.length) % stops.length].focus();
    } else if (here > 0 && (event.key === "Backspace" || (event.key.length === 1 && event.key !== " ")) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      // Who goes on typing goes on with the query.
      this.input.focus();
    }
  }

  /** Shows what the query finds; of several queries under way only the last. */
  async update() {
    const query = this.input.value.trim();
    const turn = ++this.turn;
    if (!query) return this.show([], "");
    try {
      const { find, MOST_HITS } = await import("./search-index.js");
      const { hits, count } = await find(query);
      if (turn !== this.turn) return;
      const { sbNone, sbOne, sbMany, sbFirst } = this.dialog.dataset;
      const message = count === 0 ? sbNone : count === 1 ? sbOne : count > MOST_HITS ? sbFirst : sbMany;
      this.show(hits, (message ?? "").replace("{count}", String(count)).replace("{shown}", String(hits.length)));
    } catch {
      if (turn === this.turn) this.show([], this.dialog.dataset.sbFailed ?? "");
    }
  }

  /**
   * @param {Hit[]} hits
   * @param {string} message
   */
  show(hits, message) {
    this.list.replaceChildren(...hits.map(renderHit));
    this.list.scrollTop = 0;
    this.list.hidden = hits.length === 0;
    this.status.textContent = message || (this.dialog.dataset.sbHint ?? "");
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.live.textContent = message;
    }, QUIET);
  }
}

/** @type {SearchDialog | null} */
let made = null;

/**
 * Gives the page's search, which is made when it is first asked for.
 * @param {HTMLTemplateElement} template
 */
function searchOf(template) {
  if (made) return made;
  document.body.append(template.content.cloneNode(true));
  made = new SearchDialog(/** @type {HTMLDialogElement} */ (document.querySelector("dialog[data-sb-search]")));
  return made;
}

/** Makes the links to the list of topics open the search instead. */
export function mountSearch() {
  const template = document.querySelector("template[data-sb-search-template]");
  if (!(template instanceof HTMLTemplateElement) || !("HTMLDialogElement" in window)) return;
  for (const opener of document.querySelectorAll("a[data-sb-search-open]")) {
    opener.setAttribute("role", "button");
    opener.setAttribute("aria-haspopup", "dialog");
    opener.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
  }
  document.addEventListener("click", (event) => {
    const opener = event.target instanceof Element && event.target.closest("a[data-sb-search-open]");
    if (!(opener instanceof HTMLElement) || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    searchOf(template).open(opener);
  });
  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (event.isComposing || event.defaultPrevented) return;
    const opener = target instanceof Element ? target.closest("a[data-sb-search-open]") : null;
    const slash = key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(target);
    const command = key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !command && !(opener && key === " ")) return;
    event.preventDefault();
    const held = document.activeElement;
    searchOf(template).open(held instanceof HTMLElement && held !== document.body ? held : null);
  });
}
