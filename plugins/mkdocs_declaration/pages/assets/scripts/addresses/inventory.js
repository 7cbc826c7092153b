/* The units of a text, counted: how many there are of a kind, and which are near to one that is not there. */

import { apart } from "./near.js"
import { filled, numbered } from "./numerals.js"

/** @typedef {import("./citing.js").CitingData} CitingData */
/** @typedef {import("./citing.js").Name} Name */
/** @typedef {import("./grammar.js").Group} Group */
/** @typedef {import("./units.js").Units} Units */
/** @typedef {((index: number) => number) | null} Fits How well a unit fits names: 0 if it does; null if there are no names. */

/** Units that are not numbered. */
const WORDS = ["preamble", "formula", "wrapup"]
const DIGITS = /^\d+$/
const DIVISIONS = ["part", "chp", "sec", "art", "att"]
/** How many elements a name stands for at most that says what it names. */
const CERTAIN = 2

/** @param {string} words */
const capital = words => words.charAt(0).toUpperCase() + words.slice(1)

/** The units of a text, to be counted. */
export class Inventory {
  /** @param {CitingData} data @param {Units} units */
  constructor(data, units) {
    this.data = data
    this.units = units
    this.counts = data.counts.split(" ").filter(Boolean)
  }

  /**
   * The units within one that fit, of one kind; where nothing tells which fit, those directly below.
   * @param {number} holder @param {Fits} fits
   */
  #counted(holder, fits) {
    const { elements } = this.units
    const found = this.units.within(holder, index => (fits ? fits(index) === 0 : this.#isBelow(index, holder)))
    const inBody = found.filter(index => holder >= 0 || this.units.annex(index) < 0 || elements[index] === "att")
    return this.#most(inBody.length ? inBody : found)
  }

  /** Of several units those of the most frequent kind; of the most frequent division, if there are any. @param {number[]} units */
  #most(units) {
    const { elements } = this.units
    /** @type {Map<string, number[]>} */ const kinds = new Map()
    for (const index of units) {
      const kind = kinds.get(elements[index])
      if (kind)
        kind.push(index)
      else
        kinds.set(elements[index], [index])
    }
    const [most = []] = [...kinds.values()].sort(([one, ...others], [other, ...rest]) =>
      Number(DIVISIONS.includes(elements[other])) - Number(DIVISIONS.includes(elements[one])) || rest.length - others.length)
    return most
  }

  /** Whether a unit with a number stands directly below another, or by itself in the text. @param {number} index @param {number} holder */
  #isBelow(index, holder) {
    const { clauses: { parents }, elements } = this.units
    if (WORDS.includes(elements[index]))
      return false
    if (holder < 0)
      return this.units.isAlone(index) && !this.units.isGroup(index) && this.units.annex(index) < 0
    let parent = parents[index]
    while (parent > holder && this.units.isCounted(parent))
      parent = parents[parent]
    return parent === holder && (!this.units.isCounted(index) || elements[holder] === "preamble")
  }

  /** Whether numbers without a name may be meant as those of units, a little past the last. @param {Group[]} groups */
  isLikely(groups) {
    const [number, ...others] = groups.flatMap(group => group.numbers)
    return !others.length && Number(number[0]) > 0 && Number(number[0]) <= 2 * this.#counted(-1, null).length
  }

  /**
   * How many units there are within one.
   * @param {number} holder The unit; -1 for the text. @param {Fits} fits @param {Name[]} names
   * @param {boolean} isFurther Whether what is asked for is further down than what the names say.
   * @returns {string | null} Null if it is not known what the units are called.
   */
  sentence(holder, fits, names, isFurther) {
    const named = fits ? this.#counted(holder, fits) : []
    const found = named.length || (fits && !isFurther) ? named : this.#counted(holder, null)
    const element = found.length ? this.units.elements[found[0]] : names.flatMap(name => name.elements)[0]
    const nouns = this.data.nouns[element]
    const isOther = names.some(({ printed, usual }) => printed.length > 0 && !usual?.includes(element))
    const isUnknown = !found.length && names.some(({ elements }) => elements.length > CERTAIN)
    if (!nouns || isOther || isUnknown)
      return null
    const [unit, units] = nouns.map(noun => (noun.split("{number}")[1] || filled(noun, { number: "" })).trim()) // 条 of 第{number}条
    const [key, count] = [["none", "one"][found.length] ?? "other", this.counts[found.length - 1] ?? String(found.length)]
    const words = this.data.sentences[holder < 0 ? key : `${key}-in`]
    return capital(filled(words, { count, unit, units, label: holder < 0 ? "" : this.label(holder) }))
  }

  /** The units that are near to one that is not there. @param {number} holder @param {Fits} fits @param {string} number */
  near(holder, fits, number) {
    /** @param {string} key */
    const distance = key => (DIGITS.test(number) && DIGITS.test(key) ? Math.abs(Number(number) - Number(key)) : apart(number, key))
    /** @param {number} index */
    const far = index => Math.min(...this.units.keys[index].map(key => distance(key.slice(key.lastIndexOf("-") + 1))))
    return this.#counted(holder, fits).map(index => /** @type {const} */ ([far(index), index]))
      .sort(([one, index], [other, before]) => one - other || index - before).map(([, index]) => index)
  }

  /** What a unit is called in a sentence. @param {number} index @returns {string} */
  label(index) {
    const { clauses, elements, numbers } = this.units
    const parent = clauses.parents[index]
    const { printed } = this.units.clauses.forms.words
    const element = elements[index]
    const number = Object.hasOwn(printed, numbers[index]) ? printed[numbers[index]] : numbers[index]
    const [noun] = this.data.nouns[element] ?? []
    if (!noun)
      return clauses.ids[index]
    const isRepeated = parent >= 0 && number.startsWith(`${numbers[parent]}-`)
    const isPassage = ["para", "point"].includes(element) && parent >= 0
    if (isPassage && !isRepeated && !this.units.isGroup(parent))
      return this.units.isCounted(index) ? this.label(parent) : this.label(parent) + this.#within(element, number)
    const written = isRepeated ? number.replaceAll("-", ".") : number
    const isFirst = element === "art" && written === "1" && this.data.first
    const name = isFirst ? this.data.first : numbered(noun.includes("{number}") ? noun : `${noun} {number}`, written, this.data.joint)
    const context = this.#context(index, isPassage)
    return context < 0 ? name : this.label(context) + this.data.join + name
  }

  /** How a paragraph or item is named behind the number of what holds it. @param {string} element @param {string} number */
  #within(element, number) {
    const kind = element === "para" ? "paragraph" : DIGITS.test(number) ? "item" : "letter"
    return numbered(this.data.within[kind], number, this.data.joint)
  }

  /** The unit that the label of another begins with, as its id does; -1 if there is none. @param {number} index @param {boolean} isPassage */
  #context(index, isPassage) {
    const { ids, parents } = this.units.clauses
    let at = parents[index]
    while (at >= 0 && !((!isPassage || this.units.isGroup(at)) && ids[index].startsWith(`${ids[at]}.`)))
      at = parents[at]
    return at
  }
}
