// Storage that may be switched off or full: reading gives null, writing does nothing.

/**
 * Reads a text.
 * @param {"localStorage" | "sessionStorage"} area
 * @param {string} key
 * @returns {string | null}
 */
export function read(area, key) {
  try {
    return window[area].getItem(key);
  } catch {
    return null;
  }
}

/**
 * Reads what `writeJson` wrote.
 * @param {"localStorage" | "sessionStorage"} area
 * @param {string} key
 * @returns {unknown} Null if there is nothing, or nothing that can be read.
 */
export function readJson(area, key) {
  try {
    return JSON.parse(read(area, key) ?? "null");
  } catch {
    return null;
  }
}

/**
 * Writes a text; null removes it.
 * @param {"localStorage" | "sessionStorage"} area
 * @param {string} key
 * @param {string | null} text
 */
export function write(area, key, text) {
  try {
    if (text === null) window[area].removeItem(key);
    else window[area].setItem(key, text);
  } catch {
    // The choice then holds for this page only.
  }
}

/**
 * Writes a value as JSON.
 * @param {"localStorage" | "sessionStorage"} area
 * @param {string} key
 * @param {unknown} value
 */
export function writeJson(area, key, value) {
  write(area, key, JSON.stringify(value));
}
