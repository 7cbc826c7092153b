/*
 * Ranges of clauses: marked if the fragment names one, and selected by a click on a number, or an arrow key, with the
 * shift key. The fragment of the page follows the selection.
 */

import { named, part, targetOf } from "./elements.js"
import { fill, make } from "./site.js"
import { say } from "./status.js"
import { toolbar } from "./toolbar.js"

const NUMBERS = ".decl-text :is(.clause-number, .clause-mark, .clause-label)"

/** What is reported. */
const messages = () => named("_reader-status").dataset

/** @type {HTMLElement | null} */
let start = null // the clause that the selection began with
/** @type {HTMLElement | null} */
let end = null // the clause that it was last extended to
/** @type {HTMLElement[]} */
let marked = []
/** @type {HTMLElement | null} */
let bar = null

/** @param {Element | null} node @returns {HTMLElement | null} */
const holder = node => node?.closest(".decl-text .clause") ?? null
/** @param {HTMLElement} clause */
const outer = clause => holder(clause.parentElement)

/** The siblings of a clause, in the order of the text, itself included. @param {HTMLElement} clause @returns {HTMLElement[]} */
const side = clause => [.../** @type {NodeListOf<HTMLElement>} */ ((outer(clause) ?? clause.closest(".decl-text") ?? document)
  .querySelectorAll(".clause"))]
  .filter(other => outer(other) === outer(clause))

/**
 * The siblings that contain two clauses: themselves, or ancestors of them.
 * @param {HTMLElement} one @param {HTMLElement} other @returns {[HTMLElement, HTMLElement]}
 */
function neighbours(one, other) {
  /** @param {HTMLElement | null} clause @returns {HTMLElement[]} */
  const around = clause => (clause ? [...around(outer(clause)), clause] : [])
  const [a, b] = [around(one), around(other)]
  const parted = a.findIndex((clause, index) => clause !== b[index])
  if (parted < 0)
    return [one, one]
  return b[parted] ? [a[parted], b[parted]] : [other, other]
}

function unmark() {
  for (const clause of marked)
    clause.classList.remove("is-marked")
  marked = []
  bar?.remove()
  bar = null
}

/** Marks the clauses from the first to the last, and adds the toolbar of the range; gives its label. @param {HTMLElement} first @param {HTMLElement} last */
async function mark(first, last) {
  unmark()
  const all = side(first)
  marked = all.slice(all.indexOf(first), all.indexOf(last) + 1)
  for (const clause of marked)
    clause.classList.add("is-marked")
  if (first === last)
    return first.dataset.label
  const id = `${first.id}~${last.id}`
  const mine = bar = make("_range")
  const plain = () => ({ label: fill(mine.dataset.range ?? "", { first: first.dataset.label ?? "", last: last.dataset.label ?? "" }) })
  const { label } = await import("./later.js").then(({ passage }) => passage(id, { deep: false })).catch(plain)
  if (bar !== mine)
    return null // another range was selected meanwhile
  part(bar, "strong").textContent = label
  bar.setAttribute("aria-label", label)
  const tools = toolbar(id, label)
  tools.className = "decl-range-tools"
  part(bar, "strong").after(tools)
  part(bar, "[data-action='clear']").addEventListener("click", clear)
  part(start ?? first, ":scope > .clause-tools").after(bar)
  return label
}

function clear() {
  if (!start)
    return
  const inside = bar?.contains(document.activeElement)
  unmark()
  history.replaceState(null, "", `#${start.id}`)
  end = start
  mark(start, start)
  if (inside) {
    start.tabIndex = -1
    start.focus({ preventScroll: true })
  }
  say(messages().cleared)
}

/** Marks a selection and announces it. @param {HTMLElement} first @param {HTMLElement} last */
async function announce(first, last) {
  const label = await mark(first, last)
  if (label)
    say(fill(messages().selected ?? "", { label }))
}

/** @param {HTMLElement} from @param {HTMLElement} to */
function extend(from, to) {
  end = to
  let [first, last] = neighbours(from, to)
  if (first.compareDocumentPosition(last) & Node.DOCUMENT_POSITION_PRECEDING)
    [first, last] = [last, first]
  history.replaceState(null, "", first === last ? `#${first.id}` : `#${first.id}~${last.id}`)
  announce(first, last)
}

/** Marks the range that an id names, and gives the clause it begins with; null if the page has no such range or clause. @param {string} id */
export function arriveAt(id) {
  const [first, last = first, ...more] = id.split("~").map(end => document.getElementById(end))
  unmark()
  start = end = holder(first)
  if (!first || more.length || !id.includes("~"))
    return more.length ? null : first
  if (start !== first || !last || side(first).indexOf(last) <= side(first).indexOf(first))
    return null
  end = last
  announce(first, last)
  return first
}

/** @param {MouseEvent} event */
function onShiftedNumber(event) {
  const number = event.shiftKey ? targetOf(event)?.closest(NUMBERS) : null
  const clause = holder(number ?? null)
  if (!clause)
    return
  event.preventDefault() // no new window, and no selection of text
  start ??= clause
  if (event.type === "click")
    extend(start, clause)
}

/** @type {Record<string, number>} */
const STEPS = { ArrowDown: 1, ArrowUp: -1 }

/** @param {KeyboardEvent} event */
function onKey(event) {
  const step = STEPS[event.key]
  const clause = holder(document.activeElement)
  if (event.key === "Escape" && bar && !document.querySelector("dialog[open]") && !targetOf(event)?.closest(".md-search"))
    clear()
  if (!step || !event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || !clause || !getSelection()?.isCollapsed)
    return
  event.preventDefault()
  if (!marked.some(one => one.contains(clause)))
    start = end = clause
  const from = end ?? clause
  const all = side(from)
  const to = all[all.indexOf(from) + step]
  if (!to)
    return
  extend(start ?? clause, to)
  to.scrollIntoView({ block: "nearest" })
}

/** Listens for clicks and keys that select. */
export function watchSelection() {
  // Where a browser without JavaScript lands. It would take the focus away from the clauses themselves.
  for (const place of document.querySelectorAll(".clause-range"))
    place.remove()
  document.addEventListener("mousedown", onShiftedNumber)
  document.addEventListener("click", onShiftedNumber)
  document.addEventListener("keydown", onKey)
}
