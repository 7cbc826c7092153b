/* The words of citations: what is written in a query, as names of units, numbers and what stands between them. */

import { SCRIPTS_MEET } from "./forms.js"
import { ROMAN } from "./near.js"

/** @typedef {import("./forms.js").Forms} Forms */
/**
 * @typedef {{ units: [elements: string, others: string, names: string][], printed: Record<string, string>, numerals: string[],
 *   compounds: [tens: string, compound: string][], ordinals: string[], last: string, signs: string, ranges: string,
 *   lists: string, links: string, own: string, groups: string,
 *   nouns: Record<string, [one: string, other: string]>, sentences: Record<string, string>, counts: string, within: Record<string, string>, join: string, joint: string,
 *   first: string }} CitingData As
 *   `instrument/citations/query_data.py` writes it.
 */
/**
 * @typedef {object} Name What the name of a unit stands for.
 * @property {string[]} elements Elements of eIds.
 * @property {string[]} others Those that it stands for in want of these.
 * @property {string[]} printed Elements and depths of the units that the print gives it to, if these are others.
 * @property {string[]} [usual] The elements that such a name has elsewhere.
 */
/**
 * @typedef {object} Token A word, and all that it may be.
 * @property {string} word
 * @property {Name[]} [names] The units that it names.
 * @property {boolean} [behind] Whether it names what the number before it counts, and nothing else.
 * @property {string} [number] The number that it is.
 * @property {boolean} [spelled] Whether that is a numeral in words.
 * @property {string} [ordinal] The number of which it is the ordinal.
 * @property {"range" | "list" | "link" | "own"} [joint]
 * @property {boolean} [mark] Whether it marks an inserted unit: bis.
 * @property {string} [bracket] The bracket before it.
 * @property {boolean} [dotted] Whether a dot joins it to what is before it.
 * @property {boolean} [parted] Whether a comma parts it from what is before it.
 */

