// What a reader asks for: the words of a query, and the terms of the index that stand for each.

import { fold, isHan, pairTerms, splitWords, stem } from "./search-terms.js";

/**
 * @typedef {Map<string, string>} Shard Packed postings by term.
 *
 * @typedef {object} Unit What a reader looks for with one word.
 * @property {[string, number][]} terms Terms that stand for it, and how well they do.
 * @property {string[]} pieces Terms that stand for it together; may be empty.
 * @property {string} prefix Beginning of further terms; may be empty.
 * @property {number} weight How much it counts.
 * @property {boolean} needed Whether a question without it is a poorer answer.
 */

const MOST_WORDS = 24;
const MOST_TERMS_OF_PREFIX = 40;
const PHRASE = 2;
const ASIDE = 0.2; // For words that tell how something is asked, not what.
const PART = 0.6;
const RELATED = 0.4;
// Words of a question that say nothing about its matter.
export const ASKING = new RegExp(
  "什么是|是?什么意思|是什么|为什么|为啥|为何|什么|怎么[样办做用]|(?:如何|怎么|会?怎样)(?:计?算|求|实现|理解|选择?)?" +
    "|请问|哪一?[个些种]|有没有|能不能|可不可以|是不是|是否|有何|有哪些|应该|一下|[?？]",
  "g",
);
const ASIDE_HAN =
  /优缺点|[优缺]点|区别|差别|不同|异同|关系|联系|作用|[好用]处|原因|影响|意思|含义|定义|概念|例子|[方办]法|问题/g;
const ASIDE_WORDS = new Set(
  ("advantage among best better between calculate compare compute could define definition describe difference" +
    " disadvantage example explain explanation give happen i mean meaning me might my need please purpose question" +
    " reason should show tell us use using versus vs want work would you your")
    .split(" ")
    .map(stem),
);
// The beginning of an ending that is not in the index.
const UNFINISHED = /^(?:i|in|ing|e|ed|es|s)?$/;
// What makes another part of speech: a "leakage" is a "leak" too. But nothing normalised is normal.
const VERB = /(?:ization|izer)$/;
const ENDING =
  /(?:[ai]bility|ational|ation|ator|ativ|at|ional|ion|ment|ical|ic|al|ag|ier|er|or|iv|nes|ity|abl|ibl|ly|ist|ous|[ae]nc|[ae]nt|y|i)$/;

/**
 * Splits what was typed into what is looked for.
 * @param {string} query
 * @returns {Unit[]}
 */
export function parseQuery(query) {
  const matter = query.replace(ASKING, " ");
  const asked = matter.trim() ? matter : query;
  const words = splitWords(asked.replace(ASIDE_HAN, " ")).slice(0, MOST_WORDS);
  const units = words.map(makeUnit);
  weigh(units);
  const known = new Set();
  for (const unit of units) {
    const [[term]] = unit.terms;
    if (known.has(term)) unit.weight = ASIDE;
    known.add(term);
  }
  for (const word of asked.match(ASIDE_HAN) ?? []) {
    for (const aside of splitWords(word)) units.push({ ...makeUnit(aside), weight: ASIDE });
  }
  if (units.every(({ weight }) => weight === ASIDE)) for (const unit of units) unit.weight = 1;
  for (const unit of units) unit.needed = unit.weight > ASIDE;
  const sequence = words.flatMap(({ pieces }, index) => (units[index].needed ? pieces : []));
  for (const pair of new Set(pairTerms(sequence))) {
    units.push({ terms: [[pair, 1]], pieces: [], prefix: "", weight: PHRASE, needed: false });
  }
  addPrefix(query, units, units[words.length - 1]);
  return units;
}

/**
 * @param {import("./search-terms.js").Word} word
 * @returns {Unit}
 */
function makeUnit({ terms: [whole, ...others], pieces }) {
  /** @type {[string, number][]} */
  const terms = [[whole, 1]];
  const joined = pieces.length > 1 ? others.slice(0, 1) : [];
  for (const term of joined) terms.push([term, 1]);
  if (pieces.length === 1) for (const term of others) terms.push([term, PART]);
  if (whole.includes("(")) for (const inside of whole.match(/[0-9a-z]{2,}/g) ?? []) terms.push([inside, RELATED]);
  const parts = pieces.filter((piece) => pieces.length > 1 && !/^[0-9]+$/.test(piece));
  return { terms, pieces: parts, prefix: "", weight: 1, needed: true };
}

/**
 * Lets the pairs of one run of Han characters count as its words would, which are about half as
 * many as its characters; and lets words of asking, and single letters, count little.
 * @param {Unit[]} units
 */
function weigh(units) {
  let start = 0;
  units.forEach((unit, index) => {
    const term = unit.terms[0][0];
    const next = units[index + 1]?.terms[0][0] ?? "";
    if (!(isHan(term) && isHan(next) && term[1] === next[0])) {
      const pairs = index + 1 - start;
      for (const each of units.slice(start, index + 1)) each.weight = (pairs + 1) / 2 / pairs;
      start = index + 1;
    }
    if (ASIDE_WORDS.has(term) || (term.length === 1 && units.length > 1)) unit.weight = ASIDE;
  });
}

/**
 * Lets the last word stand for all that begin with it, as long as it may still be typed.
 * @param {string} query
 * @param {Unit[]} units
 * @param {Unit | undefined} last
 */
function addPrefix(query, units, last) {
  const typing = /([0-9a-z]{3,})$/.exec(fold(query));
  if (!typing) return;
  if (last && !isHan(last.terms[0][0])) last.prefix = typing[1];
  else if (!last) units.push({ terms: [], pieces: [], prefix: typing[1], weight: 1, needed: true });
}

/**
 * Gives terms that begin with what was typed, or that what was typed is a form of.
 * @param {string} prefix
 * @param {Shard} shard
 * @returns {[string, number][]}
 */
export function complete(prefix, shard) {
  const british = prefix.replace(/is(?=[a-z]{0,6}$)/, "iz");
  const starts = Array.from(new Set([prefix, british, stem(prefix)]));
  const terms = Array.from(shard.keys()).filter((term) => !term.includes("_"));
  const found = terms.filter((term) => starts.some((start) => term.startsWith(start)));
  const stems = terms.filter((term) => {
    const rest = term.length >= 4 && british.startsWith(term) ? british.slice(term.length) : "none";
    return UNFINISHED.test(rest[0] === term[term.length - 1] ? rest.slice(1) : rest);
  });
  return found
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    .slice(0, MOST_TERMS_OF_PREFIX)
    .map((term) => /** @type {[string, number]} */ ([term, PART]))
    .concat(stems.map((term) => [term, 0.7]));
}

/**
 * Gives terms that are other parts of speech of a word.
 * @param {string} term
 * @param {Shard} shard
 * @returns {[string, number][]}
 */
export function relate(term, shard) {
  if (!/^[a-z]{4,}$/.test(term)) return [];
  const root = findRoot(term);
  return Array.from(shard.keys())
    .filter((other) => other !== term && other.startsWith(root) && findRoot(other) === root)
    .map((other) => [other, RELATED]);
}

/** @param {string} term */
function findRoot(term) {
  const verb = term.replace(VERB, "iz");
  const root = verb.replace(ENDING, "");
  return root.length >= 4 ? root : verb;
}
