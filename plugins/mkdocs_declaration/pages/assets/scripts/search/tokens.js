/*
 * Words of a text as the search compares them, and where they stand.
 *
 * A word is folded: case, width, accents and vowel signs that people leave out do not matter. Scripts that write no
 * blanks have pairs instead of words, each character with the next, so that whatever part of a run is asked for is
 * found without knowing where its words end.
 */

/**
 * @typedef {{ word: string, from: number, to: number, paired: boolean, starts: boolean, plain: boolean }} Token A
 *   word or a pair; `starts` is whether a paired one begins a run, `plain` whether a word is written in ASCII.
 */

const UNSPACED = ["Han", "Hiragana", "Katakana", "Bopomofo", "Thai", "Lao", "Khmer", "Myanmar", "Tai_Tham", "Tai_Le", "New_Tai_Lue"]
  .map(name => `\\p{Script_Extensions=${name}}`).join("")
/** Ideographs that the print sets apart by wide blanks, as those of 附則, are one word; any other chunk has no blanks. */
const CHUNK = /(?<!\p{Script=Han})\p{Script=Han}(?:\u3000+\p{Script=Han})+(?!\p{Script=Han})|[\p{L}\p{M}\p{N}\p{Cf}]+/gu
/** Marks that a script has in common with others are no sign of it. */
const OWN = `(?!\\p{Script=Inherited})[${UNSPACED}]`
const IN_RUN = new RegExp(OWN, "u")
const PARTS = new RegExp(`${OWN}[${UNSPACED}\\p{M}\\p{Cf}\\u3000]*|(?:\\p{Script=Inherited}|[^${UNSPACED}])+`, "gu")
/** A character of a run with the marks that NFKC may join to it. */
const CLUSTERS = /[^](?:\p{M}|\uff9e|\uff9f)*/gu
const ASCII = /^[0-9A-Za-z]*$/
/** Accents, Arabic and Hebrew vowel signs, the Arabic line that lengthens a word, and what cannot be seen. */
const IGNORED = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}])\p{M}+|\u0640|\p{Cf}/gu
const LETTERS = new Map(Object.entries({
  ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th", ı: "i", ς: "σ",
  ٱ: "ا", ى: "ي", ی: "ي", ک: "ك", ة: "ه"
}))
const OTHERS = new RegExp(`[${[...LETTERS.keys()].join("")}]|(?![0-9])\\p{Nd}`, "gu")
const DIGIT = /\p{Nd}/u

/** Both kana are one: what is typed is hiragana until it is converted. */
const KATAKANA = /[\u30a1-\u30f6]/g
const KANA_APART = 0x60
/** @param {string} kana */
const hiragana = kana => String.fromCharCode(kana.charCodeAt(0) - KANA_APART)

/** The value of a digit of any script: their ten stand in a row. @param {string} digit */
function asciiDigit(digit) {
  const code = /** @type {number} */ (digit.codePointAt(0))
  let zero = code
  while (code - zero < 9 && DIGIT.test(String.fromCodePoint(zero - 1)))
    zero--
  return String(code - zero)
}

/** A word as it is compared. @param {string} word */
export function folded(word) {
  if (ASCII.test(word))
    return word.toLowerCase()
  return word.normalize("NFKD").toLowerCase().replace(IGNORED, "")
    .replace(OTHERS, sign => LETTERS.get(sign) ?? asciiDigit(sign)).normalize("NFC")
}

/**
 * The pairs of a run, and its last character, of which no pair begins.
 * @param {string} run @param {number} offset @returns {Token[]}
 */
function pairs(run, offset) {
  /** @type {{ sign: string, from: number, to: number }[]} */ const signs = []
  for (const { 0: cluster, index } of run.matchAll(CLUSTERS))
    for (const sign of cluster.normalize("NFKC").toLowerCase().replace(/[\p{Cf}\s]/gu, "").replace(KATAKANA, hiragana))
      signs.push({ sign, from: offset + index, to: offset + index + cluster.length })
  return signs.map(({ sign, from, to }, index) => {
    const next = signs[index + 1]
    return { word: sign + (next?.sign ?? ""), from, to: next?.to ?? to, paired: true, starts: index === 0, plain: false }
  })
}

/** @param {string} chunk @returns {Token[]} */
function tokensOf(chunk) {
  if (!IN_RUN.test(chunk)) {
    const word = folded(chunk)
    return word ? [{ word, from: 0, to: chunk.length, paired: false, starts: false, plain: ASCII.test(chunk) }] : []
  }
  return [...chunk.matchAll(PARTS)].flatMap(({ 0: part, index }) => (IN_RUN.test(part) ? pairs(part, index)
    : tokensOf(part).map(token => ({ ...token, from: index, to: index + part.length }))))
}

/** @type {Map<string, Token[]>} */ const known = new Map()

/**
 * The words of a text, in its order. A run of a script without blanks gives a pair for each character but the last, which
 * stands alone; two runs with anything between them are told apart by `starts`.
 * @param {string} text @returns {Token[]}
 */
export function tokens(text) {
  /** @type {Token[]} */ const found = []
  for (const { 0: chunk, index } of text.matchAll(CHUNK)) {
    let own = known.get(chunk)
    if (!own) {
      own = tokensOf(chunk)
      if (own.length < 2) // whole words come again; runs seldom do
        known.set(chunk, own)
    }
    for (const token of own)
      found.push({ ...token, from: index + token.from, to: index + token.to })
  }
  return found
}

/**
 * The words in a form in which what stands together in a text stands together here: of a run, the pairs alone, with an
 * empty word between runs.
 * @param {Token[]} all @returns {string[]}
 */
export function sequence(all) {
  /** @type {string[]} */ const words = []
  all.forEach(({ word, paired, starts }, index) => {
    if (paired && starts && index > 0 && all[index - 1].paired)
      words.push("")
    if (!paired || starts || [...word].length > 1)
      words.push(word)
  })
  return words
}

/** Where words stand one behind the other, as places in a sequence. @param {string[]} text @param {string[]} words @returns {number[]} */
export function places(text, words) {
  /** @type {number[]} */ const found = []
  for (let at = text.indexOf(words[0]); at >= 0; at = text.indexOf(words[0], at + 1))
    if (words.every((word, index) => text[at + index] === word))
      found.push(at)
  return found
}
