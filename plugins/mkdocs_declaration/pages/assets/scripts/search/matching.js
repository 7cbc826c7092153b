/*
 * Which entries have a word, and how surely: as it was typed, by a relative, by a longer word or by what may be a slip.
 * MiniSearch keeps the index and weighs words by their rarity; what a word stands for is decided here.
 */

import MiniSearch from "minisearch"

import { EntryWords } from "./entry_words.js"
import { tokens } from "./tokens.js"
import { BEGUN, EXACT, RELATED, SLIP, Vocabulary } from "./vocabulary.js"

/**
 * @typedef {import("./engine.js").Entry} Entry
 * @typedef {import("./query.js").Slot} Slot
 * @typedef {{ tier: number, inHeading: number, score: number, words: string[], surest: string[] }} Match How one word is found in one
 *   entry, anywhere and in its heading; all words that stand for it there, and those that do so most surely in the heading.
 * @typedef {Map<number, Match>} Matches By the place of the entry.
 */

/** The tier of what is not there. */
export const NOT_FOUND = 9
/** What a match is worth by its tier. */
export const WEIGHTS = [1, 0.6, 0.4, 0.3]
const FIELDS = ["heading", "also", "text", "label"]
const LEADING = ["heading", "also"]
const BOOST = { heading: 2, also: 2, label: 0.3 }
/** In a script without blanks, how much of a run must be in an entry. */
const ENOUGH = 0.4
/** A part of a word that is found apart from the other has more letters. */
const PART = 3

/** The parts of an entry that are searched. @param {Entry} entry @returns {Record<string, string>} */
const fieldsOf = ({ kind, label, heading, text, names, also }) => ({
  heading: (kind === "term" || kind === "page" ? [label, heading, ...names ?? []] : [heading ?? (kind === "division" ? label : "")])
    .filter(Boolean).join("\n"),
  also: (also ?? []).join("\n"),
  text: text ?? "",
  label: kind === "division" && heading ? label : ""
})

/** @param {string} text */
const lines = text => text.split("\n")

/** @param {Matches} matches @param {Matches} others */
function add(matches, others) {
  for (const [id, match] of others) {
    const own = matches.get(id)
    if (!own || own.tier > match.tier)
      matches.set(id, own ? { ...match, words: [...own.words, ...match.words] } : match)
  }
}

/** The words of all entries. */
export class Index {
  /** @param {Entry[]} entries @param {import("./relatives.js").Stemmer} stem */
  constructor(entries, stem) {
    this.entries = entries
    this.vocabulary = new Vocabulary(stem)
    this.index = new MiniSearch({
      fields: FIELDS,
      processTerm: word => word,
      tokenize: text => tokens(text).map(token => {
        this.vocabulary.add(token, text)
        return token.word
      })
    })
    this.index.addAll(entries.map((entry, id) => ({ id, ...fieldsOf(entry) })))
    this.vocabulary.close()
    /** @type {Map<number, EntryWords>} */ this.sequences = new Map()
  }

  /** The words of an entry in their order. @param {number} id */
  wordsOf(id) {
    let words = this.sequences.get(id)
    if (!words) {
      words = new EntryWords(this.entries[id])
      this.sequences.set(id, words)
    }
    return words
  }

  /** The entries that have each of some words. @param {Slot[]} slots @returns {Matches[]} */
  matches(slots) {
    const matches = slots.map(slot => this.having(slot))
    this.addJoined(slots, matches)
    return matches.map((found, index) => (found.size > 0 || slots[index].phrase !== null ? found : this.almost(slots[index])))
  }

  /** The entries that have any of some words. @param {Map<string, number>} words How surely each is meant. @returns {Matches} */
  found(words) {
    if (words.size === 0)
      return new Map()
    const results = this.index.search([...words.keys()].join("\n"), {
      tokenize: lines, boost: BOOST, boostTerm: word => WEIGHTS[words.get(word) ?? SLIP]
    })
    return new Map(results.map(({ id, match, score }) => {
      /** @param {string} word */
      const tierOf = word => words.get(word) ?? SLIP
      const all = Object.keys(match)
      const leading = all.filter(word => match[word].some(field => LEADING.includes(field)))
      const inHeading = Math.min(NOT_FOUND, ...leading.map(tierOf))
      const surest = leading.filter(word => tierOf(word) === inHeading)
      return [id, { tier: Math.min(...all.map(tierOf)), inHeading, score, words: all, surest }]
    }))
  }

