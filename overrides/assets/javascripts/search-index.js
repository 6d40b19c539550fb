// Finds questions: fetches the pieces of the index that a query needs, and ranks what they hold.
// `hooks/studybank/search.py` writes the pieces.

import { pageLocale } from "./languages.js";
import { fold, isHan, shardOf, splitGroups, stem } from "./search-terms.js";

/**
 * @typedef {object} Manifest
 * @property {string} version
 * @property {number} questions Number of questions.
 * @property {number} per_file Questions in one file.
 * @property {number} shards Files of terms.
 * @property {Record<string, Record<"en" | "zh", [string, string]>>} pages Path and title by uri.
 * @property {Record<string, Record<"en" | "zh", string>>} forms Names of the forms of answer.
 *
 * @typedef {object} Question
 * @property {string} id
 * @property {string} page
 * @property {string} form
 * @property {string} [en] Title in English.
 * @property {string} [zh] Title in Chinese.
 *
 * @typedef {Map<string, number[][]>} Shard Postings by term: groups of a weight, a first
 *   number, and the distances to the next ones.
 *
 * @typedef {object} Unit What a reader looks for with one word.
 * @property {[string, number][]} terms Terms that stand for it, and how well they do.
 * @property {string} prefix Beginning of further terms; may be empty.
 * @property {boolean} optional Whether a question need not have it.
 *
 * @typedef {object} Hit
 * @property {string} url
 * @property {string} title In the page's language if there is one.
 * @property {string} titleLocale
 * @property {string} other Title in the other language; may be empty.
 * @property {string} otherLocale
 * @property {string} topic
 * @property {string} form
 */

const ROOT = new URL("../../", import.meta.url);
const FOLDER = new URL("assets/studybank/search/", ROOT);
const MOST_UNITS = 24;
const MOST_TERMS_OF_PREFIX = 40;
const CANDIDATES = 40;
export const MOST_HITS = 20;
// The beginning of an ending that is not in the index, after a letter that may be doubled.
const UNFINISHED = /^[a-z]?(?:i|in|ing|e|ed|es|s)?$/;
// Words of a question that say nothing about its matter.
const ASKING = /什么是|是什么|为什么|什么|为何|如何|怎么样|怎么|怎样|请问|吗|呢|[?？]/g;

/** @type {Map<string, Promise<any>>} */
const fetched = new Map();

/**
 * Fetches a file of the index once; one that failed is fetched again when it is next wanted.
 * @param {string} name
 * @param {RequestInit} [options]
 * @returns {Promise<any>}
 */
function load(name, options) {
  const known = fetched.get(name);
  if (known) return known;
  const loading = fetch(new URL(name, FOLDER), options).then((response) => {
    if (!response.ok) throw new Error(`${response.status}: ${response.url}`);
    return response.json();
  });
  loading.catch(() => fetched.delete(name));
  fetched.set(name, loading);
  return loading;
}

/**
 * Fetches what every query needs.
 * @returns {Promise<Manifest>}
 */
export function prepare() {
  return load("manifest.json", { cache: "no-cache" });
}

/**
 * Splits what was typed into what is looked for.
 * @param {string} query
 * @returns {Unit[]}
 */
function parse(query) {
  const matter = query.replace(ASKING, " ");
  const words = matter.trim() ? matter : query;
  const groups = splitGroups(words);
  const typing = /([0-9a-z]+)$/.exec(fold(words));
  const units = groups.slice(0, MOST_UNITS).map(([whole, ...pieces]) => {
    /** @type {Unit} */
    const unit = { terms: [[whole, 1]], prefix: "", optional: false };
    for (const piece of pieces) unit.terms.push([piece, /^[0-9]+$/.test(piece) ? 0.2 : 0.6]);
    unit.optional = whole.length === 1 && groups.length > 1;
    return unit;
  });
  const last = units[units.length - 1];
  if (typing && typing[1].length >= 3 && last && !isHan(last.terms[0][0])) last.prefix = typing[1];
  if (typing && !last && typing[1].length >= 3) units.push({ terms: [], prefix: typing[1], optional: false });
  return units;
}

/**
 * Gives terms that begin with what was typed, or that what was typed is a form of.
 * @param {string} prefix
 * @param {Shard} shard
 * @returns {[string, number][]}
 */
function complete(prefix, shard) {
  const british = prefix.replace(/is(?=[a-z]{0,6}$)/, "iz");
  const starts = Array.from(new Set([prefix, british, stem(prefix)]));
  const terms = Array.from(shard.keys());
  const found = terms.filter((term) => starts.some((start) => term.startsWith(start)));
  const stems = terms.filter(
    (term) => term.length >= 4 && british.startsWith(term) && UNFINISHED.test(british.slice(term.length)),
  );
  return found
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    .slice(0, MOST_TERMS_OF_PREFIX)
    .map((term) => /** @type {[string, number]} */ ([term, 0.6]))
    .concat(stems.map((term) => [term, 0.7]));
}

/**
 * @param {Manifest} manifest
 * @param {Unit[]} units
 * @returns {Promise<(term: string) => Shard>}
 */
async function loadShards({ shards, version }, units) {
  const terms = units.flatMap((unit) => [...unit.terms.map(([term]) => term), ...(unit.prefix ? [unit.prefix] : [])]);
  const numbers = Array.from(new Set(terms.map((term) => shardOf(term, shards))));
  const loaded = await Promise.all(numbers.map((number) => load(`terms-${number}.json?v=${version}`)));
  const shardByNumber = new Map(numbers.map((number, index) => [number, new Map(Object.entries(loaded[index]))]));
  return (term) => shardByNumber.get(shardOf(term, shards)) ?? new Map();
}

