// Self-check boxes: remembered, and the same in both languages.

import { readJson, writeJson } from "./storage.js";

const KEY = "studybank.checks";

/** @returns {Record<string, true>} */
function load() {
  const saved = readJson("localStorage", KEY);
  return saved && typeof saved === "object" ? /** @type {Record<string, true>} */ (saved) : {};
}

/** @returns {HTMLInputElement[]} */
function boxes() {
  return Array.from(document.querySelectorAll("input[data-sb-check]"));
}

function show() {
  const checks = load();
  for (const box of boxes()) box.checked = checks[box.dataset.sbCheck ?? ""] === true;
}

/** Makes the boxes keep their state. */
export function mountChecks() {
  show();
  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const key = target.dataset.sbCheck;
    if (!key) return;
    const checks = load();
    if (target.checked) checks[key] = true;
    else delete checks[key];
    writeJson("localStorage", KEY, checks);
    for (const box of boxes()) if (box.dataset.sbCheck === key) box.checked = target.checked;
  });
  addEventListener("storage", ({ key }) => {
    if (key === KEY || key === null) show();
  });
}
