/* Which units of a text match groups of names and numbers, and how well. */

/** @typedef {import("./citing.js").Name} Name */
/** @typedef {import("./grammar.js").Group} Group */
/** @typedef {import("./units.js").Units} Units */
/** @typedef {{ page: string, written: string }} Where The page that a query is typed on, and how it is written. */

/** What a match is worse by: a number in another reading. */
const OTHER_READING = 1
/** A name that stands for a unit in want of another. */
const OTHER_NAME = 3
/** Each unit left out between two that are named. */
const LEFT_OUT = 0.25
/** An annex that is not named. */
const IN_ANNEX = 2
/** A division, whose number would not stand in brackets; a unit that is counted. */
const [IN_BRACKETS, COUNTED_IN_BRACKETS] = [4, 0.25]
/** What matches hardly worse than the best is another reading of a query; of a letter alone there are more. */
const [CLOSE, CLOSE_LETTER] = [0.5, 1.5]
const BELOW = ["para", "subpara", "point", "indent", "rec"]

/** Whether a name stands for sentences, which are no units. @param {Name} name */
const isOfSentences = ({ elements, printed }) => !elements.length && !printed.length

/** Whether a name stands for what is within divisions, and for nothing else. @param {Name} name */
export const isOfPassages = ({ elements, printed }) => !printed.length && elements.every(element => BELOW.includes(element))

/**
 * Whether a group may be left out, since its name stands for sentences.
 * @param {Group} group
 * @param {boolean} isAmong Whether there are others around it.
 * @param {boolean} isFound Whether only one is left out whose name stands for nothing else.
 */
const isNone = ({ names }, isAmong, isFound) => names.length > 0 && (names.every(isOfSentences)
  || !isFound && names.some(isOfSentences) && (isAmong || !names.some(name => !isOfSentences(name) && isOfPassages(name))))

/** Finds units by groups of names and numbers. */
export class Matching {
  /** @param {Units} units */
  constructor(units) {
    this.units = units
    this.clauses = units.clauses
    this.pages = new Set(this.clauses.pages)
  }

  /** How well names fit a unit. @param {Name[]} names @returns {(index: number) => number} */
  fits(names) {
    const { depths, elements } = this.units
    return index => {
      let best = Infinity
      for (const { elements: those, others, printed } of names)
        if (those.includes(elements[index]) || printed.includes(`${elements[index]}${depths[index]}`))
          best = 0
        else if (others.includes(elements[index]))
          best = Math.min(best, OTHER_NAME)
      return best
    }
  }

