// The terms of a text, under which the search finds it. `hooks/studybank/search_terms.py` does
// the same to the questions; a test compares the two.

const STOP_WORDS = new Set(
  ("a an and are as at be by can did do does for from how in is it its of on or that the their" +
    " these this those to was were what when which why with").split(" "),
);
const HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff";
const LETTER = "0-9a-z\u00df-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u04ff";
const TOKEN = new RegExp(
  "([a-z]\\([0-9a-z^+*/, ]{1,12}\\))" +
    `|([${LETTER}]+(?:[-_.][${LETTER}]+)*(?:\\+\\+|#)?)` +
    `|([${HAN}]+)`,
  "g",
);
const IS_HAN = new RegExp(`[${HAN}]`);
const POSSESSIVE = new RegExp(`['\u2019]s(?![${LETTER}])`, "g");
const PREFIX = 3;

/**
 * Makes alike what readers take for the same: width, case, accents, dashes, superscripts.
 * @param {string} text
 */
export function fold(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/ς/g, "σ")
    .replace(/([0-9]) *\u00d7 *(?=[0-9])/g, "$1x")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(POSSESSIVE, "");
}

/**
 * Cuts a text into terms, in order: the terms of one word together, the whole word first.
 * @param {string} text
 * @returns {string[][]}
 */
export function splitGroups(text) {
  /** @type {string[][]} */
  const groups = [];
  for (const [, formula, word, run] of fold(text).matchAll(TOKEN)) {
    if (formula) groups.push([formula.replace(/[\^ ]/g, "")]);
    else if (word) {
      const terms = wordTerms(word);
      if (terms.length > 0) groups.push(terms);
    } else if (run.length === 1) groups.push([run]);
    else for (let index = 0; index < run.length - 1; index++) groups.push([run.slice(index, index + 2)]);
  }
  return groups;
}

/** @param {string} term */
export function isHan(term) {
  return IS_HAN.test(term);
}

/** @param {string} word */
function wordTerms(word) {
  if (/^[0-9]+(?:\.[0-9]+)+$/.test(word)) return [word];
  const bare = word.replace(/[+#]+$/, "");
  const pieces = bare.split(/[-_.]/);
  const kept = pieces.filter((piece) => !STOP_WORDS.has(piece)).map(stem);
  if (pieces.length === 1) {
    const model = /^([a-z]{3,})[0-9]+$/.exec(bare);
    return unique([...(word === bare ? [] : [word]), ...kept, ...(model ? [stem(model[1])] : [])]);
  }
  const whole = pieces.length === 2 ? [pieces.map(stem).join("-")] : [];
  return unique([...whole, stem(pieces.join("")), ...kept]);
}

/** @param {string[]} terms */
function unique(terms) {
  return Array.from(new Set(terms));
}

/**
 * Takes the endings of number and tense from an English word, roughly.
 * @param {string} word
 */
export function stem(word) {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  let stemmed = singular(word.replace(/([a-z]{3})is(e|ed|es|er|ers|ing|ation|ations)$/, "$1iz$2"));
  const tense = stemmed.length >= 6 ? /^(.*)(?:ing|ed)$/.exec(stemmed) : null;
  if (tense && /[aeiouy]/.test(tense[1])) {
    stemmed = tense[1].replace(/([bdfgmnprt])\1$/, "$1");
    if (stemmed.length >= 6 && stemmed.endsWith("ll")) stemmed = stemmed.slice(0, -1);
  }
  return stemmed.length >= 4 && stemmed.endsWith("e") ? stemmed.slice(0, -1) : stemmed;
}

/** @param {string} word */
function singular(word) {
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ses|xes|ches|shes|zes|sis)$/.test(word)) return word.slice(0, -2);
  if (word.endsWith("s") && !/(?:ss|us|is|ias)$/.test(word)) return word.slice(0, -1);
  return word;
}

/**
 * Numbers the shard that holds a term, from 0: 32-bit FNV-1a over UTF-16 units. Latin terms with
 * the same beginning lie together.
 * @param {string} term
 * @param {number} shards
 */
export function shardOf(term, shards) {
  const key = isHan(term) ? term : term.slice(0, PREFIX);
  let value = 2_166_136_261;
  for (let index = 0; index < key.length; index++) value = Math.imul(value ^ key.charCodeAt(index), 16_777_619);
  return (value >>> 0) % shards;
}
