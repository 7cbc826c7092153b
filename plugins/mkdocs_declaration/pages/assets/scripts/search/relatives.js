/*
 * Forms of a word under which its relatives are found: what a stemmer leaves of it, and in languages that write the
 * article, short words or particles together with the next, what is left without these. Relatives come after the word
 * itself, so that a form that is too short brings more to the end of a list and hides nothing.
 */

import { folded } from "./tokens.js"

/** @typedef {(word: string) => string} Stemmer */
/**
 * @typedef {{ letters: RegExp, shortest: number, attached: RegExp[], endings: RegExp }} Script How words are written in a script:
 *   what may stand at their head, in this order, and at their end; what is left has so many letters at least.
 */

/** Stands behind a form whose ending was taken: it is a relative of those that lost one, and less of those that have none. */
export const CUT = "-"
/** @type {Script[]} */
const SCRIPTS = [
  { letters: /^[\u0621-\u064a]+$/, shortest: 3, attached: [/^[وفبلك]/, /^[وفبلك]/, /^(?:ال|لل)/], endings: /(?:ات|ون|ين|ان|وا|ها|هم|هن|كم|نا|ه|ي)$/ },
  { letters: /^[א-ת]+$/, shortest: 3, attached: [/^[וכ]/, /^[שבלמ]/, /^ה/], endings: /(?:ים|ות|יה|ה)$/ },
  { letters: /^[가-힣]+$/, shortest: 2, attached: [], endings: /(?:에서|에게|으로|부터|까지|[을를이가은는의에와과도로만])$/ }
]

/** @param {string} word @param {Script} script @returns {string[]} */
function bare(word, { shortest, attached, endings }) {
  /** @param {string} form @param {RegExp} part */
  const without = (form, part) => {
    const rest = form.replace(part, "")
    return rest.length < shortest ? form : rest
  }
  const heads = attached.reduce((forms, part) => [...forms, ...forms.map(form => without(form, part))], [word])
  return [...heads, ...heads.filter(form => without(form, endings) !== form).map(form => without(form, endings) + CUT)]
}

/**
 * The forms of a word; two words that share one are relatives.
 * @param {string} word As it is compared.
 * @param {string} printed As it is written, since stemmers know accents.
 * @param {Stemmer} stem
 */
export function forms(word, printed, stem) {
  const script = SCRIPTS.find(({ letters }) => letters.test(word))
  const found = new Set([word, folded(stem(printed.normalize("NFC").toLowerCase())), folded(stem(word)), ...script ? bare(word, script) : []])
  found.delete("")
  return found
}
