/* What a query names as a citation: the units of a text that it leads to, or what there is instead. */

import { Absence } from "./absence.js"
import { CitingWords, LAST } from "./citing.js"
import { citations } from "./grammar.js"
import { isOfPassages, Matching } from "./matching.js"
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
const POSSESSIVE = /['’]s$/
const HYPHEN = /[-‐/]/
const JOINED = /\d-\d/
const AROUND = /^[\s"'“”„‘’«»‹›<*`「」#]+|[\s"'“”„‘’«»‹›>*`「」…?!]+$/gu

/** Whether numbers are one, as in 3.3. @param {Group[]} groups */
const isDotted = ([{ numbers, inBrackets }, ...others]) => !others.length && !inBrackets && numbers.length > 1
  && numbers.every(([number]) => /^\d+$/.test(number))

/** Whether a group is of units within divisions. @param {Group} group */
const isOfPassage = ({ names, inBrackets }) => (names.length ? names.every(isOfPassages) : inBrackets)

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
    this.units = new Units(clauses, data.groups)
    this.matching = new Matching(this.units)
    this.absence = new Absence(data, this.matching)
  }

  /**
   * What a query means that names a clause.
   * @param {string} query @param {string} page The page that the reader is on. @returns {Found | null}
   */
  find(query, page) {
    const written = query.replace(AROUND, "").replace(POSSESSIVE, "")
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
    if (standing.length === 1 && !asked.some(({ kind }) => kind === "one"))
      return this.#found([this.clauses.index(standing[0])])
    const siblings = asked.find(({ kind, ends: [first] }) => kind === "range" && first.some(isOfPassage))
    const range = siblings && this.#cited(siblings, where, standing)
    if (range && !range.near.length)
      return range // paragraphs 1-3, where paragraph 1.3 is one as well
    const isStanding = standing.length === 1 && whole?.kind === "one" && whole.isNamed && !this.#contradicts(whole, standing)
    for (const citation of asked) {
      if (isStanding && citation.kind === "list")
        break // article 1(2)(a), third subparagraph
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
    const { byForm, byId, retired } = this.clauses
    const id = Object.hasOwn(retired, text) ? retired[text] : text
    const index = byId.get(id) ?? this.clauses.ofEid(text)
    if (index !== undefined)
      return index
    const form = this.forms.of(text)
    const stated = this.#hasNumber(text) ? byForm.get(form) : undefined // the name of a unit without a number is words
    return stated?.length === 1 && !byId.has(form) ? byId.get(stated[0]) : undefined
  }

  /** The clauses that a form stands for, also in the other order: closing words of the preamble. @param {string} text */
  #standing(text) {
    const form = this.forms.of(text)
    // 第九条の二 is never paragraph 2 of article 9, as 9-2 may be.
    const isInserted = JOINED.test(form) && !HYPHEN.test(text)
    const found = this.clauses.standing(form).filter(id => !isInserted || this.forms.of(id).includes("-"))
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
    const [first, ...others] = this.#whole(ends)
    const units = this.matching.find(first, where)
    if (!units.length)
      return null
    if (kind === "one") {
      const certain = units.find(index => standing.length === 1 && this.clauses.ids[index] === standing[0])
      if (standing.length === 1 && isDotted(first))
        return this.#found([this.clauses.index(standing[0])])
      const isOtherwise = this.matching.fits(first.flatMap(({ names }) => names))(units[0]) > 0
      if (standing.length === 1 && isOtherwise && first.every(({ names }) => names.length))
        return this.#found([...new Set([this.clauses.index(standing[0]), ...units])])
      const isLikelier = certain !== undefined && !first[0].inBrackets && this.clauses.pages[units[0]] !== where.page
      return this.#found(isLikelier ? [...new Set([certain, ...units])] : units)
    }
    /** @type {number[]} */ const several = [units[0]]
    for (const end of others) {
      const [next] = this.#second(first, end, several[several.length - 1], where)
      if (next === undefined)
        return kind === "range" ? this.#openRange(several[0], first, end, where) : this.#without(several, first, end, where)
      several.push(next)
    }
    if (kind === "range" && several[1] < several[0] && !first[0].names.length && standing.length)
      return null // 3-1 for 3.1
    const isRange = kind === "range" || several.every((index, place) => !place || this.#follow(several[place - 1], index))
    return isRange ? this.#range(several[0], several[several.length - 1]) : this.#found(several)
  }

  /** Ends of which the first has what the last says of both: paragraphs 1 to 3 of section 1. @param {Group[][]} ends */
  #whole(ends) {
    const [first, last] = [ends[0], ends[ends.length - 1]]
    const isOfBoth = ends.length > 1 && first.length === 1 && last.length > 1 && !last[0].names.length
    if (!isOfBoth)
      return ends
    const [{ numbers, inBrackets }, ...both] = last
    return [[...first, ...both], ...ends.slice(1, -1), [{ names: first[0].names, numbers, inBrackets }, ...both]]
  }

  /**
   * The range of two units; if one holds the other, that with both.
   * @param {number} one @param {number} other @returns {Found}
   */
  #range(one, other) {
    const { clauses } = this
    const [first, last] = clauses.ends(clauses.ids[one], clauses.ids[other])
    const inner = [one, other].map(index => clauses.ids[index]).find(id => id !== first)
    const near = first === last && inner ? [clauses.place(first), clauses.place(inner)] : []
    return { places: [clauses.place(first, last)], near, sentence: null }
  }

  /**
   * What is found of several of which one is not there.
   * @param {number[]} several @param {Group[]} first @param {Group[]} end @param {Where} where @returns {Found | null}
   */
  #without(several, first, end, where) {
    const [groups] = this.#ways(first, end)
    const isNamed = groups.some(({ names }) => names.length > 0)
    const isJoined = groups.some(({ numbers }) => numbers.length > 1)
    const absent = this.absence.of({ ends: [groups], kind: "one", isNamed, isJoined }, where)
    return absent && { ...this.#found(several), sentence: absent.sentence, near: this.#found(absent.near).places }
  }

  /**
   * What is near to a range whose last unit is not there: that to the last there is.
   * @param {number} from @param {Group[]} first @param {Group[]} end @param {Where} where @returns {Found | null}
   */
  #openRange(from, first, end, where) {
    const { ids, parents } = this.clauses
    const absent = this.#without([], first, end, where)
    const last = parents.lastIndexOf(parents[from])
    const whole = last > from ? [this.clauses.place(ids[from], ids[last])] : []
    const near = [...whole, this.clauses.place(ids[from])]
    return absent || first.some(isOfPassage) ? { places: [], near, sentence: absent?.sentence ?? null } : null
  }

  /** Whether a unit is the next after another in what holds both. @param {number} one @param {number} other */
  #follow(one, other) {
    const { parents } = this.clauses
    return parents.indexOf(parents[one], one + 1) === other
  }

  /**
   * What the second of two ends may stand for, which may leave out what it has in common with the first; likeliest first.
   * @param {Group[]} first @param {Group[]} second
   */
  #ways(first, second) {
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
    return ways
  }

  /**
   * The units of the second of two ends, beside the first if there are such.
   * @param {Group[]} first @param {Group[]} second @param {number} from @param {Where} where @returns {number[]}
   */
  #second(first, second, from, where) {
    const { ids, parents } = this.clauses
    const found = this.#ways(first, second).map(way => this.matching.find(way, where))
    const siblings = found.map(units => units.filter(index => parents[index] === parents[from] && ids[index] !== ids[from]))
    const { pages } = this.clauses
    const others = first.some(isOfPassage) ? found.map(units => units.filter(index => pages[index] === pages[from])) : found
    const isWhole = second.some(({ numbers }) => numbers.length > 1) // a number of its own, on whatever page it stands
    return [...siblings, ...others, ...(isWhole ? found : [])].find(units => units.length) ?? []
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
