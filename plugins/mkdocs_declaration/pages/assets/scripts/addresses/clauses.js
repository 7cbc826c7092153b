/* The clauses of a text by all that stands for them, in the order of the text. */

import { loose } from "./forms.js"
import { FAR, measure } from "./near.js"

/** @typedef {import("./forms.js").Forms} Forms */
/** @typedef {{ id: string, path: string, pages: string[] }} Place A clause, a range (`1.1~1.3`), or a term (no pages). */

/** The page that has the whole text. */
export const FULL_TEXT = "full-text/"
const OFFERED = 5
/** What may be an eId that is no id. */
const EID = /_|^conclusions$/i
/** An id that is its own form. Marks of inserted units and names of units are longer than two letters. */
const PLAIN = /^(?:[0-9]+[a-z]*|[a-z]{1,2}|[ivxlc]+)(?:\.(?:[0-9]+[a-z]*|[a-z]{1,2}|[ivxlc]+))*$/

/** The clauses of a text. */
export class Clauses {
  /**
   * @param {[page: string, run: string][]} runs As `addresses.json` has them.
   * @param {Record<string, string>} retired Ids, and those that they lead to now.
   * @param {Forms} forms
   */
  constructor(runs, retired, forms) {
    this.forms = forms
    this.retired = retired
    /** @type {string[]} */ this.ids = []
    /** @type {string[]} */ this.pages = []
    /** @type {number[]} */ this.parents = []
    /** @type {string[]} What is stated of each eId. */ this.stated = []
    /** @type {string[][]} The further forms that are stated of each. */ this.others = []
    /** @type {Map<string, number>} */ this.byId = new Map()
    /** @type {Map<string, string[]>} Ids by forms that are not the id itself. */ this.byForm = new Map()
    /** @type {Map<string, string[]>} */ this.byLoose = new Map()
    /** @type {Map<string, string[]>} */ this.byBare = new Map()
    this.#read(runs, retired)
  }