  /** The units that groups lead to, in their order or the other, likeliest first. @param {Group[]} groups @param {Where} where */
  find(groups, where) {
    for (const isFound of [true, false]) {
      const named = groups.filter((group, place) => !isNone(group, place > 0 && place < groups.length - 1, isFound))
      const ways = (named.length < 2 ? [named] : [named, named.toReversed()]).map(way => this.#match(way, where))
      const [best] = ways.sort((one, other) => one.cost - other.cost)
      if (best.found.length)
        return best.found
    }
    return []
  }

  /** @param {Group[]} groups @param {Where} where @returns {{ found: number[], cost: number }} */
  #match(groups, { page, written }) {
    const last = groups[groups.length - 1]?.numbers.at(-1)
    if (!last)
      return { found: [], cost: Infinity }
    const { pages } = this.clauses
    const [{ names, inBrackets, numbers }] = groups
    let found = [...new Set(last.flatMap(number => this.units.byNumber.get(number) ?? []))]
      .map(index => ({ index, cost: this.#cost(index, groups, page), isHere: pages[index] === page }))
      .filter(({ cost }) => cost < Infinity)
    const isRelative = inBrackets || names.some(name => name.elements.some(element => BELOW.includes(element)))
    if (isRelative && found.some(({ isHere }) => isHere))
      found = found.filter(({ isHere }) => isHere)
    const least = found.reduce((less, { cost }) => Math.min(less, cost), Infinity)
    const isAlone = groups.length === 1 && numbers.length === 1 && !names.length && !inBrackets
    /** With its capitals. @param {number} index */
    const isWritten = index => Number(!/\p{L}/u.test(this.units.numbers[index]) || written.includes(this.units.numbers[index]))
    found = found.filter(({ cost }) => cost < least + (isAlone ? CLOSE_LETTER : CLOSE))
      .sort((one, other) => one.cost - other.cost || Number(other.isHere) - Number(one.isHere)
        || isWritten(other.index) - isWritten(one.index) || one.index - other.index)
    return { found: found.map(({ index }) => index), cost: least }
  }

  /**
   * How well a unit and those around it match groups; infinite if they do not.
   * @param {number} index @param {Group[]} groups @param {string} page
   */
  #cost(index, groups, page) {
    const { units, clauses: { parents } } = this
    const fits = groups.map(({ names }) => this.fits(names))
    /**
     * The least cost of a number of a group and of all before it.
     * @param {number} at The unit that may have it. @param {number} place The group. @param {number} step The number.
     * @param {number} fit How well its name fits the units of its numbers up to here. @param {boolean} isOfAnnex
     * @returns {number}
     */
    const climb = (at, place, step, fit, isOfAnnex) => {
      const { names, numbers } = groups[place]
      let [least, leftOut] = [Infinity, 0]
      for (let unit = at; unit >= 0; unit = parents[unit]) {
        const reading = numbers.length ? this.#reading(unit, numbers[step]) : 0
        const best = names.length ? Math.min(fit, fits[place](unit)) : 0
        if (reading >= 0 && (numbers.length || best < Infinity)) {
          const cost = leftOut + (reading ? OTHER_READING : 0)
          const isAnnex = isOfAnnex || units.elements[unit] === "att"
          if (step > 0)
            least = Math.min(least, cost + climb(parents[unit], place, step - 1, best, isAnnex))
          else if (best < Infinity)
            least = Math.min(least, cost + best + (place > 0
              ? climb(parents[unit], place - 1, Math.max(0, groups[place - 1].numbers.length - 1), Infinity, isAnnex)
              : this.#outerCost(unit, groups[0], best, isAnnex, page)))
        }
        const isLast = step === Math.max(0, numbers.length - 1)
        if (unit === index || !isLast && !units.isCounted(unit))
          break // numbers of one group follow each other
        leftOut += units.isCounted(unit) || units.isGroup(unit) ? 0 : LEFT_OUT
      }
      return least
    }
    const last = groups.length - 1
    return climb(index, last, groups[last].numbers.length - 1, Infinity, false)
  }

  /**
   * What the outermost unit of a match costs.
   * @param {number} outermost @param {Group} group @param {number} fit @param {boolean} isOfAnnex @param {string} page
   */
  #outerCost(outermost, { names, inBrackets, numbers }, fit, isOfAnnex, page) {
    const isHere = this.clauses.pages[outermost] === page
    const isLetter = numbers.length > 0 && !/^\d/.test(numbers[0][0])
    if (!names.length && !inBrackets && !this.units.isAlone(outermost) && !(isHere && isLetter))
      return Infinity
    if (names.length && fit === OTHER_NAME && !isHere && this.pages.has(page))
      return Infinity
    const element = this.units.elements[outermost]
    const isInBrackets = !names.length && inBrackets
    if (isInBrackets && element === "rec" && isLetter && /^\d/.test(this.units.numbers[outermost]))
      return Infinity // (i) is no recital 1
    const inAnnex = !isOfAnnex && this.units.annex(outermost) >= 0 && !isHere ? IN_ANNEX : 0
    const isCounted = element !== "rec" && this.units.isCounted(outermost)
    return inAnnex + (isInBrackets && !BELOW.includes(element) ? IN_BRACKETS : 0)
      + (isInBrackets && isCounted ? COUNTED_IN_BRACKETS : 0)
  }

  /** Which reading of a number a unit has; -1 if none. @param {number} index @param {string[]} readings */
  #reading(index, readings) {
    const keys = this.units.keys[index]
    return readings.findIndex(reading => keys.includes(reading))
  }
}
