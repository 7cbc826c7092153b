/* The small files of a site that tell of its clauses and terms, each fetched once and only when something asks for it. */

/** @typedef {import("./passages.js").PageData} PageData */
/** @typedef {{ label: string, path: string, before: string, text: string, after: string }} DefinitionData */
/** @typedef {{ id: string, name: string, fullName: string | null, kind: string, path: string, description: string | null, asOf: string | null,
 *   url: string | null, definition?: DefinitionData, count: number, mentions: { id: string, label: string, path: string }[] }} TermData */
/** @typedef {import("./addresses/book.js").Addresses} Addresses */
/** @typedef {{ id: string, label: string, language: string, citations: Record<string, string>,
 *   bibliography: Record<string, string>, rich: Record<string, string>, inText: Record<string, string> }} WholeData */
/** @typedef {{ instrument: () => Promise<WholeData>, page: (page: string) => Promise<PageData>, term: (id: string) => Promise<TermData>, book: () => Promise<Addresses> }} SiteData */

const KEY = Symbol.for("mkdocs-declaration")
const shared = /** @type {Record<symbol, Map<string, Promise<any>>>} */ (/** @type {unknown} */ (globalThis))
/** Shared by all scripts of a page: one with several quotations runs as many. */
const fetched = shared[KEY] ??= new Map()

/** @template T @param {string} key @param {() => Promise<T>} make @returns {Promise<T>} */
function once(key, make) {
  if (!fetched.has(key))
    fetched.set(key, make().catch(error => {
      fetched.delete(key) // the next to ask tries again
      throw error
    }))
  return /** @type {Promise<T>} */ (fetched.get(key))
}

/**
 * The data of a site.
 * @param {URL} root The address of its root, with a slash at its end.
 * @returns {SiteData}
 */
export function dataOf(root) {
  /** @param {string} path */
  const load = path => once(new URL(path, root).href, async () => {
    const answer = await fetch(new URL(path, root))
    if (!answer.ok)
      throw new Error(`${answer.status} ${path}`)
    return answer.json()
  })
  return {
    instrument: () => load("assets/instrument.json"),
    page: page => load(`assets/clauses/${page.replace(/\/$/, "")}.json`),
    term: id => load(`assets/terms/${id}.json`),
    book: () => once(`book of ${root.href}`, async () => {
      const [{ Addresses }, data] = await Promise.all([import("./addresses/book.js"), load("assets/addresses.json")])
      return new Addresses(data)
    })
  }
}
