/*
 * Forms of a word under which its relatives are found: what a stemmer leaves of it, and in Arabic, which writes the
 * article and short words together with the next, what stands behind these. Relatives come after the word itself, so
 * that a form that is too short brings more to the end of a list and hides nothing.
 */

import { folded } from "./tokens.js"

/** @typedef {(word: string) => string} Stemmer */

const ARABIC = /^[\u0621-\u064a]+$/
const SHORTEST = 3
const ATTACHED = /^[وفبلك]/
const ARTICLE = /^(?:ال|لل)/
/** Stands behind a form whose ending was taken: it is a relative of those that lost one, and less of those that have none. */
export const CUT = "-"
const ENDINGS = /(?:ات|ون|ين|ان|وا|ها|هم|هن|كم|نا|ه|ي)$/

/** The forms of an Arabic word. @param {string} word @returns {string[]} */
function arabic(word) {
  /** @param {string} from @param {RegExp} part */
  const without = (from, part) => {
    const rest = from.replace(part, "")
    return rest.length >= SHORTEST ? rest : from
  }
  const heads = [word]
  for (let count = 0; count < 2; count++) // "and with", for instance
    heads.push(without(heads[heads.length - 1], ATTACHED))
  const bare = heads.flatMap(head => [head, without(head, ARTICLE)])
  return [...bare, ...bare.map(form => [form, without(form, ENDINGS)]).filter(([form, rest]) => form !== rest).map(([, rest]) => rest + CUT)]
}

/**
 * The forms of a word; two words that share one are relatives.
 * @param {string} word As it is compared.
 * @param {string} printed As it is written, since stemmers know accents.
 * @param {Stemmer} stem
 */
export function forms(word, printed, stem) {
  const found = new Set([word, folded(stem(printed.normalize("NFC").toLowerCase())), folded(stem(word))])
  if (ARABIC.test(word))
    arabic(word).forEach(form => found.add(form))
  found.delete("")
  return found
}
