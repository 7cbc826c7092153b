/*
 * Answers what readers ask, apart from the page, which stays quick meanwhile: numbers from the addresses of the site, words
 * from the index that it makes of the text. A question gets one answer of each kind, unless another follows it.
 */

import { AddressBook } from "../scripts/resolver.js"
import { Engine } from "../scripts/search/engine.js"
import { languageOf } from "../scripts/search/languages.js"
import { find } from "../scripts/search/sources.js"

/** @typedef {{ serial: number, query: string, page: string }} Question */
/** @typedef {import("../scripts/search/engine.js").Entry} Entry */
/** @typedef {ReturnType<AddressBook["search"]>} Numbers */
/** @typedef {ReturnType<Engine["search"]>} Hits @typedef {Hits["hits"][number] & { place: string | null }} Hit */
/** @typedef {Omit<Hits, "hits"> & { hits: Hit[] }} Found */
/** @typedef {{ serial: number, numbers?: Numbers, found?: Found, failed?: boolean }} Answer */

const LIMIT = 50

const root = new URL("../../", import.meta.url)

/** @param {string} path */
async function load(path) {
  const answer = await fetch(new URL(path, root))
  if (!answer.ok)
    throw new Error(`${answer.status} ${path}`)
  return answer.json()
}

/**
 * What is made once; a failure is not kept, so that the next question tries again.
 * @template T @param {() => Promise<T>} make @returns {() => Promise<T>}
 */
function once(make) {
  /** @type {Promise<T> | null} */ let made = null
  return () => made ??= make().catch(error => {
    made = null
    throw error
  })
}

const book = once(async () => new AddressBook(await load("assets/addresses.json")))
/** @type {string[]} */ let places = []

/** @param {string} path */
const engineOf = path => once(async () => {
  /** @type {import("../scripts/search/engine.js").SearchData} */ const data = await load(path)
  const { stemmer, stopwords } = await languageOf(data.language)
  places = data.places.length ? data.places : places // pages beside the text name none
  return new Engine(data, stemmer, stopwords)
})
const sources = {
  text: engineOf("assets/search.json"),
  pages: engineOf("assets/search-pages.json"),
  last: engineOf("assets/search-last.json")
}

/** The title of the page that holds a unit. @param {Entry} entry */
const placeOf = ({ place }) => (place === undefined ? null : places[place])

let latest = -1

/** @param {number} serial @param {() => Promise<Omit<Answer, "serial">>} make @param {Omit<Answer, "serial">} otherwise */
async function answer(serial, make, otherwise) {
  const made = await make().catch(() => ({ ...otherwise, failed: true })) // the page says so
  if (serial === latest)
    self.postMessage({ serial, ...made })
}

self.addEventListener("message", event => {
  const { serial, query, page } = /** @type {Question} */ (event.data)
  latest = serial
  const numbered = book().then(ready => ready.search(query, { page }))
  answer(serial, async () => ({ numbers: await numbered }), { numbers: null })
  answer(serial, async () => {
    await sources.text()
    const isNumber = Boolean(await numbered.catch(() => null))
    // What was asked since then is in the queue of messages: only the last is answered.
    await new Promise(resolve => {
      setTimeout(resolve)
    })
    if (serial !== latest)
      return {}
    const { failed, ...found } = await find(query, sources, { limit: LIMIT, isNumber })
    const hits = found.hits.map(hit => ({ ...hit, place: placeOf(hit.entry) }))
    return { found: { ...found, hits }, ...failed && { failed } }
  }, {})
})

// Both are on their way while the reader types.
for (const part of [book, sources.text])
  part().catch(() => null)
