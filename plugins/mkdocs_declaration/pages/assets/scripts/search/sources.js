/* Where words are looked for: in the text, and where it has no sure answer in what else a site says. */

/** @typedef {import("./engine.js").Engine} Engine @typedef {import("./engine.js").Results} Results */
/** @typedef {() => Promise<Engine>} Source What is searched, which is loaded when it is asked for. */

/**
 * Finds words. A sure answer of other pages stands before one of the text that is not, as what has only some of the words or
 * is a slip away; another one takes its place where the text has none. What is said in plain words never stands before the text.
 * @param {string} query
 * @param {{ text: Source, pages: Source, last: Source }} sources `last` are pages that are found where nothing else is.
 * @param {{ limit: number, isNumber: boolean }} options Whether the query is answered as a number. Then it is looked for in
 *   the text as it stands: clauses may name it, and its digits alone say nothing.
 * @returns {Promise<Results & { failed?: boolean }>} `failed` if the text has an answer, but what else a site says could not be loaded.
 */
export async function find(query, { text, pages, last }, { limit, isNumber }) {
  const found = (await text()).search(isNumber ? `"${query.replaceAll('"', " ")}"` : query, { limit })
  if (found.isSure || isNumber)
    return found
  const beside = await pages().then(engine => engine.search(query, { limit })).catch(error => {
    if (found.count)
      return null
    throw error
  })
  if (!beside)
    return { ...found, failed: true }
  if (beside.isSure) {
    const [briefs, others] = [true, false].map(isBrief => beside.hits.filter(({ entry }) => (entry.kind === "brief") === isBrief))
    return { ...found, isSure: others.length > 0, hits: [...others, ...found.hits, ...briefs], count: beside.count + found.count }
  }
  if (found.count || beside.count)
    return found.count ? found : { ...beside, near: found.near }
  return { ...(await last()).search(query, { limit }), near: found.near }
}
