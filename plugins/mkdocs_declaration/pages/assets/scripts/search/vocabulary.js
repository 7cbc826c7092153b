/* The words of a text: which of them a word that is asked for may stand for, and how surely. */

import SearchableMap from "minisearch/SearchableMap"

import { CUT, forms } from "./relatives.js"

/** @typedef {import("./relatives.js").Stemmer} Stemmer */
/** @typedef {{ tier: number, words: string[] }} Pair Two words in place of one. */

/** How a word was found, the surest first. */
export const EXACT = 0
export const RELATED = 1
export const BEGUN = 2
export const SLIP = 3

/** A beginning of a word stands for so many words at most, the most frequent ones. */
const BEGUN_MOST = 50
/** … and for so many places. */
const BEGUN_PLACES = 5000
/** A word that occurs so often needs no longer ones. */
export const FREQUENT = 1000
const NEAR_MOST = 5
const REMEMBERED = 100
/** A stem may begin a word only if it has so many letters. */
const STEM_LEAST = 4
const NUMBER = /^\p{N}+$/u

/** A word that is longer is no slip and no compound: what is looked for then takes longer the longer it is. */
const LONGEST = 100

/** How many keys may be wrong. @param {string} word */
const slipsAllowed = word => (NUMBER.test(word) || word.length < 4 || word.length > LONGEST ? 0 : word.length < 6 ? 1 : 2)

/** Whether a longer word begins with some letters but for one key. @param {string} word @param {string} start */
function beginsAlmost(word, start) {
  if (word.length <= start.length)
    return false
  let at = 0
  while (at < start.length && word[at] === start[at])
    at++
  const rest = start.slice(at + 1)
  return word.startsWith(rest, at + 1) || word.startsWith(start.slice(at), at + 1) || word.startsWith(rest, at)
    || word[at] === start[at + 1] && word[at + 1] === start[at] && word.startsWith(start.slice(at + 2), at + 2)
}

/** A word with two neighbours exchanged, at each place. @param {string} word */
const exchanged = word => [...Array(word.length - 1).keys()]
  .map(at => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2))

/** A word with its accents. @param {string} printed */
export const asWritten = printed => printed.normalize("NFC").toLowerCase()

/** Words, with how often they occur. */
export class Vocabulary {
  /** @param {Stemmer} stem */
  constructor(stem) {
    this.stem = stem
    /** @type {SearchableMap<number>} */ this.words = new SearchableMap()
    /** @type {SearchableMap<string[]>} */ this.related = new SearchableMap()
    /** @type {SearchableMap<number>} */ this.pairs = new SearchableMap()
    /** @type {Map<string, string>} */ this.printed = new Map()
    /** @type {Map<string, number>} */ this.counts = new Map()
    /** Slips of words that were asked for, as they are again at the next key. @type {Map<string, string[]>} */ this.remembered = new Map()
    /** Words whose first place is in ASCII. @type {Set<string>} */ this.plain = new Set()
    /** Words that are written with other accents in other places. @type {Set<string>} */ this.accented = new Set()
  }

  /** @param {import("./tokens.js").Token} token @param {string} text The text that it is from. */
  add({ word, from, to, paired, plain }, text) {
    const count = this.counts.get(word) ?? 0
    this.counts.set(word, count + 1)
    if (paired || plain && this.plain.has(word))
      return
    const printed = text.slice(from, to)
    if (count === 0) {
      this.printed.set(word, printed)
      if (plain)
        this.plain.add(word)
    } else if (!this.accented.has(word) && asWritten(printed) !== asWritten(this.printed.get(word) ?? ""))
      this.accented.add(word)
  }

  /** Puts the words that were added into order; none can be added later. */
  close() {
    for (const [word, count] of this.counts) {
      const printed = this.printed.get(word)
      if (printed === undefined) {
        this.pairs.set(word, count)
        continue
      }
      this.words.set(word, count)
      for (const form of forms(word, printed, this.stem)) {
        const relatives = this.related.get(form)
        if (relatives)
          relatives.push(word)
        else
          this.related.set(form, [word])
      }
    }
  }

  /** @param {string} word */
  has(word) {
    return this.counts.has(word)
  }

