// Ranks questions by the terms that they have of what a reader looks for.

import { complete, relate } from "./search-query.js";

/**
 * @typedef {import("./search-query.js").Shard} Shard
 * @typedef {import("./search-query.js").Unit} Unit
 *
 * @typedef {object} Postings
 * @property {Map<number, number>} weights Weight of a term in each question that has it.
 * @property {number} omitted How many more have it in hidden texts, too many to be listed.
 *
 * @typedef {object} Match
 * @property {number} value How much a question has of a unit.
 * @property {number} likeness How well the term that it has stands for the unit, up to 1.
 */

const LAST = "0123456789!#$%&'()*+,";
const MORE = "-./:;<=>?@[]^_`{|}~ ";
const PIECES = 0.6;
const INTENSITY = 0.8; // Less than 1: what a question is about counts, but so does each word.
const LEAST_SHARE = 0.4; // Of what the best question has of a query.

/**
 * Reads numbers: digits of MORE, the lowest first, and a last one of LAST.
 * @param {string} packed
 * @returns {number[]}
 */
export function unpack(packed) {
  const numbers = [];
  let number = 0;
  let scale = 1;
  for (const digit of packed) {
    const more = MORE.indexOf(digit);
    if (more < 0) {
      numbers.push(number + scale * LAST.indexOf(digit));
      number = 0;
      scale = 1;
    } else {
      number += scale * (LAST.length + more);
      scale *= MORE.length;
    }
  }
  return numbers;
}

/**
 * @param {string} term
 * @param {(term: string) => Shard} shardFor
 * @returns {Postings}
 */
function readPostings(term, shardFor) {
  /** @type {Postings} */
  const postings = { weights: new Map(), omitted: 0 };
  const numbers = unpack(shardFor(term).get(term) ?? "");
  for (let place = 0; place < numbers.length; ) {
    const [weight, length] = numbers.slice(place, place + 2);
    const steps = numbers.slice(place + 2, place + 2 + length);
    let number = 0;
    if (weight === 0) postings.omitted = steps[0];
    else for (const step of steps) postings.weights.set((number += step), weight);
    place += 2 + length;
  }
  return postings;
}

/**
 * Finds the questions that have one unit.
 * @param {Unit} unit
 * @param {(term: string) => Shard} shardFor
 * @returns {{ matches: Map<number, Match>, omitted: number }}
 */
function matchUnit(unit, shardFor) {
  /** @type {Map<number, Match>} */
  const matches = new Map();
  /** @param {number} number @param {number} weight @param {number} likeness */
  const add = (number, weight, likeness) => {
    const value = weight * likeness;
    if (value > (matches.get(number)?.value ?? 0)) matches.set(number, { value, likeness });
  };
  let omitted = 0;
  for (const [term, likeness] of unit.terms) {
    const postings = readPostings(term, shardFor);
    omitted = Math.max(omitted, postings.omitted);
    for (const [number, weight] of postings.weights) add(number, weight, likeness);
  }
  const others = unit.terms.slice(0, 1).flatMap(([whole]) => relate(whole, shardFor(whole)));
  if (unit.prefix) others.push(...complete(unit.prefix, shardFor(unit.prefix)));
  for (const [term, likeness] of others) {
    for (const [number, weight] of readPostings(term, shardFor).weights) add(number, weight, likeness);
  }
  const [first, ...further] = unit.pieces.map((piece) => readPostings(piece, shardFor).weights);
  for (const [number, weight] of first ?? []) {
    const least = Math.min(weight, ...further.map((weights) => weights.get(number) ?? 0));
    if (least > 0) add(number, least, PIECES);
  }
  return { matches, omitted };
}

/**
 * Ranks questions: by the rarity of the words that they have, how much they are about them, and
 * what share of the query that is.
 * @param {Unit[]} units
 * @param {(term: string) => Shard} shardFor
 * @param {number} count How many questions there are.
 * @returns {[number, number][]} Numbers and scores, the best first.
 */
export function rank(units, shardFor, count) {
  /** @type {Map<number, { score: number, share: number }>} */
  const found = new Map();
  for (const unit of units) {
    const { matches, omitted } = matchUnit(unit, shardFor);
    const frequency = matches.size + omitted;
    const rarity = Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5));
    for (const [number, { value, likeness }] of matches) {
      const each = found.get(number) ?? { score: 0, share: 0 };
      each.score += unit.weight * rarity * value ** INTENSITY;
      if (unit.needed) each.share += unit.weight * likeness * Math.sqrt(rarity);
      found.set(number, each);
    }
  }
  let best = 0;
  for (const { share } of found.values()) best = Math.max(best, share);
  return Array.from(found)
    .filter(([, { share }]) => share >= LEAST_SHARE * best)
    .map(([number, { score, share }]) => /** @type {[number, number]} */ ([number, score * (best ? share / best : 1) ** 2]))
    .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}
