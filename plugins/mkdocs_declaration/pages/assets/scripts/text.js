/* The clauses of the text on a page, as elements in the order of the text. */

import { part } from "./elements.js"

/** Numbers of clauses, and what stands in place of one: links to the clauses themselves. */
export const NUMBERS = ".decl-text :is(.clause-number, .clause-mark, .clause-label)"
const CLAUSE = ".decl-text .clause"

/** The clause that something stands in. @param {Element | null | undefined} node @returns {HTMLElement | null} */
export const clauseOf = node => node?.closest(CLAUSE) ?? null

/** The clause that holds a clause. @param {HTMLElement} clause */
export const outer = clause => clauseOf(clause.parentElement)

/** All clauses of the page. @returns {HTMLElement[]} */
export const clauses = () => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(CLAUSE))]

/** What a clause has of its own, its heading or its words: what belongs to it stands behind that. @param {HTMLElement} clause */
export const own = clause => part(clause, ":scope > .clause-title, :scope > .clause-text, :scope > p:has(> .clause-text)")

/**
 * Says on the page whether any clause of it is marked: what the address names is then not marked as well. A style sheet could find
 * out by itself, but would look through all of a long text whenever anything is put into it.
 * @param {boolean} isMarked
 */
export const sayMarked = isMarked => document.documentElement.classList.toggle("decl-has-marks", isMarked)
