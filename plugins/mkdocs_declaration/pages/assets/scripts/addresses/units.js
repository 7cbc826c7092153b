/* The clauses of a text by their kinds and numbers, as their eIds state them. */

import { ROMAN, romanValue } from "./near.js"

/** @typedef {import("./clauses.js").Clauses} Clauses */

/** Elements of what is in the preamble and around the body, as those in the body are called. @type {Record<string, string>} */
const ALIKE = { item: "point", p: "subpara" }
/** Elements whose numbers in eIds are none of the print. */
const UNNUMBERED = new Set(["authorialNote", "cit", "formula", "intro", "p", "signature", "table", "wrapup"])
const COUNTED = /^(?:p|indent)\d+$/
/** The id of a group without a number, which is counted and never called by that. */
const COUNTED_GROUP = /^(?:.*\.)?group\d+$/
/** A part of an id that is a number. */
const NUMBER = /^(?:\d+[a-z]*|[a-z]{1,2})$/
/** The number of a unit that may stand for several, of which each is stated as a further form. */
const SEVERAL = /^\d+-\d+$/
const LAST_NUMBER = /^(?:.*\.)?(\d+)$/
/** Values of numerals, largest first. */
const ROMAN_STEPS = /** @type {const} */ ([
  [100, "c"], [90, "xc"], [50, "l"], [40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]
])
const MOST_ROMAN = 399

/** @param {number} value */
function roman(value) {
  let [numeral, left] = ["", value]
  for (const [step, sign] of ROMAN_STEPS) {
    numeral += sign.repeat(Math.floor(left / step))
    left %= step
  }
  return numeral
}

/**
 * What a unit with a number may have for it, the number itself first: iv for 4, 4 for iv, a for أ.
 * @param {string} number @param {Record<string, string>} letters What stands in ids for letters of other scripts.
 */
export function readings(number, letters) {
  const found = Object.hasOwn(letters, number) ? [letters[number], number] : [number]
  if (/^[1-9]\d*$/.test(number) && Number(number) <= MOST_ROMAN)
    found.push(roman(Number(number)))
  else if (ROMAN.test(number))
    found.push(String(romanValue(number)))
  return found
}

/** The units of a text. */
export class Units {
  /** @param {Clauses} clauses @param {string} groups The elements of eIds of what groups divisions. */
  constructor(clauses, groups) {
    this.clauses = clauses
    this.groups = new Set(groups.split(" "))
    const { depths, elements, numbers } = clauses.eids
    this.depths = depths
    /** @type {string[]} The element of each eId: `sec`, `para`. */ this.elements = []
    /** @type {string[]} The number in each eId: `1`, `1-3`, `IV`. */ this.numbers = []
    /** @type {string[][]} What each is numbered with: whole, without the number of what holds it, as in the id. */ this.keys = []
    /** @type {Map<string, number[]>} */ this.byNumber = new Map()
    elements.forEach((written, index) => {
      const [element, number] = this.#end(written, numbers[index])
      const isAlike = this.elements[clauses.parents[index]] !== "conclusions"
      this.elements.push(isAlike ? ALIKE[element] ?? element : element)
      this.numbers.push(number)
      const isUnnumbered = UNNUMBERED.has(this.elements[index]) || COUNTED_GROUP.test(clauses.ids[index])
      const keys = isUnnumbered ? [] : this.#keys(index)
      this.keys.push(keys)
      for (const key of keys) {
        const units = this.byNumber.get(key)
        if (units)
          units.push(index)
        else
          this.byNumber.set(key, [index])
      }
    })
  }

  /**
   * The element and the number of an eId, whose end is whole or repeats another.
   * @param {string} element @param {string} number @returns {[string, string]}
   */
  #end(element, number) {
    if (!element.includes("_") && !element.startsWith("="))
      return [element, number.startsWith("nn-") ? number.slice(3) : number]
    const [, name, first] = /(?:__|^)=?([a-z]+)(?:_([^_]*))?$/i.exec(element) ?? []
    return [name ?? element, (first ?? number).replace(/^nn-/, "")]
  }

  /** @param {number} index */
  #keys(index) {
    const number = this.numbers[index].toLowerCase()
    const parent = this.clauses.parents[index]
    const above = parent < 0 ? "" : this.numbers[parent].toLowerCase()
    const keys = number ? [number] : []
    if (above && number.length > above.length + 1 && number[above.length] === "-" && number.startsWith(above))
      keys.push(number.slice(above.length + 1))
    const id = this.clauses.ids[index]
    const last = id.slice(id.lastIndexOf(".") + 1)
    if (last !== number && !keys.includes(last) && NUMBER.test(last))
      keys.push(last)
    return SEVERAL.test(number) ? [...keys, ...this.clauses.others[index].flatMap(form => LAST_NUMBER.exec(form)?.[1] ?? [])] : keys
  }

  /** Numbers the last of each kind in what holds them as such. @param {string} key */
  nameLast(key) {
    if (this.byNumber.has(key))
      return
    /** @type {Map<string, number>} */ const lasts = new Map()
    this.elements.forEach((element, index) => lasts.set(`${this.clauses.parents[index]} ${element}`, index))
    this.byNumber.set(key, [...lasts.values()])
    for (const index of lasts.values())
      this.keys[index].push(key)
  }

  /** Whether a unit has no number in the print, and is counted. @param {number} index */
  isCounted(index) {
    const id = this.clauses.ids[index]
    return this.elements[index] === "rec" || COUNTED.test(id.slice(id.lastIndexOf(".") + 1))
  }

  /** Whether a unit is named by its number alone: its number runs through the text, or what holds it. @param {number} index */
  isAlone(index) {
    const parent = this.clauses.parents[index]
    const holder = this.elements[parent]
    return parent < 0 || this.groups.has(holder) || holder === "sec" && ["sec", "art"].includes(this.elements[index])
  }

  /** Whether a unit groups others. @param {number} index */
  isGroup(index) {
    return this.groups.has(this.elements[index])
  }

  /** The annex that a unit is in; -1 if it is in none. @param {number} index */
  annex(index) {
    let at = index
    while (at >= 0 && this.elements[at] !== "att")
      at = this.clauses.parents[at]
    return at
  }

  /**
   * The outermost units that fit, within one or in the whole text.
   * @param {number} holder The unit; -1 for the text. @param {(index: number) => boolean} fits
   */
  within(holder, fits) {
    const { parents, ids } = this.clauses
    /** @type {number[]} */ const found = []
    for (let index = holder + 1; index < ids.length && (holder < 0 || this.clauses.isWithin(index, holder)); index++) {
      let above = found.length ? parents[index] : -1
      const last = found[found.length - 1]
      while (above > last)
        above = parents[above]
      if (fits(index) && (above < 0 || above !== last))
        found.push(index)
    }
    return found
  }
}
