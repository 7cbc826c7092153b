/*
 * The search of words: which entries of a text hold what was typed, best first.
 *
 * MiniSearch keeps the index and weighs words by their rarity. What is added here is order: an entry with the words as
 * they were typed stands before one with their relatives, that before one with longer words, and that before one for a
 * slip; within each, headings lead, then clauses, then terms and pages. No DOM, no network: it runs wherever its data is.
 */

import MiniSearch from "minisearch"

import { EntryWords } from "./entry_words.js"
import { marks } from "./marks.js"
import { parse } from "./query.js"
import { places, tokens } from "./tokens.js"
import { BEGUN, EXACT, RELATED, SLIP, Vocabulary } from "./vocabulary.js"

/**
 * @typedef {{ kind: "division" | "clause" | "term" | "page", path: string, label: string, heading?: string, text?: string,
 *   place?: number, names?: string[], also?: string[] }} Entry
 * @typedef {{ language: string, places: string[], entries: Entry[] }} SearchData
 * @typedef {[from: number, to: number]} Mark
 * @typedef {{ entry: Entry, because: string | null, marks: Mark[], headingMarks: Mark[], labelMarks: Mark[] }} Hit
 *   `because` is the other name of the entry that was found; marks are places of letters in its text, heading and label.
 * @typedef {{ hits: Hit[], count: number, near: string[] }} Results Best first; how many there are in all; words of the text
 *   that are near to one that it does not have.
 * @typedef {import("./query.js").Slot} Slot
 * @typedef {{ tier: number, inHeading: number, score: number, words: string[], surest: string[] }} Match How one word is found in one
 *   entry, anywhere and in its heading; all words that stand for it there, and those that do so most surely in the heading.
 * @typedef {{ id: number, slots: (Match | undefined)[], coverage: number, tier: number, isLiteral: boolean, group: number, closeness: number,
 *   score: number }} Candidate
 */

const FIELDS = ["heading", "also", "text", "label"]
const LEADING = ["heading", "also"]
const WEIGHTS = [1, 0.6, 0.4, 0.3]
const NOT_FOUND = 9
const LIMIT = 50
/** Of so many candidates at most the neighbourhood of words is looked at: those that have the rarest. */
const LOOKED_AT = 3000
/** In a script without blanks, how much of a run must be in an entry. */
const ENOUGH = 0.4
/** The order of entries that are found equally well. */
const GROUPS = { whole: 0, name: 1, heading: 2, clause: 3, term: 4, title: 5, page: 6 }
const LEAST_TIERS = new Map([[GROUPS.term, RELATED], [GROUPS.title, BEGUN], [GROUPS.page, BEGUN]])

/** @param {string} text */
const indexed = text => tokens(text).map(({ word }) => word)

/** The parts of an entry that are searched. @param {Entry} entry @returns {Record<string, string>} */
const fieldsOf = ({ kind, label, heading, text, names, also }) => ({
  heading: (kind === "term" || kind === "page" ? [label, heading, ...names ?? []] : [heading ?? (kind === "division" ? label : "")])
    .filter(Boolean).join("\n"),
  also: (also ?? []).join("\n"),
  text: text ?? "",
  label: kind === "division" && heading ? label : ""
})

/** The search of one text. */
export class Engine {
  /**
   * @param {SearchData} data
   * @param {import("./relatives.js").Stemmer} [stem] What is left of a word without its endings, in the language of the text.
   * @param {Iterable<string>} [weak] Words that decide nothing where there are others, such as "the" and "of".
   */
  constructor(data, stem = word => word, weak = []) {
    this.entries = data.entries
    this.weak = new Set([...weak].flatMap(indexed))
    this.vocabulary = new Vocabulary(stem)
    this.index = new MiniSearch({
      fields: FIELDS,
      processTerm: word => word,
      tokenize: text => tokens(text).map(token => {
        this.vocabulary.add(token, text)
        return token.word
      })
    })
    this.index.addAll(this.entries.map((entry, id) => ({ id, ...fieldsOf(entry) })))
    this.vocabulary.close()
    /** @type {Map<number, EntryWords>} */ this.sequences = new Map()
  }

  /** @param {number} id */
  wordsOf(id) {
    let words = this.sequences.get(id)
    if (!words) {
      words = new EntryWords(this.entries[id])
      this.sequences.set(id, words)
    }
    return words
  }

  /**
   * Find what was typed.
   * @param {string} typed @param {{ limit?: number }} [options] @returns {Results}
   */
  search(typed, { limit = LIMIT } = {}) {
    const { slots, phrases } = parse(typed)
    const asked = this.deciding(slots)
    const matches = asked.map(slot => this.matches(slot))
    this.addJoined(asked, matches)
    /** @type {string[]} */ const near = []
    asked.forEach((slot, index) => {
      if (matches[index].size > 0)
        return
      if (!slot.pairs)
        near.push(...this.vocabulary.near(slot.word, slot.printed))
      if (slot.phrase === null)
        matches[index] = slot.pairs ? this.partsOfRun(slot.pairs) : this.slips(slot)
    })
    let candidates = this.candidates(matches)
    if (phrases.length > 0) {
      candidates = candidates.filter(({ id }) => phrases.every(phrase => this.wordsOf(id).holds(phrase)))
      if (candidates.length === 0)
        near.push(...slots.filter(({ phrase, word }) => phrase !== null && this.vocabulary.has(word)).map(({ printed }) => printed))
    }
    this.rank(candidates, slots, asked)
    const hits = candidates.slice(0, limit).map(candidate => this.hit(candidate, asked, phrases))
    return { hits, count: candidates.length, near: [...new Set(near)] }
  }

