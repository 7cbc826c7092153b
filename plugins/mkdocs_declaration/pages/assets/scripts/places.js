/* Clauses, ranges and terms as they are shown in lists. */

import { passageOf } from "./passages.js"
import { absolute } from "./root.js"

/** @typedef {import("./resolver.js").Place} Place */

/** What a place is called, and its words. @param {Place} place @param {import("./data.js").SiteData} data @returns {Promise<[label: string, words: string]>} */
export async function describe({ id, pages }, data) {
  if (!pages.length) {
    const { description, name } = await data.term(id)
    return [name, description]
  }
  const { label, units } = await passageOf(id, pages, data.page, absolute, { deep: false })
  return [label, units.flatMap(({ heading, text }) => [heading, text]).filter(Boolean).join(" ")]
}
