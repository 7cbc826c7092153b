/* Clauses, ranges and terms as they are shown in lists. */

import { passageOf } from "./passages.js"
import { absolute } from "./root.js"

/** @typedef {import("./resolver.js").Place} Place */

/** @typedef {{ label: string, before: string, words: string }} Description What a place is called, what leads to its words, and these. */

/** What is shown of a place in a list. @param {Place} place @param {import("./data.js").SiteData} data @returns {Promise<Description>} */
export async function describe({ id, pages }, data) {
  if (!pages.length) {
    const { definition, description, name } = await data.term(id)
    return { label: name, before: "", words: description ?? definition?.text ?? "" }
  }
  const { label, units, before } = await passageOf(id, pages, data.page, absolute, { deep: false })
  return { label, before, words: wordsOf(units, before) }
}

/** The words of units, with their numbers if something leads to them. @param {import("./passages.js").Clause[]} units @param {string} before */
export const wordsOf = (units, before) =>
  units.flatMap(({ printed, heading, text }) => [before && printed, heading, text]).filter(Boolean).join(" ")

/** Number and heading of a division. @param {import("./passages.js").Clause} unit */
const titleOf = ({ heading, label, printed }) => [printed, heading].filter(Boolean).join(" ") || label

/**
 * The words of units in a card: of a division its heading and the first words, of several the first and the last title.
 * @param {import("./passages.js").Clause[]} units @param {string} before What leads to them.
 * @param {import("./passages.js").Clause | undefined} first The first unit with words in a division.
 */
export function shown(units, before, first) {
  const [unit, last] = [units[0], units[units.length - 1]]
  if (unit && last && unit !== last && units.every(({ text }) => !text))
    return `${titleOf(unit)} – ${titleOf(last)}` // not all between them were fetched
  return unit?.text || unit !== last ? wordsOf(units, before) : [unit?.heading, first?.text].filter(Boolean).join(". ")
}

/** A lead-in in a list, where the entry above may have the same. @param {string} before @param {string} [above] */
export const leadIn = (before, above) => (before === above ? "…" : before)
