// Questions that were renamed: old links and saved progress lead on.

import { readJson, writeJson } from "./storage.js";

const PREFIX = "studybank.";

/**
 * Gives the questions of the page that had other ids before, by these.
 * @returns {Map<string, string>}
 */
function renamed() {
  const found = new Map();
  for (const element of document.querySelectorAll("[data-sb-formerly]")) {
    if (!(element instanceof HTMLElement)) continue;
    for (const old of (element.dataset.sbFormerly ?? "").split(" ")) found.set(old, element.id);
  }
  return found;
}

/**
 * Gives the name that something of a renamed question has now; other names stay.
 * @param {string} name An id such as `old`, `old--a` or `old--a-self-check/2`.
 * @param {Map<string, string>} ids
 */
function newName(name, ids) {
  const [old] = name.split(/--|\//, 1);
  const id = ids.get(old);
  return id === undefined ? name : id + name.slice(old.length);
}

/** @returns {string[]} */
function storedKeys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

/** Takes saved progress and the address along to the new id. */
export function mountRenamed() {
  const ids = renamed();
  if (ids.size === 0) return;
  for (const key of storedKeys()) {
    const saved = readJson("localStorage", key);
    if (!saved || typeof saved !== "object" || Array.isArray(saved)) continue;
    const entries = Object.entries(saved);
    const moved = Object.fromEntries(entries.map(([name, value]) => [newName(name, ids), value]));
    if (entries.some(([name]) => !(name in moved))) {
      // What has been saved under the new id since then is newer.
      const kept = Object.fromEntries(entries.filter(([name]) => name in moved));
      writeJson("localStorage", key, { ...moved, ...kept });
    }
  }
  const fragment = location.hash.slice(1);
  const name = newName(fragment, ids);
  if (name !== fragment) history.replaceState(history.state, "", `#${name}`);
}
