/* The grammar of citations: names of units and numbers, in whatever order a language has them. */

import { isOfPassages } from "./matching.js"
import { readings } from "./units.js"

/** @typedef {import("./citing.js").CitingWords} CitingWords */
/** @typedef {import("./citing.js").Name} Name */
/** @typedef {import("./citing.js").Token} Token */
/**
 * @typedef {object} Group Numbers behind one name: `paragraph 1 (b)`.
 * @property {Name[]} names What the name stands for; none if there is no name.
 * @property {string[][]} numbers Each in all readings, the one that is written first.
 * @property {boolean} inBrackets Whether the first number is in brackets.
 */
/**
 * @typedef {object} Citation
 * @property {Group[][]} ends One, or more if it is of several units.
 * @property {"one" | "range" | "list"} kind
 * @property {boolean} isNamed Whether there is a name of a unit.
 * @property {boolean} isJoined Whether numbers are joined as in a citation, by brackets or dots.
 */

const YEAR = /^(?:1[0-9]|20)\d\d$/
/** A unit that is counted, as this site marks it: [5]. @type {Name} */
const COUNTED = { elements: ["rec"], others: ["para", "indent"], printed: [] }

/** What a name stands for that may stand between another and its number. */
const NUMBER = "number"

/** @param {Token} token */
const isName = token => Boolean(token.names?.length)

/** Whether a token stands between the numbers of several units. @param {Token} token */
const isBetween = ({ joint }) => joint === "range" || joint === "list"

/** Whether a numeral in words may stand behind a token: section four, and not no one. @param {Token | undefined} token */
const isCountedBy = token => Boolean(token && isName(token) && !/^[a-z]{1,3}$/.test(token.word))

/** Whether a token is read as a name where it may be a number as well. @param {Token} token @param {Token | undefined} next */
const standsAsName = (token, next) => isName(token) && (!token.number || token.spelled
  || !token.bracket && Boolean(next && !isName(next) && (next.number || next.ordinal)))

/**
 * The groups of one end.
 * @param {Token[]} tokens @param {Record<string, string>} letters
 * @returns {Group[] | null} Null if it is no citation.
 */
function groups(tokens, letters) {
  /** The numbers that an ordinal stands for: title I is the first, item (i) is called so by none. @param {string} ordinal @param {Name[]} [names] */
  const ordinals = (ordinal, names = []) => (names.length && !names.some(isOfPassages) ? readings(ordinal, letters) : [ordinal])
  /** @type {Group[]} */ const found = []
  /** @type {Name[] | null} */ let pending = null
  let isAfter = false // whether names stand behind numbers
  let isWhole = false // whether the last group has its name behind its number, and no more numbers
  let isOfText = false // whether a word stands where a citation has none
  /** @param {string[]} numbers @param {Token} token @param {Name[]} names */
  const begin = (numbers, token, names) => {
    found.push({ names, numbers: [numbers], inBrackets: Boolean(token.bracket) })
    isWhole = false
  }
  tokens.forEach((token, index) => {
    const next = tokens[index + 1]
    const last = found[found.length - 1]
    if (token.joint === "own" || token.spelled && !isCountedBy(tokens[index - 1]))
      isOfText = true
    if (token.joint)
      return
    if (token.behind || isAfter && isName(token)) {
      if (last && !last.names.length)
        last.names = token.names ?? []
      isAfter = false
      isWhole = true
    } else if (pending && token.names?.some(({ elements }) => elements.includes(NUMBER)) && next?.number) {
      // article No. 26
    } else if (standsAsName(token, next)) {
      if (pending)
        found.push({ names: pending, numbers: [], inBrackets: false })
      pending = token.names ?? []
    } else if (token.ordinal && (!token.number || next && isName(next) && !next.behind)) {
      // article premier, paragraphe 2; and not preamble, first paragraph
      const isOfNext = next && isName(next) && !next.parted && !tokens[index + 2]?.number
      if (pending && !token.parted && !isOfNext) {
        begin(ordinals(token.ordinal, pending), token, pending)
        pending = null
      } else {
        begin(ordinals(token.ordinal, next?.names), token, [])
        isAfter = true
      }
    } else if (token.number) {
      const numbers = [...readings(token.number, letters), ...(token.ordinal ? ordinals(token.ordinal, pending ?? []) : [])]
      const isCounted = token.bracket === "[" && !last && !pending
      if (pending || !last || isWhole || next?.behind)
        begin(numbers, token, pending ?? (isCounted ? [COUNTED] : []))
      else
        last.numbers.push(numbers)
      pending = null
    }
  })
  if (pending && found.length === 1 && !found[0].names.length) {
    found[0].names = pending
    isOfText ||= !/\d/.test(found[0].numbers[0][0]) // 5. cikk, and not a number
  } else if (pending)
    found.push({ names: pending, numbers: [], inBrackets: false })
  return !isOfText && found.some(({ numbers }) => numbers.length) ? found : null
}