  /** @param {[page: string, run: string][]} runs @param {Record<string, string>} retired */
  #read(runs, retired) {
    /** @type {number[]} */ const around = []
    for (const [page, run] of runs)
      for (const written of run.split(" ")) {
        const [stated, ...others] = written.includes("~") ? written.split("~") : [written]
        const depth = parseInt(stated[0], 36)
        const sign = stated.indexOf("=")
        const own = sign < 0 ? stated.slice(1) : stated.slice(1, sign)
        const parent = depth ? around[depth - 1] : -1
        const id = own.startsWith(".") ? this.ids[parent] + own : own
        const index = this.ids.push(id) - 1
        around[depth] = index
        this.stated.push(stated.slice(own.length + 1))
        this.others.push(others)
        this.pages.push(page)
        this.parents.push(parent)
        this.byId.set(id, index)
        if (!PLAIN.test(id))
          this.#name(this.forms.of(id), id)
        for (const other of others)
          this.#add(this.byForm, other, id)
      }
    for (const [old, id] of Object.entries(retired))
      if (!this.standing(this.forms.of(old)).length)
        this.#name(this.forms.of(old), id)
  }

  /**
   * How deep each clause is; what its eId has behind that of what holds it, or whole behind `=`: the name of its element, and its
   * number behind the last underscore.
   * @returns {{ depths: number[], elements: string[], numbers: string[] }}
   */
  get eids() {
    /** @type {{ element: string, isWhole: boolean }[]} */ const styles = []
    /** @type {number[]} */ const depths = []
    /** @type {string[]} */ const elements = []
    /** @type {string[]} */ const numbers = []
    this.ids.forEach((id, index) => {
      const parent = this.parents[index]
      const depth = parent < 0 ? 0 : depths[parent] + 1
      const last = id.slice(id.lastIndexOf(".") + 1)
      const stated = this.stated[index].slice(1)
      const cut = stated.lastIndexOf("_")
      const [element, number] = cut < 0 ? [stated, ""] : [stated.slice(0, cut), stated.slice(cut + 1)]
      if (cut >= 0 && !stated.startsWith("=") && (number === last || number === id.replaceAll(".", "-")))
        styles[depth] = { element, isWhole: number !== last }
      depths.push(depth)
      elements.push(stated ? element : styles[depth].element)
      numbers.push(stated ? number : styles[depth].isWhole ? id.replaceAll(".", "-") : last)
    })
    const value = { depths, elements, numbers }
    Object.defineProperty(this, "eids", { value })
    return value
  }

  /** The clauses by their eIds in lower case, which few addresses have. @returns {Map<string, number>} */
  get byEid() {
    const { elements, numbers } = this.eids
    /** @type {string[]} */ const eids = []
    const value = new Map()
    elements.forEach((element, index) => {
      const parent = this.parents[index]
      const end = numbers[index] ? `${element}_${numbers[index]}` : element
      eids.push(end.startsWith("=") ? end.slice(1) : parent < 0 ? end : `${eids[parent]}__${end}`)
      value.set(eids[index].toLowerCase(), index)
    })
    Object.defineProperty(this, "byEid", { value })
    return value
  }

  /** The clause of an eId, in whatever case. @param {string} text @returns {number | undefined} */
  ofEid(text) {
    return EID.test(text) ? this.byEid.get(text.toLowerCase()) : undefined
  }

  /** The parts of all ids, for what is near. @returns {string[][]} */
  get parts() {
    const parts = this.ids.map(id => (PLAIN.test(id) ? id : this.forms.of(id)).split("."))
    Object.defineProperty(this, "parts", { value: parts })
    return parts
  }

  /** Parts that ids have. @returns {Set<string>} */
  get known() {
    const known = new Set(this.parts.flat())
    Object.defineProperty(this, "known", { value: known })
    return known
  }

  /** @param {string} form @param {string} id */
  #name(form, id) {
    this.#add(this.byForm, form, id)
    this.#add(this.byLoose, loose(form), id)
    this.#add(this.byBare, loose(this.forms.bare(form)), id)
  }

  /** @param {Map<string, string[]>} forms @param {string} form @param {string} id */
  #add(forms, form, id) {
    const ids = forms.get(form)
    if (!ids)
      forms.set(form, [id])
    else if (!ids.includes(id))
      ids.push(id)
  }

  /** The ids that a form stands for: one if it is certain. @param {string} form @returns {string[]} */
  standing(form) {
    const bare = this.forms.bare(form)
    const written = [...new Set([form, bare, this.forms.latin(form), this.forms.latin(bare)])]
    /** @type {[Map<string, string[]>, string][]} */
    const ways = [...written.map(way => /** @type {[Map<string, string[]>, string]} */ ([this.byForm, way])),
      ...written.map(way => /** @type {[Map<string, string[]>, string]} */ ([this.byLoose, loose(way)]))]
    if (bare !== form)
      ways.push([this.byBare, loose(bare)], [this.byBare, loose(this.forms.latin(bare))])
    for (const [forms, written] of ways) {
      const found = [...new Set([...(this.byId.has(written) ? [written] : []), ...(forms.get(written) ?? [])])]
      if (found.length)
        return found
    }
    return []
  }

  /** @param {string} id */
  index(id) {
    return /** @type {number} */ (this.byId.get(id))
  }

  /**
   * The place of a clause, or of a range: from the one that stands first to the other, or the one that holds the other.
   * @param {string} one @param {string} [other] @returns {Place}
   */
  place(one, other = one) {
    const [first, last] = this.ends(one, other)
    const [from, to] = [this.index(first), this.index(last)]
    const page = this.pages[from] === this.pages[to] ? this.pages[from] : FULL_TEXT
    const id = first === last ? first : `${first}~${last}`
    return { id, path: `${page}#${id}`, pages: [...new Set([this.pages[from], this.pages[to]])] }
  }

  /** The pages on which the clauses of a range stand. @param {string} id */
  pagesOf(id) {
    const [from, to] = id.split("~").map(end => this.byId.get(this.retired[end] ?? end))
    if (from === undefined)
      return []
    let next = (to ?? from) + 1
    while (next < this.ids.length && this.isWithin(next, to ?? from))
      next++
    return [...new Set(this.pages.slice(from, next))]
  }

  /** @param {number} index @param {number} holder */
  isWithin(index, holder) {
    for (let parent = this.parents[index]; parent >= holder; parent = this.parents[parent])
      if (parent === holder)
        return true
    return false
  }

  /** Whether one clause stands behind another in what holds both, or is the same. @param {string} first @param {string} last */
  areNeighbours(first, last) {
    return this.parents[this.index(first)] === this.parents[this.index(last)] && this.index(first) <= this.index(last)
  }

  /**
   * The ends of the range of two clauses: in the order of the text, or twice the one that holds the other.
   * @param {string} one @param {string} other @returns {[first: string, last: string]}
   */
  ends(one, other) {
    const [first, last] = [one, other].sort((a, b) => this.index(a) - this.index(b))
    return [first, this.isWithin(this.index(last), this.index(first)) ? first : last]
  }

  /** The clauses that are nearest to a form. @param {string} form @param {(id: string) => boolean} [fits] @returns {string[]} */
  nearest(form, fits = () => true) {
    const asked = this.forms.latin(this.forms.bare(form)).split(".")
    const distance = measure(asked)
    /** @type {[far: number, index: number][]} */ const ranked = []
    this.parts.forEach((parts, index) => {
      const far = parts.length <= asked.length && fits(this.ids[index]) ? distance(parts) : FAR
      if (far < FAR)
        ranked.push([far, index])
    })
    ranked.sort(([far, index], [other, before]) => far - other || index - before)
    return ranked.slice(0, OFFERED).map(([, index]) => this.ids[index])
  }
}
