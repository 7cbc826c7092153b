/* In which order entries are shown that have what was asked for. */

import { BESIDE, NOT_FOUND, WEIGHTS } from "./matching.js"
import { BEGUN, EXACT, RELATED } from "./vocabulary.js"

/**
 * @typedef {import("./matching.js").Index} Index
 * @typedef {import("./matching.js").Match} Match
 * @typedef {import("./query.js").Slot} Slot
 * @typedef {{ id: number, slots: (Match | undefined)[], coverage: number, tier: number, isLiteral: boolean, group: number, accents: number,
 *   closeness: number, score: number }} Candidate An entry: how each word is found there; how much of the query; how surely the least sure word; whether
 *   all words stand there as they do in the query; its place among entries that are found equally well; how many words have the accents
 *   that were typed.
 */

/** Of so many candidates at most the neighbourhood of words is looked at: those that have rare ones. */
const LOOKED_AT = 3000
/** The order of entries that are found equally well. */
const GROUPS = { whole: 0, name: 1, heading: 2, clause: 3, term: 4, title: 5, page: 6 }
/** What is said about the text comes after what it says, unless that may be meant by a longer word or a slip only. */
const LEAST_TIERS = new Map([[GROUPS.term, RELATED], [GROUPS.title, BEGUN], [GROUPS.page, BEGUN]])

/** @param {number[]} numbers */
const sum = numbers => numbers.reduce((total, number) => total + number, 0)

/**
 * The entries that have all words; where there are none, those that have any.
 * @param {Map<number, Match>[]} matches @param {number} entries How many there are. @returns {Candidate[]}
 */
export function candidates(matches, entries) {
  const smallest = Math.min(...matches.map(({ size }) => size))
  const [first] = matches.filter(({ size }) => size === smallest)
  const all = [...first?.keys() ?? []].filter(id => matches.every(found => found.has(id)))
  const rarity = matches.map(({ size }) => Math.log(1 + entries / Math.max(size, 1)))
  return (all.length > 0 ? all : [...new Set(matches.flatMap(found => [...found.keys()]))]).map(id => {
    const slots = matches.map(found => found.get(id))
    return {
      id, slots, isLiteral: false, group: 0, closeness: 0,
      accents: 0, coverage: all.length > 0 ? 1 : sum(slots.map((match, index) => (match ? rarity[index] * WEIGHTS[match.tier] : 0))),
      tier: Math.max(...slots.map(match => match?.tier ?? EXACT)),
      score: sum(slots.map(match => match?.score ?? 0))
    }
  })
}

/** @param {Candidate} candidate @param {Slot[]} all @param {Index} index */
function group({ id, slots }, all, index) {
  const { kind } = index.entries[id]
  if (kind === "clause")
    return GROUPS.clause
  const leads = slots.every(match => match && match.inHeading < NOT_FOUND)
  const typed = all.map(({ word, pairs }) => pairs?.join("") ?? word).join("")
  const isWhole = leads && index.wordsOf(id).names.some(name => name.join("") === typed
    || name.length === slots.length && name.every((word, at) => slots[at]?.inHeading !== BEGUN && slots[at]?.surest.includes(word)))
  if (kind === "division")
    return isWhole ? GROUPS.whole : leads ? GROUPS.heading : GROUPS.clause
  if (BESIDE.has(kind))
    return isWhole ? GROUPS.title : GROUPS.page
  return isWhole ? GROUPS.name : GROUPS.term
}

/**
 * Put the best first.
 * @param {Candidate[]} found @param {Slot[]} all All words. @param {Slot[]} asked Those that decide. @param {Index} index
 */
export function rank(found, all, asked, index) {
  const looksAt = all.length > 1 && found.length <= LOOKED_AT
  for (const candidate of found) {
    candidate.group = group(candidate, all, index)
    candidate.tier = Math.max(candidate.tier, LEAST_TIERS.get(candidate.group) ?? EXACT)
    if (candidate.group >= GROUPS.title)
      candidate.coverage /= 2
    candidate.accents = asked.filter(({ word, printed }) => index.vocabulary.accented.has(word)
      && index.wordsOf(candidate.id).hasAsWritten(printed)).length
    if (looksAt)
      candidate.closeness = index.wordsOf(candidate.id).closeness(all.flatMap(slot => {
        const match = candidate.slots[asked.indexOf(slot)]
        return slot.pairs?.map(pair => [pair]) ?? [match && match.tier !== EXACT ? match.words : [slot.word]]
      }))
    candidate.isLiteral = all.length > asked.length && candidate.closeness === 1 && candidate.group <= GROUPS.clause
  }
  found.sort((one, other) => other.coverage - one.coverage || one.tier - other.tier
    || Number(other.isLiteral) - Number(one.isLiteral) || one.group - other.group
    || other.accents - one.accents || other.closeness - one.closeness || other.score - one.score || one.id - other.id)
}
