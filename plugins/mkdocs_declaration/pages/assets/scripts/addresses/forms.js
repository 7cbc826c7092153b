/* One form for all ways in which a number, a label or an id is written; `instrument/citations/readings.py` tells what it is. */

/** @typedef {{ marks: string[], ends: string[], names: string[], phrases: Record<string, string>,
 *   within: Record<string, string>, letters: Record<string, string>, printed: Record<string, string>,
 *   eastAsian: { written: string, numeral: string, digits: string, groups: string } }} UnitWords */

const SHORT = 2
/** What may be counted in Chinese, Japanese or Korean. */
const COUNTER = "(?![第제])[\\p{Script=Han}\\p{Script=Hangul}]"
const UNITS = new Map([["十", 10], ["百", 100], ["千", 1000]])
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
const AFTER_RAISED = new RegExp(`(?<=[\\p{L}\\p{N}])(?<![${RAISED}])(?=[${RAISED}])`, "gu")
/** Where Latin letters or digits meet letters of another script, but for the letter of an inserted unit: 5а. */
export const SCRIPTS_MEET = /(?<=[\p{Script=Latin}\p{Nd}]\p{M}*)(?=\p{L})(?!\p{Script=Latin})(?!(?<=\p{Nd})[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Armenian}](?![\p{L}\p{M}\p{N}]))|(?<=\p{L}\p{M}*)(?<!\p{Script=Latin}\p{M}*)(?=[\p{Script=Latin}\p{Nd}])/u

/** A form in which hyphens are not told from dots. @param {string} form */
export const loose = form => form.replaceAll("-", ".")

/** What is written, in lower case and without differences of width. @param {string} written */
const plain = written => written.normalize("NFC").replace(AFTER_RAISED, "-").replace(/(?<=\p{N})[ºª°]/gu, "")
  .normalize("NFKC").toLowerCase().replace(/\p{Cf}/gu, "")

/** Joins the number of an inserted unit in Thai laws, มาตรา 5/1; elsewhere it parts numbers, as a dot does. */
const SLASH = /(?<=[0-9])\/(?=[0-9])/g
/** What is written in Thai with such numbers as others are. @param {string} text */
const slashless = text => (/[\u0e01-\u0e2e]/.test(text) ? text.replace(SLASH, "-") : text)

/** What forms what is written in an instrument, by its words of units. */
export class Forms {
  /** @param {UnitWords} words */
  constructor(words) {
    this.words = words
    this.names = new Set([...words.names, ...Object.keys(words.within)])
    this.beginnings = new Set(Object.keys(words.phrases).map(phrase => phrase.split(".")[0]))
    this.marks = new RegExp(`(?<=\\d)\\.(${words.marks.join("|")})(?=\\.|$)`, "g")
    this.eastAsian = new RegExp(words.eastAsian.written, "gu")
    this.numeral = new RegExp(words.eastAsian.numeral, "gu")
    this.apart = new RegExp(`(?<=[第제])\\s+|(?<=${words.eastAsian.numeral})\\s+(?=${COUNTER})|(?<=${COUNTER})[のノ之의](?=(?:${words.eastAsian.numeral})${COUNTER})`, "gu")
  }

  /** The form of a number, a label or an id: letters and digits with a dot between the parts, `13-1.a` for 13¹ (a). @param {string} written */
  of(written) {
    if (/^[\0-\x7f]*$/.test(written))
      return (written.toLowerCase().replace(SLASH, "-").match(/[a-z0-9]+(?:(?<=[0-9])-(?=[0-9])[a-z0-9]+)*/g) ?? []).join(".").replace(this.marks, "$1")
    const digits = this.#inAscii(this.#inDigits(plain(written))).replace(SLASH, "-")
    const runs = digits.replaceAll("‐", "-").match(/[\p{L}\p{M}\p{N}]+(?:(?<=[0-9])-(?=[0-9])[\p{L}\p{M}\p{N}]+)*/gu) ?? []
    return runs.flatMap(run => run.split(SCRIPTS_MEET)).join(".").replace(this.marks, "$1")
  }

  /** A text with digits of any script as 0 to 9: each script has them in a row that begins with its zero. @param {string} text */
  #inAscii(text) {
    return text.replace(/(?![0-9])\p{Nd}/gu, digit => {
      let steps = 0
      while (/\p{Nd}/u.test(String.fromCodePoint((digit.codePointAt(0) ?? 0) - steps - 1)))
        steps++
      return String(steps % 10)
    })
  }

  /**
   * What is written, plain and with all digits as 0 to 9.
   * @param {string} written @param {(value: string, counted: string) => string} counter Writes a number in Chinese, Japanese or
   *   Korean and what it counts.
   */
  counted(written, counter) {
    return slashless(this.#inAscii(this.#inDigits(plain(written.replace(/\.?[ºª°]/gu, "")).replace(this.apart, ""), counter)))
  }

  /**
   * Chinese, Japanese and Korean numbers in digits: `.9-2.` for 第九条の二.
   * @param {string} text @param {(value: string, counted: string) => string} [write]
   */
  #inDigits(text, write) {
    const { digits, groups } = this.words.eastAsian
    /** @param {string} value @param {string} counted */
    const bare = (value, counted) => (counted && groups.includes(counted) ? `.${value}.${counted}.` : `.${value}.`)
    return text.replace(this.eastAsian, number => {
      const [counted = ""] = /[^第제のノ之의0]/u.exec(number.replace(this.numeral, "0")) ?? []
      const found = (number.match(this.numeral) ?? []).map(numeral => {
        if (/^\d+$/.test(numeral))
          return numeral
        if (![...numeral].some(sign => UNITS.has(sign)))
          return Number([...numeral].map(sign => Math.max(0, digits.indexOf(sign))).join(""))
        let [sum, count] = [0, 0]
        for (const sign of numeral) {
          const unit = UNITS.get(sign)
          sum += unit ? (count || 1) * unit : 0
          count = unit ? 0 : Math.max(0, digits.indexOf(sign))
        }
        return sum + count
      })
      return (write ?? bare)(found.join("-"), counted)
    })
  }

  /** A form with the letters of ids for those of other scripts: `5.1.b` for `5.1.б`, `5a` for `5а`. @param {string} form */
  latin(form) {
    const { letters } = this.words
    return form.split(".").map(part => {
      const [, digits = "", letter = part] = /^(\d+)([^0-9a-z]+)$/u.exec(part) ?? []
      return digits + (Object.hasOwn(letters, letter) ? letters[letter] : letter)
    }).join(".").replace(this.marks, "$1")
  }

  /** A form without the words that stand beside numbers. @param {string} form */
  bare(form) {
    const { phrases, within } = this.words
    const parts = form.split(".")
    if (!parts.some(part => this.beginnings.has(part) || this.names.has(part) || /^[^\d.]+\d/u.test(part)))
      return form
    const kept = []
    for (let index = 0; index < parts.length;) {
      const length = [4, 3, 2, 1].find(count => Object.hasOwn(phrases, parts.slice(index, index + count).join("."))) ?? 0
      const part = parts[index]
      const [, name, digits] = /^([^\d]+)(\d.*)$/u.exec(part) ?? []
      if (length)
        kept.push(phrases[parts.slice(index, index + length).join(".")])
      else if (Object.hasOwn(within, part))
        kept.push(...(kept.length ? [] : [within[part]]))
      else if (name && this.names.has(name))
        kept.push(digits)
      else if (!this.names.has(part) || (part.length <= SHORT && kept.length))
        kept.push(part)
      index += length || 1
    }
    return kept.join(".")
  }
}
