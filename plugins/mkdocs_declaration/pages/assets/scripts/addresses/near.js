/* How far numbers are from one another: what is offered where one leads nowhere. */

/** What is as far as this is not near. */
export const FAR = 5
const UNLIKE = 10
export const ROMAN = /^(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/
const ROMAN_DIGITS = new Map([["i", 1], ["v", 5], ["x", 10], ["l", 50], ["c", 100]])

/** The value of a roman numeral. @param {string} part */
export function romanValue(part) {
  const values = [...part].map(digit => ROMAN_DIGITS.get(digit) ?? 0)
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0)
}

/** What a part counts as: digits and roman numerals; NaN for anything else. @param {string} part */
const count = part => (/^\d/.test(part) ? parseInt(part, 10) : ROMAN.test(part) ? romanValue(part) : NaN)

/** The place of a letter in a list, where aa follows z; NaN for anything else. @param {string} part */
const letter = part => (/^([a-z])\1*$/.test(part) ? part.charCodeAt(0) + 26 * part.length : NaN)

/** Whether a part is a number or a letter of a list. @param {string} part */
export const isNumber = part => !Number.isNaN(count(part)) || !Number.isNaN(letter(part))

/** How many letters two words differ by, up to three. @param {string} word @param {string} other */
export function slips(word, other) {
  if (Math.abs(word.length - other.length) > 2)
    return 3
  let row = [...Array(other.length + 1).keys()]
  for (let index = 1; index <= word.length; index++) {
    const next = [index]
    for (let column = 1; column <= other.length; column++)
      next.push(Math.min(row[column] + 1, next[column - 1] + 1, row[column - 1] + Number(word[index - 1] !== other[column - 1])))
    row = next
  }
  return Math.min(row[other.length], 3)
}

/** How far two parts are apart. @param {string} asked @param {string} part */
export function apart(asked, part) {
  if (asked === part)
    return 0
  const [counted, listed] = [Math.abs(count(asked) - count(part)), Math.abs(letter(asked) - letter(part))]
  if (!Number.isNaN(counted))
    return Math.min(counted, 9) + (/^\d/.test(asked) === /^\d/.test(part) ? 1 : 0.5)
  if (!Number.isNaN(listed))
    return Math.min(listed, 9) + 1
  const slipped = asked.length > 3 ? slips(asked, part) : 3
  return slipped < 3 ? slipped + 1 : UNLIKE
}

/**
 * Tells how far numbers are from one: parts that differ weigh more the earlier they stand.
 * @param {string[]} asked @returns {(parts: string[]) => number}
 */
export function measure(asked) {
  /** @type {Map<string, number>[]} */ const known = asked.map(() => new Map())
  /** @param {number} index @param {string} part */
  const far = (index, part) => {
    const measured = known[index].get(part) ?? apart(asked[index], part)
    known[index].set(part, measured)
    return measured
  }
  return parts => {
    let sum = 0
    for (let index = 0, weight = 1; index < asked.length && sum < FAR; index++, weight /= 20)
      sum += (index < parts.length ? far(index, parts[index]) : UNLIKE) * weight
    return sum
  }
}
