/* Passages, as a page of the site asks for them. */

import { passageOf } from "./passages.js"
import { absolute, data, here } from "./site.js"

/** @typedef {import("./passages.js").Passage} Passage */

/** The clause of the text on this page that has an id. @param {string} id @returns {Element | null | undefined} */
const clauseOf = id => document.getElementById(id)?.closest(".decl-text .clause")

/**
 * The pages of the clauses from one to another that both stand on this page, which may be the full text.
 * @param {Element} one @param {Element} other
 */
function pagesBetween(one, other) {
  const [first, last] = one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING ? [other, one] : [one, other]
  const own = first.closest("[data-page]")
  if (!own)
    return [here()]
  /** @param {Element} element */
  const isBetween = element => Boolean(first.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)
    && (last.contains(element) || Boolean(element.compareDocumentPosition(last) & Node.DOCUMENT_POSITION_FOLLOWING))
  const elements = [...document.querySelectorAll("[data-page]")].filter(element => element === own || isBetween(element))
  return [...new Set(elements.map(element => element.getAttribute("data-page") ?? ""))]
}

/**
 * The passage of an id, wherever on the site it is.
 * @param {string} id The id of a clause, or two with a tilde between.
 * @param {{ page?: string, deep?: boolean }} [options] The page that a link to it names; `deep` as in `passageOf`.
 * @returns {Promise<Passage>}
 */
export async function passage(id, { page = "", deep = true } = {}) {
  const ends = id.split("~").map(clauseOf)
  const [first, last] = [ends[0], ends[ends.length - 1]]
  const isStated = page !== "" && page !== "full-text/"
  const between = first && last ? pagesBetween(first, last) : isStated ? [page] : (await data.book()).pagesOf(id)
  const pages = deep ? between : [...new Set([between[0], between[between.length - 1]])] // those of its ends name it
  /** @param {string[]} own */
  const read = own => passageOf(id, own, data.page, absolute, { deep })
  return first && last || !isStated ? read(pages) : read(pages).catch(async () => read((await data.book()).pagesOf(id)))
}
