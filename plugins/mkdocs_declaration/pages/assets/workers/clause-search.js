/*
 * Wraps the search worker of Material and reorders its results. Each clause is a result; a query that names a clause has
 * it first; clauses precede pages; if some results contain all words, the others are dropped.
 *
 * It is published at the address at which the theme's script expects its own worker, which is published under another name
 * in the same folder (hosts/material.py). Messages are those of Material for MkDocs 9 (integrations/search/worker/message).
 * A group with one entry is rendered with its title alone (templates/search), so the title contains the words.
 */

import { AddressBook } from "../scripts/resolver.js"

const SETUP = 0
const READY = 1
const QUERY = 2
const RESULT = 3

/** @typedef {{ location: string, title: string, text: string, clause?: string, term?: string, name?: string, context?: string }} Doc An entry of the index. */
/** @typedef {Doc & { words: string, named?: string | undefined }} Entry */
/** @typedef {Doc & { score: number, pieces?: boolean, terms?: Record<string, boolean> }} Item A result of the theme's worker. */
/** @typedef {{ type: number, data: any }} Message */

/** @type {(path: string) => void} */
const loadScript = /** @type {any} */ (self).importScripts

/** Entries of the index by location. @type {Map<string, Entry>} */
const entries = new Map()
/** The message of set-up, kept until the theme's worker is started. @type {Message | null} */
let settings = null
/** Queries that were not answered yet, in their order. @type {string[]} */
const queries = []

/** Plain letters and digits; raised digits are a part of their own, as in ids: 13¹ is 13-1. @param {string} text */
const plain = text => text.replace(/(?<=[\p{L}\p{N}])(?<![⁰¹²³⁴-⁹])(?=[⁰¹²³⁴-⁹])/gu, "-").toLowerCase().normalize("NFKC")

/** @param {string} text @returns {string[]} */
const words = text => plain(text).match(/[\p{L}\p{N}\p{M}]+/gu) || []

/** @param {Doc[]} docs */
function setUp(docs) {
  for (const doc of docs) {
    const all = words(`${doc.title} ${doc.text}`.replace(/<[^>]*>/g, " ")).join(" ")
    entries.set(doc.location, { ...doc, words: ` ${all} `, named: doc.term && words(doc.name ?? "").join(" ") })
  }
}

/** The root of the site: the worker is in `assets/javascripts/workers/`. */
const root = new URL("../../../", self.location.href)
/** What reads numbers and labels, fetched at the first query. @type {Promise<AddressBook | null> | null} */
let book = null

function addressBook() {
  const load = async () => {
    const answer = await fetch(new URL("assets/addresses.json", root))
    return new AddressBook(await answer.json())
  }
  book ??= load().catch(() => {
    book = null // the next query tries again; this one finds words
    return null
  })
  return book
}

/** The clause that a query names, if it names one. @param {string} query */
async function named(query) {
  const path = (await addressBook())?.named(query)
  return path && entries.get(path)
}

/** @param {Item | Entry} item */
function group(item) {
  if (!item.clause && !item.term)
    return [item]
  const context = item.context ? `<span class="decl-result-context">${item.context}</span>` : ""
  const text = item.text ? `<span class="decl-result-text">${item.text}</span>` : ""
  return [{ ...item, title: `<span class="decl-result-label">${item.title}</span>${context}${text}`, text: "" }]
}

/** The rank of an entry, which precedes the theme's score. @param {Item} item @param {string[]} asked */
function rank(item, asked) {
  const entry = entries.get(item.location)
  const [phrase, prefix] = [` ${asked.join(" ")} `, ` ${asked.join(" ")}`]
  return (entry?.named === asked.join(" ") ? 8 : 0) + (item.clause || item.term ? 4 : 0)
    + (entry?.words.includes(phrase) ? 2 : entry?.words.includes(prefix) ? 1 : 0)
}

/** @param {string} query @param {Item[][]} groups */
async function answer(query, groups) {
  const found = groups.flat().filter(item => item.score > 0 && !item.pieces)
  const asked = words(query)
  const whole = found.filter(item => {
    const entry = entries.get(item.location)
    return entry && asked.every(word => entry.words.includes(` ${word}`))
  })
  const ranked = (whole.length ? whole : found)
    .map(item => ({ ...item, rank: rank(item, asked) }))
    .sort((a, b) => b.rank - a.rank || b.score - a.score)
  const first = await named(query)
  if (first) {
    const best = ranked.length ? ranked[0].score : 0
    const rest = ranked.filter(item => item.location !== first.location)
    // Enter follows the result with the highest score.
    return [{ ...first, score: best * 2 + 1, terms: {} }, ...rest].map(group)
  }
  return ranked.map(group)
}

/** The state of the theme's worker. It is started at the first query, so that a page without one does not load it. */
let state = "waiting"
/** The query to send once it is ready: the last of those typed meanwhile. @type {Message | null} */
let pending = null

/** When the last query is answered: answers keep their order. */
let answered = Promise.resolve()

const send = self.postMessage.bind(self)
/** @param {Message | null} data */
const hand = data => self.dispatchEvent(new MessageEvent("message", { data }))

/** Intercepts the messages of the theme's worker. */
self.postMessage = (/** @type {Message} */ message) => {
  if (message.type === READY) {
    state = "ready"
    hand(pending)
  } else if (message.type === RESULT) {
    const query = queries.shift() || ""
    answered = answered.then(async () => {
      send({ ...message, data: { ...message.data, items: await answer(query, message.data.items) } })
    })
  }
}

function start() {
  state = "starting"
  loadScript("./theme-search.js")
  hand(settings)
}

self.addEventListener("message", event => {
  const { data } = event
  if (data.type === SETUP && !settings) {
    settings = data
    setUp(data.data.docs)
    send({ type: READY })
  } else if (data.type === QUERY && !data.data.trim()) {
    event.stopImmediatePropagation()
    send({ type: RESULT, data: { items: [] } })
  } else if (data.type === QUERY && state === "ready") {
    queries.push(data.data) // the theme's own listener receives it as well
  } else if (data.type === QUERY) {
    event.stopImmediatePropagation()
    pending = data
    if (state === "waiting")
      start()
  }
})