  /**
   * The words of the text that a word stands for.
   * @param {string} word @param {string} printed As it was typed.
   * @param {{ isLast: boolean }} place The last word may be one that is still being typed.
   * @returns {Map<string, number>} How each is found, the surest first.
   */
  variants(word, printed, { isLast }) {
    /** @type {Map<string, number>} */ const found = new Map()
    /** @param {Iterable<string>} words @param {number} tier */
    const add = (words, tier) => {
      for (const other of words)
        if (!found.has(other))
          found.set(other, tier)
    }
    if (this.words.has(word))
      add([word], EXACT)
    for (const form of forms(word, printed, this.stem))
      add(this.related.get(form) ?? [], RELATED)
    for (const form of forms(word, printed, this.stem))
      add(this.related.get(form.endsWith(CUT) ? form.slice(0, -CUT.length) : form + CUT) ?? [], BEGUN)
    if (!NUMBER.test(word) && (isLast || word.length > 2) && (this.words.get(word) ?? 0) < FREQUENT)
      add(this.begun(word), BEGUN)
    if (found.size === 0)
      for (const form of forms(word, printed, this.stem))
        add(form.length < STEM_LEAST ? [] : [...this.begun(form), ...this.ended(form)], BEGUN)
    return found
  }

  /** Words of the text that share a form with one of them. @param {string} word */
  relatives(word) {
    return [...forms(word, this.printed.get(word) ?? word, this.stem)].flatMap(form => this.related.get(form) ?? [])
  }

  /** The most frequent words that begin with some letters. @param {string} start */
  begun(start) {
    const all = [...this.words.atPrefix(start).entries()].sort(([, count], [, other]) => other - count).slice(0, BEGUN_MOST)
    let rest = BEGUN_PLACES
    const end = all.findIndex(([, count], index) => (rest -= count) < 0 && index > 0)
    return all.slice(0, end < 0 ? all.length : end).map(([word]) => word)
  }

  /** The words that end with some letters, as compounds do. @param {string} end */
  ended(end) {
    return [...this.words.keys()].filter(word => word.endsWith(end)).slice(0, BEGUN_MOST)
  }

  /** The pairs of a script without blanks that begin with a character. @param {string} start */
  pairsFrom(start) {
    return [...this.pairs.atPrefix(start).keys()]
  }

  /**
   * The words of the text of which a word may be a slip; only the closest, if there are any with one key wrong.
   * @param {string} word @param {string} printed @returns {string[]}
   */
  slips(word, printed) {
    let slips = this.remembered.get(word)
    if (!slips) {
      slips = this.findSlips(word, printed)
      if (this.remembered.size >= REMEMBERED)
        this.remembered.clear()
      this.remembered.set(word, slips)
    }
    return slips
  }

  /** @param {string} word @param {string} printed @returns {string[]} */
  findSlips(word, printed) {
    const allowed = slipsAllowed(word)
    if (allowed === 0)
      return []
    const near = [...this.words.fuzzyGet(word, allowed)].map(([other, [, distance]]) => ({ other, distance }))
    near.push(...exchanged(word).filter(other => this.words.has(other)).map(other => ({ other, distance: 1 })))
    const least = Math.min(...near.map(({ distance }) => distance))
    const closest = near.filter(({ distance }) => distance === least).map(({ other }) => other)
    if (closest.length > 0)
      return [...new Set(closest.flatMap(other => [other, ...this.relatives(other)]))]
    const stems = [...forms(word, printed, this.stem)].filter(form => form !== word && slipsAllowed(form) > 0)
    const related = stems.flatMap(form => [...this.related.fuzzyGet(form, slipsAllowed(form))].flatMap(([, [words]]) => words))
    return related.length > 0 ? related : [...this.words.keys()].filter(other => beginsAlmost(other, word))
  }

  /** The words that were written as one with another, and what each may stand for. @param {string} word @returns {string[][][]} */
  parted(word) {
    /** @param {string} part */
    const known = part => [...new Set([...forms(part, part, this.stem)].flatMap(form => this.related.get(form) ?? []))]
    return [...Array(word.length > LONGEST ? 0 : Math.max(word.length - 1, 0)).keys()]
      .map(at => [word.slice(0, at + 1), word.slice(at + 1)].map(known))
      .filter(parts => parts.every(({ length }) => length > 0))
  }

  /** Words of the text, as printed, that are like one that it does not have. @param {string} word @param {string} printed */
  near(word, printed) {
    const slips = this.slips(word, printed)
    const begun = slips.length > 0 || word.length < 4 ? [] : this.begun(word.slice(0, Math.max(4, word.length - 4)))
    const found = [...slips, ...begun].sort((one, other) => (this.counts.get(other) ?? 0) - (this.counts.get(one) ?? 0))
    return found.slice(0, NEAR_MOST).map(other => this.printed.get(other) ?? other)
  }
}
