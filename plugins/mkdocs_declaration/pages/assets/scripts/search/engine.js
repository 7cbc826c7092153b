/*
 * The search of words: which entries of a text hold what was typed, best first.
 *
 * An entry with the words as they were typed stands before one with their relatives, that before one with longer words,
 * and that before one for a slip; within each, headings lead, then clauses, then terms and pages. No DOM, no network: it
 * runs wherever its data is.
 */

import { marks } from "./marks.js"
import { Index } from "./matching.js"
import { candidates, rank } from "./order.js"
import { parse } from "./query.js"
import { places, sequence, tokens } from "./tokens.js"
import { EXACT, FREQUENT, SLIP } from "./vocabulary.js"

/**
 * @typedef {{ kind: "division" | "clause" | "term" | "subject" | "page" | "brief", path: string, label: string, heading?: string, text?: string,
 *   place?: number, names?: string[], also?: string[], before?: string, number?: string }} Entry
 * @typedef {{ language: string, places: string[], entries: Entry[] }} SearchData
 * @typedef {[from: number, to: number]} Mark
 * @typedef {{ entry: Entry, because: string | null, marks: Mark[], headingMarks: Mark[], labelMarks: Mark[] }} Hit
 *   `because` is the other name of the entry that was found; marks are places of letters in its text, heading and label.
 * @typedef {{ hits: Hit[], count: number, isSure: boolean, near: string[] }} Results Best first; how many there are in all; whether
 *   the first has all that was asked for, none of it by a slip; words of the text that are near to one that it does not have.
 * @typedef {import("./order.js").Candidate} Candidate
 * @typedef {import("./query.js").Slot} Slot
 */

const LIMIT = 50

/** @param {string} text */
const wordsOf = text => tokens(text).map(({ word }) => word)

/** The search of one text. */
export class Engine {
  /**
   * @param {SearchData} data
   * @param {import("./relatives.js").Stemmer} [stem] What is left of a word without its endings, in the language of the text.
   * @param {Iterable<string>} [weak] Words that decide nothing where there are others, such as "the" and "of".
   */
  constructor(data, stem = word => word, weak = []) {
    this.weak = new Set([...weak].flatMap(wordsOf))
    this.index = new Index(data.entries, stem)
  }

  /**
   * Find what was typed.
   * @param {string} typed @param {{ limit?: number }} [options] @returns {Results}
   */
  search(typed, { limit = LIMIT } = {}) {
    const { entries, vocabulary } = this.index
    const { slots, phrases } = parse(typed)
    const asked = this.deciding(slots)
    const matches = this.index.matches(asked)
    let found = candidates(matches, entries.length)
    const near = asked.filter(({ pairs }, index) => !pairs && [...matches[index].values()].every(({ tier }) => tier === SLIP))
      .flatMap(({ word, printed }) => vocabulary.near(word, printed))
    if (phrases.length > 0) {
      found = found.filter(({ id }) => phrases.every(phrase => this.index.wordsOf(id).holds(phrase)))
      if (found.length === 0)
        near.push(...slots.filter(({ phrase, word }) => phrase !== null && vocabulary.has(word)).map(({ printed }) => printed))
    }
    rank(found, slots, asked, this.index)
    const hits = found.slice(0, limit).map(candidate => this.hit(candidate, asked, phrases))
    const isSure = found.length > 0 && found[0].slots.every(match => match && match.tier !== SLIP)
    return { hits, count: found.length, isSure, near: [...new Set(near)] }
  }

  /**
   * The words by which entries are found: not those that stand everywhere, unless there are no others, and of those in
   * quotation marks, which are looked for once more as they stand, the rarest.
   * @param {Slot[]} slots
   */
  deciding(slots) {
    /** @param {string} word */
    const count = word => this.index.vocabulary.counts.get(word) ?? 0
    /** @param {Slot[]} some @param {number} most */
    const rarest = (some, most) => {
      const counts = some.map(({ word }) => count(word)).sort((one, other) => one - other)
      return some.filter(({ word }) => count(word) <= (counts[most - 1] ?? Infinity))
    }
    const strong = slots.filter(({ word, phrase, isElided }) => phrase === null && !isElided && !this.weak.has(word))
    const quoted = [...new Set(slots.map(({ phrase }) => phrase))].filter(phrase => phrase !== null)
      .flatMap(phrase => rarest(slots.filter(slot => slot.phrase === phrase), 1))
    const asked = slots.filter(slot => strong.includes(slot) || quoted.includes(slot))
    return asked.length > 0 ? asked : rarest(slots, slots.some(({ word }) => count(word) < FREQUENT) ? 2 : 1)
  }

  /** @param {Candidate} candidate @param {Slot[]} asked @param {string[][]} phrases @returns {Hit} */
  hit({ id, slots }, asked, phrases) {
    const entry = this.index.entries[id]
    /** @type {Set<string>} */ const words = new Set()
    /** @type {string[][]} */ const runs = [...phrases]
    slots.forEach((match, index) => {
      const { pairs, phrase } = asked[index]
      if (!match || phrase !== null)
        return
      if (pairs && pairs.length > 1 && match.tier === EXACT)
        runs.push(pairs)
      else
        match.words.forEach(word => words.add(word))
    })
    const [text, heading, label] = [entry.text, entry.heading, entry.label].map(part => marks(part ?? "", words, runs))
    return { entry, because: this.because(entry, words, runs), marks: text, headingMarks: heading, labelMarks: label }
  }

  /** The other name by which an entry was found, unless its own words are the reason. @param {Entry} entry @param {Set<string>} words @param {string[][]} runs */
  because({ also, text, heading, label, names }, words, runs) {
    /** @param {string} part */
    const found = part => [...new Set(wordsOf(part).filter(word => words.has(word))),
      ...runs.filter(run => places(sequence(tokens(part)), run).length > 0).map(run => run.join())]
    const own = new Set([text, heading, label, ...names ?? []].flatMap(part => found(part ?? "")))
    const others = (also ?? []).map(name => ({ name, more: found(name).filter(word => !own.has(word)).length }))
    const best = others.reduce((best, other) => (other.more > best.more ? other : best), { name: "", more: 0 })
    return best.more > 0 ? best.name : null
  }
}