const LONGEST = 3
/** The number of the last of several. */
export const LAST = "last"
const DASH = /^[-‐-―−~〜～]$/u
const SIGNS = /^[\s.,;:/、。،؛·•'’"“”„«»()[\]（）「」°]$/u
/** Stands before what a number counts that is written behind it. */
const BEHIND = "\ue000"
/** Joins the numbers of an inserted unit, where a hyphen may be a dash. */
const JOIN = "\ue001"
const RUNS = /\ue000?[\p{L}\p{M}\p{N}\ue001]+|[§¶&]+|[^]/gu
const JOINED_RUNS = /\ue000?[\p{L}\p{M}\p{N}\ue001]+(?:(?<=[0-9])[-‐](?=[0-9])[\p{L}\p{M}\p{N}]+)*|[§¶&]+|[^]/gu

/** @param {string} words */
const list = words => words.split(" ").filter(Boolean)

/** The words that a site understands in citations. */
export class CitingWords {
  /** @param {CitingData} data @param {Forms} forms */
  constructor(data, forms) {
    this.data = data
    this.forms = forms
    /** @type {Map<string, Token>} */ this.words = new Map()
    for (const [elements, others, names] of data.units)
      for (const name of list(names)) {
        const token = this.#token(name)
        token.names = [...(token.names ?? []), { elements: list(elements), others: list(others), printed: [] }]
      }
    for (const [name, uses] of Object.entries(data.printed))
      this.#token(name).names = [{ elements: [], others: [], printed: list(uses),
        usual: this.#token(name).names?.flatMap(({ elements }) => (elements.length > 2 ? [] : elements)) ?? [] }]
    for (const numerals of data.numerals)
      list(numerals).forEach((forms, index) => forms.split("/").forEach(form =>
        Object.assign(this.#token(form), { number: String(index + 1), spelled: true })))
    data.compounds.forEach(([tens, compound], language) => list(tens).forEach((ten, place) => {
      const value = 10 * (place + 2)
      Object.assign(this.#token(ten), { number: String(value), spelled: true })
      for (const [unit, written] of list(data.numerals[language]).slice(0, 9).entries())
        for (const form of written.split("/"))
          Object.assign(this.#token(compound.replace("{ten}", ten).replace("{unit}", form)),
            { number: String(value + unit + 1), spelled: true })
      for (const [unit, written] of list(data.ordinals[language] ?? "").slice(0, 9).entries())
        for (const form of written.split("/"))
          this.#token(compound.replace("{ten}", ten).replace("{unit}", form)).ordinal = String(value + unit + 1)
    }))
    for (const ordinals of data.ordinals)
      list(ordinals).forEach((forms, index) => forms.split("/").forEach(form => {
        this.#token(form).ordinal = String(index + 1)
      }))
    for (const word of list(data.last))
      this.#token(word).ordinal = LAST
    for (const joint of /** @type {const} */ (["own", "links", "lists", "ranges"]))
      for (const word of list(data[joint]))
        this.#token(word).joint = /** @type {Token["joint"]} */ (joint === "own" ? joint : joint.slice(0, -1))
    this.signs = new RegExp(`^(\\d+)(?:${list(data.signs).join("|")})$`, "u")
  }

  /** @param {string} word @returns {Token} */
  #token(word) {
    const token = this.words.get(word) ?? { word }
    this.words.set(word, token)
    return token
  }

  /**
   * The words of a query; null if one of them has no place in a citation.
   * @param {string} query @param {{ hyphens: boolean }} reading Whether a hyphen may stand for a dash, and not in a number.
   * @returns {Token[] | null}
   */
  tokens(query, { hyphens }) {
    const text = this.forms.counted(query, (value, counted) =>
      ` ${value.replaceAll("-", JOIN)} ${counted ? BEHIND + counted : ""} `)
    /** @type {Token[]} */ const tokens = []
    let [bracket, dotted, parted] = ["", false, false]
    const runs = (text.match(hyphens ? RUNS : JOINED_RUNS) ?? [])
      .flatMap(run => (run.startsWith(BEHIND) ? [run] : run.split(SCRIPTS_MEET)).map(part => part.replaceAll(JOIN, "-")))
    for (let index = 0; index < runs.length;) {
      const run = runs[index]
      const before = tokens[tokens.length - 1]
      if (DASH.test(run)) {
        // Between words it is part of a name, and behind one it joins it to its number.
        const isNumber = before && (before.behind || !before.names && (before.number || before.ordinal))
        if (isNumber && runs.slice(index + 1).some(next => /[\p{L}\p{N}]/u.test(next)))
          tokens.push({ word: run, joint: "range" })
        index++
      } else if (SIGNS.test(run)) {
        if ("([（".includes(run))
          bracket = run
        else if (")]）".includes(run))
          bracket = ""
        dotted = run === "."
        parted ||= /[,;、،]/u.test(run) && !bracket
        index++
      } else {
        const [found, length] = this.#word(runs, index, bracket)
        if (!found)
          return null
        tokens.push(...found.map((token, place) => (
          { ...token, ...(bracket ? { bracket } : {}), dotted: dotted && !place, parted: parted && !place })))
        dotted = parted = false
        index += length
      }
    }
    return tokens
  }

  /**
   * What the words from one on are, and how many of them.
   * @param {string[]} runs @param {number} index @param {string} bracket @returns {[Token[] | null, number]}
   */
  #word(runs, index, bracket) {
    const run = runs[index]
    if (run.startsWith(BEHIND)) {
      const token = this.words.get(run.slice(1))
      return [token ? [{ ...token, behind: true }] : [{ word: run, joint: "link" }], 1]
    }
    for (let length = Math.min(2 * LONGEST - 1, runs.length - index); length > 1; length -= 1) {
      const words = runs.slice(index, index + length)
      const token = words.every((word, place) => place % 2 === 0 || /^[\s/-]$/.test(word)) && length % 2
        && this.words.get(words.filter((_, place) => place % 2 === 0).join("_"))
      if (token)
        return [[token], length]
    }
    const token = this.#single(run, bracket)
    return [token ? [token] : this.#parts(run), 1]
  }

  /** @param {string} run @param {string} bracket @returns {Token | null} */
  #single(run, bracket) {
    const token = this.words.get(run) ?? null
    const mark = this.forms.words.marks.includes(run)
    const ordinal = this.signs.exec(run)?.[1]
    const isNumber = /^\d/.test(run) || ROMAN.test(run) || /^([a-z])\1*$/.test(run) || (bracket && /^[a-z]{2}$/.test(run))
      || Object.hasOwn(this.forms.words.letters, run)
    if (!token && !isNumber && !mark)
      return null
    const number = /^\d/.test(run) ? this.forms.latin(run) : run
    const other = { ...(isNumber ? { number } : {}), ...(mark ? { mark } : {}), ...(ordinal ? { ordinal } : {}) }
    return { word: run, ...other, ...token }
  }

  /** The names and numbers that a word without blanks is made of. @param {string} run @returns {Token[] | null} */
  #parts(run) {
    const [, name, digits] = /^([^\d]+)(\d.*)$/u.exec(run) ?? []
    const named = this.words.get(name ?? "")
    if (named?.names)
      return [named, { word: digits, number: digits }]
    if (/^[\0-\u024f]*$/.test(run))
      return null
    /** @type {Token[]} */ const parts = []
    for (let start = 0; start < run.length;) {
      let end = run.length
      while (end > start && !this.words.has(run.slice(start, end)))
        end--
      if (end === start)
        return null
      parts.push(/** @type {Token} */ (this.words.get(run.slice(start, end))))
      start = end
    }
    return parts
  }
}
