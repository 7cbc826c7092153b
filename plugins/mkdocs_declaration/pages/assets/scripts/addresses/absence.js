/* What there is in a text instead of what is cited and is not there. */

import { hasYear } from "./grammar.js"
import { Inventory } from "./inventory.js"
import { isOfPassages } from "./matching.js"

/** @typedef {import("./citing.js").CitingData} CitingData */
/** @typedef {import("./grammar.js").Citation} Citation */
/** @typedef {import("./grammar.js").Group} Group */
/** @typedef {import("./matching.js").Matching} Matching */
/** @typedef {import("./matching.js").Where} Where */

/** Units that have no letters for numbers. */
const NUMBERED = ["art", "sec", "chp", "rec"]

/** How many numbers groups have. @param {Group[]} groups */
const length = groups => groups.reduce((sum, { numbers }) => sum + numbers.length, 0)

/**
 * The first numbers of groups; a group that is cut loses its name.
 * @param {Group[]} groups @param {number} count @returns {Group[]}
 */
function beginning(groups, count) {
  /** @type {Group[]} */ const first = []
  let left = count
  for (const group of groups) {
    const numbers = group.numbers.slice(0, left)
    left -= numbers.length
    if (numbers.length < group.numbers.length)
      return numbers.length ? [...first, { ...group, names: [], numbers }] : first
    first.push(group)
  }
  return first
}

/** The group that has the number at a place, and which of its numbers that is. @param {Group[]} groups @param {number} place */
function at(groups, place) {
  let step = place
  for (const group of groups) {
    if (step < group.numbers.length)
      return { group, step }
    step -= group.numbers.length
  }
  return { group: groups[0], step: 0 }
}

/** Tells what there is. */
export class Absence {
  /** @param {CitingData} data @param {Matching} matching */
  constructor(data, matching) {
    this.matching = matching
    this.units = matching.units
    this.clauses = matching.clauses
    this.inventory = new Inventory(data, this.units)
  }

  /**
   * What there is instead of a unit.
   * @param {Citation} citation @param {Where} where
   * @returns {{ sentence: string | null, near: number[] } | null} Null if it is rather words.
   */
  of(citation, where) {
    const { ends: [groups], isJoined, isNamed } = citation
    if (!isNamed && (hasYear(citation) || !isJoined && !this.inventory.isLikely(groups)))
      return null
    const { depth, holder, order } = this.#deepest(groups, where)
    const { group, step } = at(order, depth)
    if (!isNamed && holder < 0 && group.inBrackets && !group.names.length)
      return null
    const isNumbered = group.names.some(({ elements }) => elements.some(element => NUMBERED.includes(element)))
    if (!step && isNumbered && !group.inBrackets && /^[a-hj-uwyz]$/.test(group.numbers[0][0]))
      return null // a word, as in article a
    const names = step < group.numbers.length - 1 ? [] : group.names // the name of 9.1 says nothing about 9
    const isOfPassage = names.length > 0 && names.every(name => isOfPassages(name) && !name.elements.includes("rec"))
    const fits = names.length ? this.matching.fits(names) : null
    const within = this.#scope(holder, isOfPassage ? where.page : null, step ? null : fits)
    const isKnown = !isOfPassage || within >= 0
    const sentence = isKnown ? this.inventory.sentence(within, fits, names, step > 0) : null
    const near = isKnown ? this.inventory.near(within, step ? null : fits, group.numbers[step][0]) : []
    const nearest = near.length ? near : this.#nearest(order, where)
    return sentence || nearest.length ? { sentence, near: nearest } : null
  }

  /**
   * The unit within which others are counted; -1 for the text.
   * @param {number} holder The unit that is cited. @param {string | null} page The page on which it is, if none is cited.
   * @param {((index: number) => number) | null} fits What tells those that are counted.
   */
  #scope(holder, page, fits) {
    if (holder < 0)
      return page === null ? -1 : this.clauses.pages.indexOf(page)
    let scope = holder
    if (page === null && fits && !this.units.isGroup(holder))
      while (scope >= 0 && !this.units.within(scope, unit => fits(unit) === 0).length)
        scope = this.clauses.parents[scope]
    return scope
  }

  /** @param {Group[]} groups @param {Where} where */
  #nearest(groups, where) {
    const unnamed = this.matching.find(groups.map(group => ({ ...group, names: [] })), where)
    const form = groups.flatMap(({ numbers }) => numbers.map(([number]) => number)).join(".")
    return unnamed.length ? unnamed : this.clauses.nearest(form).map(id => this.clauses.index(id))
  }

  /** The unit that as many numbers as possible lead to, and their order. @param {Group[]} groups @param {Where} where */
  #deepest(groups, where) {
    let best = { depth: 0, holder: -1, order: groups }
    for (const order of [groups, groups.toReversed()])
      for (let depth = length(order) - 1; depth >= Math.max(1, best.depth); depth--) {
        const [holder] = this.matching.find(beginning(order, depth), where)
        if (holder !== undefined && (depth > best.depth || this.units.depths[holder] < this.units.depths[best.holder]))
          best = { depth, holder, order }
      }
    return best
  }
}
