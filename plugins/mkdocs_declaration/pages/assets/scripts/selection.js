/*
 * Ranges of clauses: marked if the fragment names one, and selected by a click on a number, or an arrow key, with the
 * shift key. The fragment of the page follows the selection.
 */

import { hideBar, shownBar, showBar } from "./bar.js"
import { named, targetOf } from "./elements.js"
import { fill } from "./site.js"
import { say } from "./status.js"
import { clauseOf as holder, NUMBERS, outer } from "./text.js"

/** What is reported. */
const messages = () => named("_reader-status").dataset

/** @type {HTMLElement | null} */
let start = null // the clause that the selection began with
/** @type {HTMLElement | null} */
let end = null // the clause that it was last extended to
/** @type {HTMLElement[]} */
let marked = []
/** @type {{ id: string, label: string } | null} */
let range = null

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
  range = null
}

/** Takes away the bar of a range; that of a clause stays. */
function hideRange() {
  if (shownBar()?.hasAttribute("data-range"))
    hideBar()
}

/** Shows the bar of the range that is selected; without one, no bar. */
export function showRange() {
  if (range && start)
    showBar(start, { ...range, isRange: true, from: null, act: () => clear() })
  else
    hideBar()
}

/**
 * Shows the bar of a clause. The clause that a selection begins with is one that was arrived at, or chosen.
 * @param {HTMLElement} clause @param {(action: string) => void} act
 */
export function showTools(clause, act) {
  const from = start && start !== clause ? start.dataset.label ?? "" : null
  showBar(clause, { id: clause.id, label: clause.dataset.label ?? "", isRange: false, from, act })
}

/** Extends the selection to a clause, or begins one there; says whether there is a range. @param {HTMLElement} clause */
export function extendTo(clause) {
  if (start && start !== clause) {
    extend(start, clause)
    return true
  }
  start = end = clause
  say(fill(messages().begun ?? "", { label: clause.dataset.label ?? "" }))
  return false
}

/** Marks the clauses from the first to the last, and shows the bar of the range; gives its label. @param {HTMLElement} first @param {HTMLElement} last */
async function mark(first, last) {
  unmark()
  const all = side(first)
  marked = all.slice(all.indexOf(first), all.indexOf(last) + 1)
  for (const clause of marked)
    clause.classList.add("is-marked")
  if (first === last) {
    hideRange()
    return first.dataset.label
  }
  const id = `${first.id}~${last.id}`
  const mine = range = { id, label: "" }
  const plain = () => ({ label: fill(messages().range ?? "", { first: first.dataset.label ?? "", last: last.dataset.label ?? "" }) })
  const { label } = await import("./later.js").then(({ passage }) => passage(id, { deep: false })).catch(plain)
  if (range !== mine)
    return null // another range was selected meanwhile
  range = { id, label }
  showRange()
  return label
}

/** Ends the selection. */
export function clear() {
  if (!start)
    return
  const hadRange = range !== null
  const inside = hadRange && shownBar()?.contains(document.activeElement)
  unmark()
  hideBar()
  if (!hadRange) {
    start = end = null
    return
  }
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
  hideRange()
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
  if (event.key === "Escape" && range && !document.querySelector("dialog[open]") && !targetOf(event)?.closest(".md-search"))
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