  /** The entries that have a word, or what it stands for. @param {Slot} slot @returns {Matches} */
  having({ word, printed, pairs, isLast, phrase }) {
    if (pairs)
      return this.runs(pairs)
    const literal = new Map(this.vocabulary.has(word) ? [[word, EXACT]] : [])
    return this.found(phrase !== null ? literal : this.vocabulary.variants(word, printed, { isLast }))
  }

  /** The entries that have a run of a script without blanks, and those that have its pairs apart. @param {string[]} pairs */
  runs(pairs) {
    if (pairs.length === 1 && [...pairs[0]].length === 1)
      return this.found(new Map(this.vocabulary.pairsFrom(pairs[0]).map(pair => [pair, EXACT])))
    /** @type {Matches} */ const found = new Map()
    const results = this.index.search(pairs.join("\n"), { tokenize: lines, combineWith: "AND" })
    for (const { id, score } of results) {
      const words = this.wordsOf(id)
      const [tier, inHeading] = [words.holds(pairs) ? EXACT : BEGUN, words.heads(pairs) ? EXACT : NOT_FOUND]
      found.set(id, { tier, inHeading, score: score * WEIGHTS[tier], words: pairs, surest: pairs })
    }
    return found
  }

  /** The entries that have what a word may be a slip for, or a part of a run. @param {Slot} slot @returns {Matches} */
  almost({ word, printed, pairs }) {
    if (pairs)
      return this.partsOfRun(pairs)
    const slips = this.vocabulary.slips(word, printed)
    const found = this.found(new Map(slips.map(slip => [slip, SLIP])))
    if (slips.length === 0)
      for (const parts of this.vocabulary.parted(word).filter(alternatives => alternatives.every(([first]) => first.length > PART)))
        add(found, this.havingAll(parts, SLIP, () => true))
    // What is said about the text is so large beside it that most slips would be found there.
    return new Map([...found].filter(([id]) => this.entries[id].kind !== "page"))
  }

  /** The entries that have a good part of a run. @param {string[]} pairs @returns {Matches} */
  partsOfRun(pairs) {
    const results = this.index.search(pairs.join("\n"), { tokenize: lines })
    return new Map(results.flatMap(({ id, match, score }) => {
      const words = Object.keys(match)
      const covered = new Set(pairs.flatMap((pair, at) => (pair in match ? [at, at + 1] : [])))
      const share = covered.size / (pairs.length + 1)
      if (share < ENOUGH)
        return []
      const leads = words.every(word => match[word].some(field => LEADING.includes(field)))
      return [[id, { tier: SLIP, inHeading: leads ? SLIP : NOT_FOUND, score: score * share, words, surest: [] }]]
    }))
  }

  /**
   * Adds the entries that have two words as one, or one as two.
   * @param {Slot[]} slots @param {Matches[]} matches
   */
  addJoined(slots, matches) {
    slots.forEach(({ word, pairs, phrase }, index) => {
      if (pairs || phrase !== null)
        return
      const next = slots[index + 1]
      const joined = next && !next.pairs && next.phrase === null ? word + next.word : ""
      if (this.vocabulary.has(joined))
        for (const at of [index, index + 1])
          add(matches[at], this.found(new Map([[joined, RELATED]])))
      if (!this.vocabulary.has(word))
        for (const parts of this.vocabulary.parted(word))
          add(matches[index], this.havingAll(parts, RELATED, words => words.closeness(parts) === 1))
    })
  }

  /**
   * The entries that have all of some words.
   * @param {string[][]} parts What each may be. @param {number} tier @param {(words: EntryWords) => boolean} isRight
   */
  havingAll(parts, tier, isRight) {
    /** @type {Matches} */ const found = new Map()
    const queries = parts.map(words => ({ queries: words, combineWith: /** @type {const} */ ("OR") }))
    for (const { id, score, terms } of this.index.search({ queries, combineWith: "AND" }, { tokenize: text => [text] }))
      if (isRight(this.wordsOf(id)))
        found.set(id, { tier, inHeading: this.wordsOf(id).names.some(name => parts.every(part => part.some(word => name.includes(word))))
          ? tier : NOT_FOUND, score: score * WEIGHTS[tier], words: terms, surest: terms })
    return found
  }
}
