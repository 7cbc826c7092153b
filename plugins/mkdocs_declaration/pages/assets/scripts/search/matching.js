/* Which entries have a word, and how surely: as it was typed, by a relative, by a longer word or by what may be a slip. */

import { EntryWords } from "./entry_words.js"
import { Postings } from "./postings.js"
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
/** What the parts of an entry are worth, in the order of `fieldsOf`; the first ones are what it is called. */
const FIELDS = [2, 2, 1, 0.3]
const LEADING = 2
/** In a script without blanks, how much of a run must be in an entry. */
const ENOUGH = 0.4
/** A part of a word that is found apart from the other has more letters. */
const PART = 3

/** Kinds of entries that are about the text and none of it. */
export const BESIDE = new Set(["page", "subject", "brief"])

/** The parts of an entry that are searched: its names, other names, text and label. @param {Entry} entry */
const fieldsOf = ({ kind, label, heading, text, names, also }) => [
  (kind === "term" || BESIDE.has(kind) ? [label, heading, ...names ?? []] : [heading ?? (kind === "division" ? label : "")])
    .filter(Boolean).join("\n"),
  (also ?? []).join("\n"), text ?? "", kind === "division" && heading ? label : ""
]

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
    this.postings = new Postings(FIELDS)
    entries.forEach((entry, id) => fieldsOf(entry).forEach((text, field) => {
      if (text)
        this.postings.add(id, field, tokens(text).map(token => {
          this.vocabulary.add(token, text)
          return token.word
        }))
    }))
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
    /** @type {Matches} */ const found = new Map()
    for (const [word, tier] of words)
      this.postings.each(word, (id, field, score) => {
        let match = found.get(id)
        if (!match)
          found.set(id, match = { tier, inHeading: NOT_FOUND, score: 0, words: [], surest: [] })
        match.score += score * WEIGHTS[tier]
        if (!match.words.includes(word))
          match.words.push(word)
        if (tier < match.tier)
          match.tier = tier
        if (field < LEADING && tier <= match.inHeading) {
          if (tier < match.inHeading)
            match.surest = []
          match.inHeading = tier
          match.surest.push(word)
        }
      })
    return found
  }

  /** The entries that have each of some words, or of its alternatives. @param {string[][]} parts */
  all(parts) {
    const [first, ...others] = parts.map(words => this.found(new Map(words.map(word => [word, EXACT]))))
    return [...first].filter(([id]) => others.every(matches => matches.has(id))).map(([id, match]) => {
      const matches = [match, ...others.map(other => /** @type {Match} */ (other.get(id)))]
      return { id, score: matches.reduce((sum, { score }) => sum + score, 0), words: matches.flatMap(({ words }) => words) }
    })
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
    for (const { id, score } of this.all(pairs.map(pair => [pair]))) {
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
    return new Map([...found].filter(([id]) => !BESIDE.has(this.entries[id].kind)))
  }

  /** The entries that have a good part of a run. @param {string[]} pairs @returns {Matches} */
  partsOfRun(pairs) {
    return new Map([...this.found(new Map(pairs.map(pair => [pair, SLIP])))].flatMap(([id, match]) => {
      const covered = new Set(pairs.flatMap((pair, at) => (match.words.includes(pair) ? [at, at + 1] : [])))
      const share = covered.size / (pairs.length + 1)
      const inHeading = match.words.every(word => match.surest.includes(word)) ? SLIP : NOT_FOUND
      return share < ENOUGH ? [] : [[id, { ...match, inHeading, score: match.score * share, surest: [] }]]
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
    for (const { id, score, words } of this.all(parts))
      if (isRight(this.wordsOf(id)))
        found.set(id, { tier, inHeading: this.wordsOf(id).names.some(name => parts.every(part => part.some(word => name.includes(word))))
          ? tier : NOT_FOUND, score: score * WEIGHTS[tier], words, surest: words })
    return found
  }
}
