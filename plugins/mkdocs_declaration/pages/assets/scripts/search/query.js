/* What was typed into the search, as words to be found. */

import { sequence, tokens } from "./tokens.js"

/**
 * @typedef {{ word: string, printed: string, pairs: string[] | null, isLast: boolean, isElided: boolean, phrase: number | null, from: number, to: number }} Slot
 *   A word; of a script without blanks a run, as its pairs; in quotation marks with the place of its phrase.
 *   `isLast` is a word that may still be typed, `isElided` a letter at an apostrophe.
 * @typedef {{ slots: Slot[], phrases: string[][] }} Query The words, and those in quotation marks once more as they must
 *   stand in the text.
 */

const QUOTED = /["“”„‟«»](?<double>[^"“”„‟«»]+)["“”„‟«»]|[「『](?<corner>[^」』]+)[」』]|‹(?<single>[^›]+)›/gu

const APOSTROPHES = ["'", "’"]
/** A text that is pasted has no more words than this. */
const MOST = 60

/** @param {string} text @param {number | null} phrase @returns {Slot[]} */
function slotsOf(text, phrase) {
  /** @type {Slot[]} */ const slots = []
  for (const { word, from, to, paired, starts } of tokens(text)) {
    const last = slots[slots.length - 1]
    if (paired && !starts && last.pairs) {
      last.to = to
      last.printed = text.slice(last.from, to)
      if ([...word].length > 1)
        last.pairs.push(word)
    } else
      slots.push({
        word, printed: text.slice(from, to), from, to, pairs: paired ? [word] : null, isLast: false, phrase,
        isElided: word.length === 1 && (APOSTROPHES.includes(text[from - 1]) || APOSTROPHES.includes(text[to]))
      })
  }
  return slots
}

/** @param {string} typed @returns {Query} */
export function parse(typed) {
  /** @type {Slot[]} */ const slots = []
  /** @type {string[][]} */ const phrases = []
  let from = 0
  for (const match of typed.matchAll(QUOTED)) {
    const quoted = match.groups?.double ?? match.groups?.corner ?? match.groups?.single ?? ""
    slots.push(...slotsOf(typed.slice(from, match.index), null), ...slotsOf(quoted, phrases.length))
    const phrase = sequence(tokens(quoted))
    if (phrase.length > 0)
      phrases.push(phrase)
    from = match.index + match[0].length
  }
  slots.push(...slotsOf(typed.slice(from), null))
  slots.splice(MOST)
  if (slots.length > 0 && /[\p{L}\p{M}\p{N}]$/u.test(typed))
    slots[slots.length - 1].isLast = true
  return { slots, phrases }
}