  /**
   * The words by which entries are found: not those that stand everywhere, unless there are no others, and of those in
   * quotation marks, which are looked for once more as they stand, the rarest.
   * @param {Slot[]} slots
   */
  deciding(slots) {
    /** @param {Slot[]} some @param {number} most */
    const rarest = (some, most) => {
      const counts = some.map(({ word }) => this.vocabulary.counts.get(word) ?? 0).sort((one, other) => one - other)
      return some.filter(({ word }) => (this.vocabulary.counts.get(word) ?? 0) <= (counts[most - 1] ?? Infinity))
    }
    const strong = slots.filter(({ word, phrase }) => phrase === null && !this.weak.has(word))
    const quoted = [...new Set(slots.map(({ phrase }) => phrase))].filter(phrase => phrase !== null)
      .flatMap(phrase => rarest(slots.filter(slot => slot.phrase === phrase), 1))
    const asked = slots.filter(slot => strong.includes(slot) || quoted.includes(slot))
    return asked.length > 0 ? asked : rarest(slots, 2)
  }

  /** The entries that have any of some words. @param {Map<string, number>} words How surely each is meant. @returns {Map<number, Match>} */
  found(words) {
    if (words.size === 0)
      return new Map()
    const results = this.index.search([...words.keys()].join("\n"), {
      tokenize: text => text.split("\n"), boost: { heading: 2, also: 2, label: 0.3 }, boostTerm: word => WEIGHTS[words.get(word) ?? SLIP]
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

  /** The entries that have a word, or what it stands for. @param {Slot} slot @returns {Map<number, Match>} */
  matches({ word, printed, pairs, isLast, phrase }) {
    if (pairs)
      return this.runs(pairs)
    const literal = new Map(this.vocabulary.has(word) ? [[word, EXACT]] : [])
    return this.found(phrase !== null ? literal : this.vocabulary.variants(word, printed, { isLast }))
  }

  /** The entries that have a run of a script without blanks, and those that have its pairs apart. @param {string[]} pairs */
  runs(pairs) {
    if (pairs.length === 1 && [...pairs[0]].length === 1)
      return this.found(new Map(this.vocabulary.pairsFrom(pairs[0]).map(pair => [pair, EXACT])))
    /** @type {Map<number, Match>} */ const found = new Map()
    const results = this.index.search(pairs.join("\n"), { tokenize: text => text.split("\n"), combineWith: "AND" })
    for (const { id, score } of results) {
      const words = this.wordsOf(id)
      const [tier, inHeading] = [words.holds(pairs) ? EXACT : BEGUN, words.heads(pairs) ? EXACT : NOT_FOUND]
      found.set(id, { tier, inHeading, score: score * WEIGHTS[tier], words: pairs, surest: pairs })
    }
    return found
  }

  /** The entries that have what a word may be a slip for, or both parts of it apart. @param {Slot} slot */
  slips({ word, printed }) {
    const slips = this.vocabulary.slips(word, printed)
    if (slips.length > 0)
      return this.found(new Map(slips.map(slip => [slip, SLIP])))
    /** @type {Map<number, Match>} */ const found = new Map()
    for (const parts of this.vocabulary.parted(word).filter(alternatives => alternatives.every(([first]) => first.length > 3)))
      this.add(found, this.having(parts, SLIP, () => true))
    return found
  }

  /** The entries that have a good part of a run. @param {string[]} pairs @returns {Map<number, Match>} */
  partsOfRun(pairs) {
    const results = this.index.search(pairs.join("\n"), { tokenize: text => text.split("\n") })
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
   * @param {Slot[]} slots @param {Map<number, Match>[]} matches
   */
  addJoined(slots, matches) {
    slots.forEach(({ word, pairs, phrase }, index) => {
      if (pairs || phrase !== null)
        return
      const next = slots[index + 1]
      const joined = next && !next.pairs && next.phrase === null ? word + next.word : ""
      if (this.vocabulary.has(joined))
        for (const at of [index, index + 1])
          this.add(matches[at], this.found(new Map([[joined, RELATED]])))
      if (!this.vocabulary.has(word))
        for (const parts of this.vocabulary.parted(word))
          this.add(matches[index], this.having(parts, RELATED, words => words.closeness(parts) === 1))
    })
  }

  /** @param {Map<number, Match>} matches @param {Map<number, Match>} others */
  add(matches, others) {
    for (const [id, match] of others) {
      const own = matches.get(id)
      if (!own || own.tier > match.tier)
        matches.set(id, own ? { ...match, words: [...own.words, ...match.words] } : match)
    }
  }

  /**
   * The entries that have all of some words.
   * @param {string[][]} parts What each may be. @param {number} tier @param {(words: EntryWords) => boolean} isRight
   */
  having(parts, tier, isRight) {
    /** @type {Map<number, Match>} */ const found = new Map()
    const queries = parts.map(words => ({ queries: words, combineWith: /** @type {const} */ ("OR") }))
    for (const { id, score, terms } of this.index.search({ queries, combineWith: "AND" }, { tokenize: text => [text] }))
      if (isRight(this.wordsOf(id)))
        found.set(id, { tier, inHeading: this.wordsOf(id).names.some(name => parts.every(part => part.some(word => name.includes(word))))
          ? tier : NOT_FOUND, score: score * WEIGHTS[tier], words: terms, surest: terms })
    return found
  }

  /**
   * The entries that have all words; where there are none, those that have any.
   * @param {Map<number, Match>[]} matches @returns {Candidate[]}
   */
  candidates(matches) {
    const smallest = Math.min(...matches.map(({ size }) => size))
    const [first] = matches.filter(({ size }) => size === smallest)
    const all = [...first?.keys() ?? []].filter(id => matches.every(found => found.has(id)))
    const rarity = matches.map(({ size }) => Math.log(1 + this.entries.length / Math.max(size, 1)))
    return (all.length > 0 ? all : [...new Set(matches.flatMap(found => [...found.keys()]))]).map(id => {
      const slots = matches.map(found => found.get(id))
      const coverage = all.length > 0 ? 1
        : slots.reduce((sum, match, index) => sum + (match ? rarity[index] * WEIGHTS[match.tier] : 0), 0)
      const tier = Math.max(...slots.map(match => match?.tier ?? EXACT))
      return { id, slots, coverage, tier, isLiteral: false, group: 0, closeness: 0, score: slots.reduce((sum, match) => sum + (match?.score ?? 0), 0) }
    })
  }

  /** Puts the best first. @param {Candidate[]} candidates @param {Slot[]} all All words. @param {Slot[]} asked Those that decide. */
  rank(candidates, all, asked) {
    const looksAt = all.length > 1 && candidates.length <= LOOKED_AT
    for (const candidate of candidates) {
      candidate.group = this.group(candidate, all)
      // What is said about the text comes after what it says, unless that may be meant by a longer word or a slip only.
      candidate.tier = Math.max(candidate.tier, LEAST_TIERS.get(candidate.group) ?? EXACT)
      if (looksAt)
        candidate.closeness = this.closeness(candidate, all, asked)
      candidate.isLiteral = all.length > asked.length && candidate.closeness === 1 && candidate.group <= GROUPS.clause
    }
    candidates.sort((one, other) => other.coverage - one.coverage || one.tier - other.tier
      || Number(other.isLiteral) - Number(one.isLiteral) || one.group - other.group
      || other.closeness - one.closeness || other.score - one.score || one.id - other.id)
  }

  /** @param {Candidate} candidate @param {Slot[]} all */
  group({ id, slots }, all) {
    const { kind } = this.entries[id]
    if (kind === "clause")
      return GROUPS.clause
    const words = this.wordsOf(id)
    const leads = slots.every(match => match && match.inHeading < NOT_FOUND)
    const typed = all.map(({ word, pairs }) => pairs?.join("") ?? word).join("")
    const isWhole = leads && words.names.some(name => name.join("") === typed
      || name.length === slots.length && name.every((word, index) => slots[index]?.inHeading !== BEGUN && slots[index]?.surest.includes(word)))
    if (kind === "division")
      return isWhole ? GROUPS.whole : leads ? GROUPS.heading : GROUPS.clause
    if (kind === "page")
      return isWhole ? GROUPS.title : GROUPS.page
    return isWhole ? GROUPS.name : GROUPS.term
  }

  /** How many neighbours of the query stand together in an entry. @param {Candidate} candidate @param {Slot[]} all @param {Slot[]} asked */
  closeness({ id, slots }, all, asked) {
    const wanted = all.map(slot => slots[asked.indexOf(slot)]?.words ?? slot.pairs ?? [slot.word])
    return this.wordsOf(id).closeness(wanted)
  }

  /** @param {Candidate} candidate @param {Slot[]} asked @param {string[][]} phrases @returns {Hit} */
  hit({ id, slots }, asked, phrases) {
    const entry = this.entries[id]
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
    const found = part => [...new Set(indexed(part).filter(word => words.has(word))),
      ...runs.filter(run => places(indexed(part), run).length > 0).map(run => run.join())]
    const own = new Set([text, heading, label, ...names ?? []].flatMap(part => found(part ?? "")))
    const others = (also ?? []).map(name => ({ name, more: found(name).filter(word => !own.has(word)).length }))
    const best = others.reduce((best, other) => (other.more > best.more ? other : best), { name: "", more: 0 })
    return best.more > 0 ? best.name : null
  }
}