/** Marks of inserted units at their numbers: 5bis for 5 bis. @param {Token[]} tokens @returns {Token[]} */
function marked(tokens) {
  /** @type {Token[]} */ const found = []
  for (const token of tokens) {
    const last = found[found.length - 1]
    if (token.mark && last && /^\d+$/.test(last.number ?? ""))
      found[found.length - 1] = { ...last, number: `${last.number}${token.word}` }
    else
      found.push(token)
  }
  return found
}

/** A letter with a blank before it at the number it may be part of: 312g for 312 g. @param {Token[]} tokens @returns {Token[]} */
function lettered(tokens) {
  /** @type {Token[]} */ const found = []
  for (const token of tokens) {
    const last = found[found.length - 1]
    if (/^[a-z]$/.test(token.number ?? "") && !token.bracket && !token.dotted && last && /^\d+$/.test(last.number ?? ""))
      found[found.length - 1] = { ...last, number: `${last.number}${token.number}` }
    else
      found.push(token)
  }
  return found
}

/** @param {Token[]} tokens @returns {Token[]} */
function trimmed(tokens) {
  let [start, end] = [0, tokens.length]
  while (start < end && (tokens[start].joint === "own" || tokens[start].joint === "link"))
    start++
  while (end > start && (tokens[end - 1].joint === "own" || tokens[end - 1].joint === "link"))
    end--
  return tokens.slice(start, end)
}

/** Numbers and letters that are written together: 1.3ii for 1.3(ii). @param {Token[]} tokens @returns {Token[]} */
const unlettered = tokens => tokens.flatMap(token => {
  const [, digits, letters] = /^(\d+)([a-z]|[ivx]+)$/.exec(token.number ?? "") ?? []
  return letters ? [{ ...token, number: digits }, { word: letters, number: letters }] : [token]
})

/**
 * Tokens parted where some of them stand between others.
 * @param {Token[]} tokens @param {(token: Token) => boolean} isBetweenParts
 */
function split(tokens, isBetweenParts) {
  /** @type {Token[][]} */ const parts = [[]]
  for (const token of tokens) {
    const isBetweenThem = isBetweenParts(token)
    if (isBetweenThem)
      parts.push([])
    if (!isBetweenThem || !token.joint)
      parts[parts.length - 1].push(token)
  }
  return parts.filter(part => part.length)
}

/** A token as the number that it may be too. @param {Token} token @returns {Token} */
const asNumber = token => (token.joint && token.number ? { ...token, joint: undefined } : token)

/** A token as what stands between numbers. @param {Token} token @returns {Token} */
const asJoint = token => (isBetween(token) ? { word: token.word, joint: token.joint } : token)

/**
 * What a query may mean as a citation, likeliest first.
 * @param {string} query @param {CitingWords} words @returns {Citation[]}
 */
export function citations(query, words) {
  /** @type {Citation[]} */ const found = []
  /** @param {Token[][]} parts @param {Citation["kind"]} kind */
  const read = (parts, kind) => {
    const ends = parts.map(part => groups(trimmed(part), words.forms.words.letters))
    const tokens = parts.flat()
    const isNamed = ends.some(end => end?.some(({ names }) => names.length > 0 && !names.includes(COUNTED)))
    const isSpelled = tokens.some(({ spelled, ordinal, number, joint }) =>
      spelled || ordinal && !number || joint === "own" || joint === "link")
    if (!ends.length || ends.some(end => !end) || isSpelled && !isNamed)
      return
    const isJoined = tokens.some(({ bracket, dotted }) => bracket || dotted)
    found.push({ ends: /** @type {Group[][]} */ (ends), kind, isNamed, isJoined })
  }
  const joined = words.tokens(query, { hyphens: false })
  if (joined) {
    const numbers = marked(joined.map(asNumber))
    for (const tokens of [numbers, lettered(numbers), marked(joined), unlettered(numbers)])
      if (!tokens.some(isBetween))
        read([tokens], "one")
  }
  for (const tokens of [joined && marked(joined), words.tokens(query, { hyphens: true })?.map(asJoint)])
    if (tokens?.filter(({ joint }) => joint === "range").length === 1)
      read(split(tokens, ({ joint }) => joint === "range"), "range")
  if (joined?.some(token => token.joint === "list" || token.parted))
    read(split(marked(joined), token => token.joint === "list" || Boolean(token.parted)), "list")
  return found
}

/** Whether a citation has what is a year. @param {Citation} citation */
export const hasYear = ({ ends }) =>
  ends.flat().some(({ names, numbers }) => !names.length && numbers.some(([number]) => YEAR.test(number)))
