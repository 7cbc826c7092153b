/*
 * What an address means that names no place of its page: the number of a clause as it is printed or cited, an id of
 * another page, an eId, a range with a dash, with what a chat or a document may have put around it.
 *
 * What is known of numbers and ids comes as data from Python (`addresses.json`), which forms them in the same way
 * (`instrument/citations/readings.py`); the cases of `tests/addresses.yaml` hold both to one outcome.
 */

import { Clauses, FULL_TEXT } from "./clauses.js"
import { Forms } from "./forms.js"
import { isNumber, slips } from "./near.js"

/** @typedef {import("./clauses.js").Place} Place */
/**
 * @typedef {{ words: import("./forms.js").UnitWords, citing: import("./citing.js").CitingData,
 *   clauses: [page: string, run: string][], retired: Record<string, string>, terms: string[], retiredTerms: Record<string, string>, former: string[] }} AddressData
 * @typedef {{ path: string, asked?: string } | { near: Place[] } | null} Answer Where an address leads, and how it was written
 *   where that is a range in another order, or of a clause and one within it; what is near; nothing.
 */

const GLOSSARY = "glossary/"
const LIST = /[,;、،؛]/u
const MOST_LISTED = 20
const OFFERED = 5
/** What stands around an address in a text, and is no part of one. */
const [BEFORE, BEHIND] = [/^[\s"'“”„‘’«»‹›<*`]+/u, /\s*(?:["'“”„‘’«»‹›<>*`|…]|[?&][\p{L}\p{N}_.-]+=)[\s\S]*$/u]
const TEXT_FRAGMENT = /:~:.*$/s
/** The letters of an item, where a word of the text would have a blank before it. */
const SHORT_PART = /[.(]\p{L}{1,2}[).,;:\]]*$/u
/** A number of an inserted unit, and what stands in one where it is written so. */
const [JOINED, HYPHEN] = [/\d-\d/, /[-‐/]/]
const DASHES = /[-‐-―−~〜～]/gu

/** The addresses of a site, as pages need them to find what an address means. */
export class Addresses {
  /** @param {AddressData} data */
  constructor(data) {
    this.data = data
    this.forms = new Forms(data.words)
    this.clauses = new Clauses(data.clauses, data.retired, this.forms)
  }

  /** The ids that a text stands for, also where words of a text go on behind it. @param {string} text @returns {string[]} */
  #meant(text) {
    if (this.clauses.byId.has(text))
      return [text]
    if (Object.hasOwn(this.data.retired, text))
      return [this.data.retired[text]]
    const index = this.clauses.ofEid(text)
    const parts = this.forms.of(text).split(".")
    let found = this.clauses.standing(parts.join("."))
    if (JOINED.test(parts.join(".")) && !HYPHEN.test(text))
      found = found.filter(id => this.forms.of(id).includes("-")) // 第九条の二 and 9² are never paragraph 2 of article 9
    if (!found.length && index !== undefined)
      return [this.clauses.ids[index]]
    const isWhole = SHORT_PART.test(text)
    while (!found.length && !isWhole && parts.length > 1 && !this.#isOfNumberOrName(parts[parts.length - 1])) {
      parts.pop()
      found = this.clauses.standing(parts.join("."))
    }
    return found
  }

  /** @param {string} part */
  #isOfNumber(part) {
    const { eastAsian, letters } = this.data.words
    return isNumber(part) || Object.hasOwn(letters, part) || eastAsian.groups.includes(part) || /\d|^[ivxlc]+$/.test(part) || this.data.words.ends.includes(part) || this.clauses.known.has(part)
  }

  /** @param {string} part */
  #isOfNumberOrName(part) {
    return this.#isOfNumber(part) || this.forms.names.has(part)
  }

  /** The same, without words before the number that no unit of the text has, if with them nothing is near. @param {string} form */
  #near(form) {
    const near = this.clauses.nearest(form)
    const parts = form.split(".")
    const start = parts.findIndex(part => this.#isOfNumber(part))
    return near.length || start < 1 ? near : this.clauses.nearest(parts.slice(start).join("."))
  }

  /**
   * The range of two clauses. Where it is another than its ends say, they are kept for the page that it leads to, which says so.
   * @param {string} one @param {string} other @returns {Answer}
   */
  #asked(one, other) {
    const place = this.clauses.place(one, other)
    const id = `${one}~${other}`
    return one === other || place.id === id ? place : { ...place, asked: `${place.path.split("#")[0]}#${id}` }
  }

  /**
   * What a range means whose ends are given.
   * @param {string} left @param {string} right @returns {Answer}
   */
  #range(left, right) {
    const firsts = this.#meant(left)
    if (!right || !this.forms.of(right))
      return firsts.length === 1 ? this.clauses.place(firsts[0]) : null
    if (firsts.length !== 1) {
      const lasts = this.#meant(right)
      const near = [...lasts, ...this.#near(this.forms.of(left))]
      return lasts.length ? { near: [...new Set(near)].slice(0, OFFERED).map(id => this.clauses.place(id)) } : null
    }
    const [first] = firsts
    const above = first.includes(".") ? first.slice(0, first.lastIndexOf(".") + 1) : ""
    const lasts = [...new Set([...this.#meant(right), ...(above ? this.#meant(above + this.forms.of(right)) : [])])]
    const siblings = lasts.filter(last => this.clauses.areNeighbours(first, last))
    const fit = siblings.length ? siblings : lasts
    if (fit.length === 1)
      return this.#asked(first, fit[0])
    const near = fit.map(last => this.clauses.place(first, last))
    if (!lasts.length) {
      const asked = this.forms.of(right)
      const nearest = this.clauses.nearest(asked.includes(".") || !above ? asked : this.forms.of(above + asked), id =>
        id !== first && this.clauses.areNeighbours(first, id))
      const after = this.clauses.ids.findLast(id => id !== first && this.clauses.areNeighbours(first, id))
      near.push(...(nearest.length ? nearest.slice(0, 2) : after ? [after] : []).map(last => this.clauses.place(first, last)))
      near.push(this.clauses.place(first))
    }
    return { near }
  }

  /** @param {string} text @returns {Answer} */
  #passage(text) {
    const tilde = text.indexOf("~")
    if (tilde >= 0) {
      const ends = [text.slice(0, tilde), text.slice(tilde + 1)]
      const [one, other] = ends.map(end => this.data.retired[end] ?? end)
      const areIds = this.clauses.byId.has(one) && this.clauses.byId.has(other)
      return areIds ? this.#asked(one, other) : this.#range(ends[0], ends[1])
    }
    const meant = this.#meant(text)
    if (meant.length === 1)
      return this.clauses.place(meant[0])
    if (meant.length)
      return { near: meant.slice(0, OFFERED).map(id => this.clauses.place(id)) }
    for (const dash of text.matchAll(DASHES)) {
      const [left, right] = [text.slice(0, dash.index), text.slice(dash.index + dash[0].length)]
      const [beginning] = this.forms.of(right).split(".")
      if (this.#meant(left).length === 1)
        return this.#range(left, this.#isOfNumberOrName(beginning) ? right : "")
    }
    return null
  }

  /** The clauses of a list of which each means one: 1.2, 1.3. @param {string} text @returns {Place[]} */
  #listed(text) {
    const parts = text.split(LIST)
    const meant = parts.length <= MOST_LISTED ? parts.map(part => this.#meant(part)) : []
    const isCertain = meant.length > 1 && meant.every(ids => ids.length === 1)
    return isCertain ? [...new Set(meant.flat())].map(id => this.clauses.place(id)) : []
  }

  /** @param {string} text @returns {Answer} */
  #term(text) {
    const { retiredTerms, terms } = this.data
    const id = [text, text.toLowerCase(), this.forms.of(text).replaceAll(".", "-")]
      .map(name => retiredTerms[name] ?? name).find(name => terms.includes(name))
    return id ? { path: `${GLOSSARY}#${id}` } : null
  }

  /** The terms that are nearest to a name. @param {string} text @returns {Place[]} */
  #nearTerms(text) {
    const asked = this.forms.of(text).replaceAll(".", "-")
    const ranked = this.data.terms
      .map(id => ({ id, far: id.startsWith(asked) || asked.startsWith(`${id}-`) ? 1 : slips(asked, id) }))
      .filter(({ far }) => asked.length > 2 && far < 3)
    return ranked.sort((one, other) => one.far - other.far).slice(0, OFFERED)
      .map(({ id }) => ({ id, path: `${GLOSSARY}#${id}`, pages: [] }))
  }

  /** The pages on which the clauses of a range stand. @param {string} id */
  pagesOf(id) {
    return this.clauses.pagesOf(id)
  }

  /** What is written, without what stands around it. @param {string} written */
  static bareText(written) {
    return written.replace(TEXT_FRAGMENT, "").replace(BEFORE, "").replace(BEHIND, "").trim()
  }

  /**
   * What a fragment means, as a page has it without escapes.
   * @param {string} written
   * @param {{ inGlossary?: boolean }} [where]
   * @returns {Answer}
   */
  fragment(written, { inGlossary = false } = {}) {
    const text = Addresses.bareText(written)
    if (!this.forms.of(text))
      return null
    const term = this.#term(text)
    const found = (inGlossary && term) || this.#passage(text)
    if (found && "path" in found)
      return { path: found.path, asked: "asked" in found ? found.asked : undefined }
    if (term || found)
      return term ?? found
    const listed = this.#listed(text)
    const clauses = listed.length ? listed : this.#near(this.forms.of(text)).map(id => this.clauses.place(id))
    const near = [...(inGlossary ? this.#nearTerms(text) : []), ...clauses]
    const others = near.length ? near : this.#nearTerms(text)
    return others.length ? { near: others.slice(0, OFFERED) } : null
  }

  /**
   * What a path means where there is no page, and the fragment behind it.
   * @param {string} path The path relative to the root of the site, without escapes.
   * @param {string} [fragment]
   * @returns {Answer}
   */
  path(path, fragment = "") {
    const found = fragment && this.fragment(fragment)
    if (found && "path" in found)
      return found
    const parts = path.split(/[/#?]/).filter(part => this.forms.of(part) && part !== "index.html")
    const pages = new Set([...this.clauses.pages, FULL_TEXT, GLOSSARY])
    const page = `${parts.join("/").toLowerCase()}/`
    if (pages.has(page))
      return { path: page }
    /** @type {Place[]} */ let near = found ? found.near : []
    for (let start = 0; start < parts.length; start++) {
      const rest = parts.slice(start).join("/")
      const answer = this.fragment(rest, { inGlossary: parts[start - 1] === GLOSSARY.slice(0, -1) })
      if (answer && "path" in answer)
        return answer
      // The name of a page says nothing about a clause; what follows it does.
      if (answer && !near.length && !(parts.length > start + 1 && pages.has(`${parts[start].toLowerCase()}/`)))
        near = answer.near
    }
    return near.length ? { near } : null
  }

  /** Whether a fragment that means nothing certain was meant as the number of a clause. @param {string} written */
  looksLikeNumber(written) {
    const form = this.forms.of(Addresses.bareText(written).split("~")[0])
    const parts = this.forms.bare(form).split(".")
    const isNamed = parts.join(".") !== form
    return parts.every(part => this.#isOfNumber(part)) && (parts.length > 1 || isNamed) || isNamed && /^\d/.test(parts[0])
      || /^(preamble|annex)\b/.test(form)
  }
}
