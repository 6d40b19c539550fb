// The terms of a text, under which the search finds it. `hooks/studybank/search_terms.py` does
// the same to the questions; a test compares the two.

const STOP_WORDS = new Set(
  ("a an and are as at be by can did do does for from how in is it its of on or that the their" +
    " these this those to was were what when which why with").split(" "),
);
const STOP_HAN = "的了吗呢吧是也就都把被这那很";
const HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff";
const LETTER = "0-9a-z\u00df-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u04ff";
const TOKEN = new RegExp(
  "([a-z]\\([0-9a-z^+*/, ]{1,12}\\))" +
    `|([${LETTER}]+(?:[-_.][${LETTER}]+)*(?:\\+\\+|#)?)` +
    `|((?:(?![${STOP_HAN}])[${HAN}])+)`,
  "g",
);
const IS_HAN = new RegExp(`[${HAN}]`);
const POSSESSIVE = new RegExp(`['\u2019]s(?![${LETTER}])`, "g");
const PAIRED = new RegExp(`^[${LETTER}]+$`);
/** @type {[RegExp, string][]} */
const BRITISH = [
  [/([a-z]{3})is(e|ed|es|er|ers|ing|ation|ations)$/, "$1iz$2"],
  [/([a-z]{3})ys(e|ed|er|ers|ing)$/, "$1yz$2"],
  [/([a-z]{3})our(s|ed|ing|less|ful|able|hood)?$/, "$1or$2"],
  [/([a-z]{2})tre(s?)$/, "$1ter$2"],
  [/([a-z]{2})tred$/, "$1tered"],
  [/^grey/, "gray"],
  [/^artef/, "artif"],
];
const PREFIX = 3;
const PAIRS = 10_000;

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
 * @typedef {object} Word
 * @property {string[]} terms The whole word first.
 * @property {string[]} pieces What it has in a sequence: of a word with hyphens its pieces.
 */

/**
 * Cuts a text into its words, in order.
 * @param {string} text
 * @returns {Word[]}
 */
export function splitWords(text) {
  /** @type {Word[]} */
  const words = [];
  for (const [, formula, word, run] of fold(text).matchAll(TOKEN)) {
    if (formula) words.push(alone(formula.replace(/[\^ ]/g, "")));
    else if (word) {
      const cut = cutWord(word);
      if (cut.terms.length > 0) words.push(cut);
    } else if (run.length === 1) words.push(alone(run));
    else for (let index = 0; index < run.length - 1; index++) words.push(alone(run.slice(index, index + 2)));
  }
  return words;
}

/**
 * Gives the terms of each word, the whole word first.
 * @param {string} text
 * @returns {string[][]}
 */
export function splitGroups(text) {
  return splitWords(text).map(({ terms }) => terms);
}

/**
 * Gives a term for each two words of Latin letters that follow each other: a short phrase.
 * @param {string[]} sequence
 * @returns {string[]}
 */
export function pairTerms(sequence) {
  return sequence.slice(1).flatMap((second, index) => {
    const first = sequence[index];
    return PAIRED.test(first) && PAIRED.test(second) ? [`${first}_${hash(second) % PAIRS}`] : [];
  });
}

/** @param {string} term */
export function isHan(term) {
  return IS_HAN.test(term);
}

/**
 * @param {string} term
 * @returns {Word}
 */
function alone(term) {
  return { terms: [term], pieces: [term] };
}

/**
 * @param {string} word
 * @returns {Word}
 */
function cutWord(word) {
  if (/^[0-9]+(?:\.[0-9]+)+$/.test(word)) return alone(word);
  const bare = word.replace(/[+#]+$/, "");
  const pieces = bare.split(/[-_.]/);
  const kept = pieces.filter((piece) => !STOP_WORDS.has(piece)).map(stem);
  if (pieces.length === 1) {
    const model = /^([a-z]{3,})[0-9]+$/.exec(bare);
    const terms = unique([...(word === bare ? [] : [word]), ...kept, ...(model ? [stem(model[1])] : [])]);
    return { terms, pieces: terms.slice(0, 1) };
  }
  const whole = pieces.length === 2 ? [pieces.map(stem).join("-")] : [];
  return { terms: unique([...whole, stem(pieces.join("")), ...kept]), pieces: kept };
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
  let stemmed = singular(BRITISH.reduce((spelt, [pattern, american]) => spelt.replace(pattern, american), word));
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
  return hash(isHan(term) ? term : term.split("_")[0].slice(0, PREFIX)) % shards;
}

/** @param {string} text */
function hash(text) {
  let value = 2_166_136_261;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 16_777_619);
  return value >>> 0;
}