/**
 * Scores questions for one unit.
 * @param {Unit} unit
 * @param {(term: string) => Shard} shardFor
 * @param {number} count Number of questions.
 * @returns {{ rarity: number, scores: Map<number, number> }}
 */
function scoreUnit(unit, shardFor, count) {
  const terms = unit.prefix ? [...unit.terms, ...complete(unit.prefix, shardFor(unit.prefix))] : unit.terms;
  /** @type {Map<number, number>} */
  const scores = new Map();
  let rarity = 0;
  for (const [term, factor] of terms) {
    const groups = shardFor(term).get(term) ?? [];
    const frequency = groups.reduce((sum, group) => sum + group.length - 1, 0);
    if (frequency === 0) continue;
    const inverse = Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5));
    rarity = Math.max(rarity, factor * inverse);
    for (const [weight, ...steps] of groups) {
      let number = 0;
      for (const step of steps) {
        number += step;
        scores.set(number, Math.max(scores.get(number) ?? 0, factor * inverse * weight));
      }
    }
  }
  return { rarity, scores };
}

/**
 * Ranks questions by the terms that they have.
 * @param {Unit[]} units
 * @param {(term: string) => Shard} shardFor
 * @param {number} count
 * @returns {[number, number][]} Numbers and scores, the best first.
 */
function rank(units, shardFor, count) {
  /** @type {Map<number, { score: number, share: number }>} */
  const found = new Map();
  for (const unit of units) {
    const { rarity, scores } = scoreUnit(unit, shardFor, count);
    const factor = unit.optional ? 0.3 : 1;
    for (const [number, score] of scores) {
      const each = found.get(number) ?? { score: 0, share: 0 };
      each.score += factor * score;
      if (!unit.optional) each.share += rarity;
      found.set(number, each);
    }
  }
  let best = 0;
  for (const { share } of found.values()) best = Math.max(best, share);
  return Array.from(found)
    .filter(([, { share }]) => share >= 0.5 * best)
    .map(([number, { score, share }]) => /** @type {[number, number]} */ ([number, score * (best ? share / best : 1) ** 2]))
    .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

/**
 * Gives a text without signs, and with no spaces beside Han characters, for comparing phrases.
 * @param {string} text
 */
function compact(text) {
  const words = fold(text).match(/[0-9a-z\u00df-\u024f\u0370-\u04ff]+|[\u3007\u3400-\u4dbf\u4e00-\u9fff]/g) ?? [];
  return ` ${words.map((word) => (isHan(word) ? word : ` ${stem(word)} `)).join("")} `.replace(/ +/g, " ");
}

/**
 * Tells how well a title answers a query, from 0 to 2.
 * @param {string} title
 * @param {string} wanted The query, compacted.
 * @param {Unit[]} units
 */
function matchTitle(title, wanted, units) {
  const needed = units.filter((unit) => !unit.optional);
  if (!title || needed.length === 0) return 0;
  const terms = new Set(splitGroups(title).flat());
  const share = needed.filter((unit) => unit.terms.some(([term]) => terms.has(term))).length / needed.length;
  const whole = compact(title);
  const phrase = wanted.trim().length > 1 && whole.includes(isHan(wanted) ? wanted.trim() : wanted);
  return share ** 2 + (phrase ? 0.5 + (0.5 * wanted.trim().length) / whole.trim().length : 0);
}

/**
 * @param {Question} question
 * @param {Manifest} manifest
 * @returns {Hit}
 */
function present(question, manifest) {
  const locale = pageLocale();
  const other = locale === "en" ? "zh" : "en";
  const own = question[locale];
  const [path, topic] = manifest.pages[question.page][locale];
  return {
    url: new URL(`${path}#${question.id}`, ROOT).href,
    title: own ?? question[other] ?? question.id,
    titleLocale: own ? locale : other,
    other: (own && question[other]) ?? "",
    otherLocale: other,
    topic,
    form: manifest.forms[question.form][locale],
  };
}

/**
 * Finds questions.
 * @param {string} query
 * @returns {Promise<{ hits: Hit[], count: number }>} The best ones, and how many there are.
 */
export async function find(query) {
  const units = parse(query);
  const manifest = await prepare();
  if (units.length === 0) return { hits: [], count: 0 };
  const ranked = rank(units, await loadShards(manifest, units), manifest.questions);
  const locale = pageLocale();
  const wanted = compact(query.replace(ASKING, " "));
  const candidates = await Promise.all(
    ranked.slice(0, CANDIDATES).map(async ([number, score]) => {
      const file = Math.floor(number / manifest.per_file);
      /** @type {Question[]} */
      const records = await load(`questions-${file}.json?v=${manifest.version}`);
      const question = records[number % manifest.per_file];
      const match = Math.max(matchTitle(question.en ?? "", wanted, units), matchTitle(question.zh ?? "", wanted, units));
      // A question that is not translated comes after one that is.
      return { question, score: score * (1 + match) * (question[locale] ? 1 : 0.8) };
    }),
  );
  candidates.sort((a, b) => b.score - a.score);
  const hits = candidates.slice(0, MOST_HITS).map(({ question }) => present(question, manifest));
  return { hits, count: ranked.length };
}
