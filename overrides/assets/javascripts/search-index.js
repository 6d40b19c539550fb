// Finds questions: fetches the pieces of the index that a query needs, and ranks what they hold.
// `hooks/studybank/search.py` writes the pieces.

import { pageLocale } from "./languages.js";
import { ASKING, parseQuery } from "./search-query.js";
import { rank } from "./search-rank.js";
import { fold, isHan, shardOf, splitGroups, stem } from "./search-terms.js";

/** @typedef {import("./search-query.js").Shard} Shard */
/** @typedef {import("./search-query.js").Unit} Unit */

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
const CANDIDATES = 32;
export const MOST_HITS = 20;

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
 * @param {Manifest} manifest
 * @param {Unit[]} units
 * @returns {Promise<(term: string) => Shard>}
 */
async function loadShards({ shards, version }, units) {
  const terms = units.flatMap(({ terms, pieces, prefix }) => [
    ...terms.map(([term]) => term),
    ...pieces,
    ...(prefix ? [prefix] : []),
  ]);
  const numbers = Array.from(new Set(terms.map((term) => shardOf(term, shards))));
  const loaded = await Promise.all(numbers.map((number) => load(`terms-${number}.json?v=${version}`)));
  const shardByNumber = new Map(numbers.map((number, index) => [number, new Map(Object.entries(loaded[index]))]));
  return (term) => shardByNumber.get(shardOf(term, shards)) ?? new Map();
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
  const needed = units.filter((unit) => unit.needed);
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
  const units = parseQuery(query);
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
      return { question, score: score * (1 + match / 2) * (question[locale] ? 1 : 0.8) };
    }),
  );
  candidates.sort((a, b) => b.score - a.score);
  const hits = candidates.slice(0, MOST_HITS).map(({ question }) => present(question, manifest));
  return { hits, count: ranked.length };
}
