/*
 * All that is known of the addresses of a site: what an address means (`addresses/book.js`), and what a query does that names a
 * clause (`addresses/query.js`). Pages and quotations load the former alone.
 */

import { Addresses } from "./addresses/book.js"
import { Queries } from "./addresses/query.js"

/** @typedef {import("./addresses/clauses.js").Place} Place */
/** @typedef {import("./addresses/query.js").Found} Found */

/** The addresses of a site, which can be searched. */
export class AddressBook extends Addresses {
  /** What reads queries, made at the first of them. @returns {Queries} */
  get queries() {
    const value = new Queries(this.data.citing, this.clauses, this.forms)
    Object.defineProperty(this, "queries", { value })
    return value
  }

  /**
   * What a query means that names a clause; null if it is of words.
   * @param {string} query @param {{ page?: string }} [where] The page that the reader is on: `terrorism/`.
   * @returns {Found | null}
   */
  search(query, { page = "" } = {}) {
    const found = this.queries.find(query, page)
    const form = this.forms.of(query)
    const [id, ...others] = form.includes(".") ? this.clauses.standing(form) : []
    // A label tells more than the grammar of numbers may know, as "second subparagraph" and 末文第一項 do.
    const places = found?.places ?? []
    const isUnknown = places.length ? places.every(place => id?.startsWith(`${place.id.split("~")[0]}.`)) : !found?.sentence
    if (id && !others.length && isUnknown)
      return { places: [this.clauses.place(id)], near: [], sentence: null }
    const [, fragment] = /^\S*#(\S+)$/.exec(query.trim()) ?? []
    const answer = found || !fragment ? null : this.fragment(fragment) // an address, pasted with what surrounds it
    const [first, last] = (answer && "path" in answer ? answer.path.split("#")[1] ?? "" : "").split("~")
    return this.clauses.byId.has(first) ? { places: [this.clauses.place(first, last)], near: [], sentence: null } : found
  }
}
