/* Numbers in words of labels: `article 5`, 第九条の二. */

const [DIGITS, TENS] = ["〇一二三四五六七八九", "千百十"]
const NUMBER = /^\d{1,4}(-\d{1,4})*$/

/** Puts values into words with braces. @param {string} words @param {Record<string, string>} values */
export const filled = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)

/** A number as Japanese statutes write it: 九, 十二, 百一 (`instrument/numbering/east_asian.py`). @param {string} number */
function numeral(number) {
  return [...String(Number(number)).padStart(4, "0")].map((digit, place) => digit === "0" ? ""
    : (digit === "1" && place < TENS.length ? "" : DIGITS[Number(digit)]) + (TENS[place] ?? "")).join("")
}

/**
 * A unit with its number.
 * @param {string} words With a place for the number. @param {string} number
 * @param {string} joint What joins the number of an inserted unit where numerals are Japanese; else nothing.
 */
export function numbered(words, number, joint) {
  if (!joint || !NUMBER.test(number))
    return filled(words, { number })
  const [base, ...inserted] = number.split("-").map(numeral)
  return [filled(words, { number: base }), ...inserted].join(joint)
}
