/* What a query names as a citation: the units of a text that it leads to, or what there is instead. */

import { Absence } from "./absence.js"
import { CitingWords, LAST } from "./citing.js"
import { citations } from "./grammar.js"
import { Matching } from "./matching.js"
import { Units } from "./units.js"

/** @typedef {import("./citing.js").CitingData} CitingData */
/** @typedef {import("./clauses.js").Clauses} Clauses */
/** @typedef {import("./clauses.js").Place} Place */
/** @typedef {import("./forms.js").Forms} Forms */
/** @typedef {import("./grammar.js").Citation} Citation */
/** @typedef {import("./grammar.js").Group} Group */
/** @typedef {import("./matching.js").Where} Where */
/**
 * @typedef {object} Found
 * @property {Place[]} places Where a query leads, likeliest first.
 * @property {Place[]} near What is near where it leads nowhere, and the ends of a range that was widened.
 * @property {string | null} sentence What there is instead.
 */

const LONGEST = 120
const OFFERED = 5
const AROUND = /^[\s"'“”„‘’«»‹›<*`「」#]+|[\s"'“”„‘’«»‹›>*`「」…?!]+$/gu

/** Whether all there is to a citation is a letter. @param {Citation} citation */
const isLetterAlone = ({ ends: [[{ numbers, inBrackets }, ...others]], isNamed }) => !others.length && !isNamed && !inBrackets
  && numbers.length === 1 && numbers[0][0].length === 1 && !/\d/.test(numbers[0][0])

/** The queries of a site that name a clause. */
export class Queries {
  /** @param {CitingData} data @param {Clauses} clauses @param {Forms} forms */
  constructor(data, clauses, forms) {
    this.clauses = clauses
    this.forms = forms
    this.words = new CitingWords(data, forms)
    this.units = new Units(clauses)
    this.matching = new Matching(this.units)
    this.absence = new Absence(data, this.matching)
  }

  /**
   * What a query means that names a clause.
   * @param {string} query @param {string} page The page that the reader is on. @returns {Found | null}
   */
  find(query, page) {
    const written = query.replace(AROUND, "")
    if (!written || written.length > LONGEST)
      return null
    const certain = this.#certain(written)
    if (certain !== undefined)
      return this.#found([certain])
    const asked = citations(written, this.words)
    if (asked.some(({ ends }) => ends.flat().some(({ numbers }) => numbers.flat().includes(LAST))))
      this.units.nameLast(LAST)
    const [whole] = asked
    if (whole?.kind === "one" && isLetterAlone(whole))
      return null // a word of the text
    const where = { page, written }
    const standing = whole || this.#hasNumber(written) ? this.#standing(written) : []
    for (const citation of asked) {
      const found = this.#cited(citation, where, standing)
      if (found)
        return found
    }
    if (standing.length && (whole?.kind !== "one" || !this.#contradicts(whole, standing)))
      return this.#found(standing.map(id => this.clauses.index(id)))
    const absent = whole && this.absence.of(asked.find(({ kind }) => kind === "one") ?? whole, where)
    return absent ? { ...this.#found([]), sentence: absent.sentence, near: this.#found(absent.near).places } : null
  }

  /** @param {string} text */
  #hasNumber(text) {
    return /[\d.]/.test(this.forms.of(text))
  }

  /** The clause whose id, eId or stated form is written. @param {string} text */
  #certain(text) {
    const { byEid, byForm, byId, retired } = this.clauses
    const id = Object.hasOwn(retired, text) ? retired[text] : text
    const index = byId.get(id) ?? (text.includes("_") ? byEid.get(text.toLowerCase()) : undefined)
    if (index !== undefined)
      return index
    const form = this.forms.of(text)
    const stated = this.#hasNumber(text) ? byForm.get(form) : undefined // the name of a unit without a number is words
    return stated?.length === 1 && !byId.has(form) ? byId.get(stated[0]) : undefined
  }

  /** The clauses that a form stands for, also in the other order: closing words of the preamble. @param {string} text */
  #standing(text) {
    const form = this.forms.of(text)
    const found = this.clauses.standing(form)
    const parts = form.split(".")
    const isLink = parts.map(part => this.words.words.get(part)?.joint === "link")
    const [start, end] = [isLink.indexOf(true), isLink.lastIndexOf(true)]
    const turned = [...parts.slice(end + 1), ...parts.slice(0, start)].join(".")
    return found.length || start < 1 ? found : this.clauses.standing(turned)
  }

  /** @param {number[]} indexes @returns {Found} */
  #found(indexes) {
    const ids = indexes.slice(0, OFFERED).map(index => this.clauses.ids[index])
    return { places: ids.map(id => this.clauses.place(id)), near: [], sentence: null }
  }

  /** @param {Citation} citation @param {Where} where @param {string[]} standing @returns {Found | null} */
  #cited({ ends, kind }, where, standing) {
    const [first, second] = ends
    const units = this.matching.find(first, where)
    if (!units.length)
      return null
    if (kind === "one") {
      const certain = units.find(index => standing.length === 1 && this.clauses.ids[index] === standing[0])
      const isLikelier = certain !== undefined && !first[0].inBrackets && this.clauses.pages[units[0]] !== where.page
      return this.#found(isLikelier ? [...new Set([certain, ...units])] : units)
    }
    const [from] = units
    const [to] = this.#second(first, second, from, where)
    if (to === undefined)
      return null
    return kind === "range" || this.#follow(from, to) ? this.#range(from, to) : this.#found([from, to])
  }

  /**
   * The range of two units; one that is wider if they do not stand side by side, with its ends.
   * @param {number} one @param {number} other @returns {Found}
   */
  #range(one, other) {
    const { clauses } = this
    const [first, last] = [one, other].sort((from, to) => from - to).map(index => clauses.ids[index])
    if (clauses.isRange(first, last))
      return { places: [clauses.place(first, last)], near: [], sentence: null }
    const [from = first, to = from] = clauses.neighbours(first, last)
    return { places: [clauses.place(from, to)], near: [clauses.place(first), clauses.place(last)], sentence: null }
  }

  /** Whether a unit is the next after another in what holds both. @param {number} one @param {number} other */
  #follow(one, other) {
    const { parents } = this.clauses
    return parents.indexOf(parents[one], one + 1) === other
  }

  /**
   * The units of the second of two ends, which may leave out what it has in common with the first.
   * @param {Group[]} first @param {Group[]} second @param {number} from @param {Where} where @returns {number[]}
   */
  #second(first, second, from, where) {
    const [head] = second
    /** @type {Group[][]} */ const ways = [second]
    if (second.length === 1 && !head.names.length) {
      const [last] = first.slice(-1)
      ways.unshift([{ ...head, names: first[0].names }])
      if (last.numbers.length >= head.numbers.length) {
        const above = last.numbers.slice(0, last.numbers.length - head.numbers.length)
        ways.unshift([...first.slice(0, -1), { ...last, numbers: [...above, ...head.numbers] }])
      }
    } else if (second.length < first.length || second.length === 1) {
      ways.push([...first.slice(0, -second.length), ...second])
    }
    const { ids, parents } = this.clauses
    const found = ways.map(way => this.matching.find(way, where))
    const siblings = found.map(units => units.filter(index => parents[index] === parents[from] && ids[index] !== ids[from]))
    return [...siblings, ...found].find(units => units.length) ?? []
  }

  /** Whether units that stand for a form cannot be what its names say. @param {Citation} citation @param {string[]} standing */
  #contradicts({ ends: [groups] }, standing) {
    const names = groups.flatMap(group => group.names)
    const fits = this.matching.fits(names)
    /** @param {number} index @returns {boolean} */
    const isNamed = index => index >= 0 && (fits(index) < Infinity || isNamed(this.clauses.parents[index]))
    return names.length > 0 && !standing.some(id => isNamed(this.clauses.index(id)))
  }
}
