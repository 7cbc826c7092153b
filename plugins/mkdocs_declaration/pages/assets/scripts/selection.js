/*
 * Ranges of clauses, from any one to any other: marked if the fragment names one, and selected by a click on a number, or an
 * arrow key, with the shift key, or from the bar of a clause. The fragment of the page follows the selection.
 */

import { hideBar, shownBar, showBar } from "./bar.js"
import { named, targetOf } from "./elements.js"
import { fill } from "./site.js"
import { say } from "./status.js"
import { clauseOf as holder, clauses, NUMBERS, outer, sayMarked } from "./text.js"

/** What is reported. */
const messages = () => named("_reader-status").dataset

/** Clauses that are marked with all that they hold. The marks of a division are those of its heading alone. */
const WHOLE = ".clause.is-marked:not(section, .is-begun)"

/** @type {HTMLElement | null} */
let start = null // the clause that the selection began with
/** @type {HTMLElement | null} */
let end = null // the clause that it was last extended to
/** @type {HTMLElement[]} */
let marked = []
/** @type {{ id: string, label: string } | null} */
let range = null

/**
 * The range of two clauses: from the one that stands first to the other; if one holds the other, that alone.
 * @param {HTMLElement} one @param {HTMLElement} other @returns {[first: HTMLElement, last: HTMLElement]}
 */
function between(one, other) {
  if (one.contains(other) || other.contains(one))
    return one.contains(other) ? [one, one] : [other, other]
  return one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING ? [other, one] : [one, other]
}

/**
 * The clauses of a range: all that the text has from the beginning of the first to the end of the last.
 * @param {HTMLElement} first @param {HTMLElement} last @returns {HTMLElement[]}
 */
function covered(first, last) {
  const all = clauses()
  return all.slice(all.indexOf(first), all.findLastIndex(clause => last.contains(clause)) + 1)
}

/** @param {HTMLElement} first @param {HTMLElement} last */
const idOf = (first, last) => (first === last ? first.id : `${first.id}~${last.id}`)

function unmark() {
  for (const clause of marked)
    clause.classList.remove("is-marked", "is-begun")
  marked = []
  sayMarked(false)
  range = null
}

/** Takes away the bar of a range; that of a clause stays. */
function hideRange() {
  if (shownBar()?.hasAttribute("data-range"))
    hideBar()
}

/** Shows the bar of the range that is selected, at the end that has the focus or else where it was begun; without one, no bar. */
export function showRange() {
  const chosen = end && end === holder(document.activeElement) ? end : start
  if (range && chosen)
    showBar(chosen, { ...range, isRange: true, from: null, act: () => clear() })
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

/** Whether a range is selected. */
export const isRange = () => range !== null

/**
 * Extends the selection to a clause, or begins one there.
 * @param {HTMLElement} clause @returns {HTMLElement | null} The clause that is selected, or begun with; null if it is a range.
 */
export function extendTo(clause) {
  if (start && start !== clause) {
    const [first, last] = extend(start, clause)
    if (first !== last)
      return null
    return start = end = first
  }
  choose(clause)
  say(fill(messages().begun ?? "", { label: clause.dataset.label ?? "" }))
  return clause
}

/** Marks the clauses from the first to the last, and shows the bar of the range; gives its label. @param {HTMLElement} first @param {HTMLElement} last */
async function mark(first, last) {
  unmark()
  marked = covered(first, last)
  const ending = marked[marked.length - 1]
  // Of a clause in which the range ends, its own words are marked, and what it holds up to there.
  for (let clause = outer(ending); clause && marked.includes(clause); clause = outer(clause))
    clause.classList.toggle("is-begun", [...clause.querySelectorAll(".clause")].pop() !== ending)
  for (const clause of marked)
    if (!clause.parentElement?.closest(WHOLE))
      clause.classList.add("is-marked")
  sayMarked(true)
  if (first === last) {
    hideRange()
    return first.dataset.label
  }
  const id = idOf(first, last)
  const mine = range = { id, label: "" }
  const plain = () => ({ label: fill(messages().range ?? "", { first: first.dataset.label ?? "", last: last.dataset.label ?? "" }) })
  const { label } = await import("./later.js").then(({ passage }) => passage(id, { deep: false })).catch(plain)
  if (range !== mine)
    return null // another range was selected meanwhile
  range = { id, label }
  showRange()
  return label
}

/** Begins a selection anew with a clause, which alone is marked: of a division its heading. @param {HTMLElement} clause */
export function choose(clause) {
  unmark()
  hideRange()
  start = end = clause
  marked = [clause]
  clause.classList.add("is-marked")
  sayMarked(true)
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

/** Marks a selection and announces it, in words of its own if there are such. @param {HTMLElement} first @param {HTMLElement} last @param {string} [words] */
async function announce(first, last, words) {
  const label = await mark(first, last)
  if (label)
    say(fill(words ?? messages().selected ?? "", { label }))
}

/** What is said of two clauses of which one stands in the other. @param {HTMLElement} outer @param {HTMLElement} inner */
const within = (outer, inner) => fill(messages().within ?? "", { inner: inner.dataset.label ?? "", outer: outer.dataset.label ?? "" })

/** @param {HTMLElement} from @param {HTMLElement} to @returns {[first: HTMLElement, last: HTMLElement]} The range. */
function extend(from, to) {
  end = to
  const [first, last] = between(from, to)
  history.replaceState(null, "", `#${idOf(first, last)}`)
  announce(first, last, first === last && from !== to ? within(first, first === from ? to : from) : undefined)
  return [first, last]
}

/**
 * Marks the range that an id names, and gives the clause it begins with; null if the page has no such range or clause. One in
 * another order is turned round; of a clause and one within it the outer is taken. That is said.
 * @param {string} id
 */
export function arriveAt(id) {
  const [one, other = one, ...more] = id.split("~").map(end => document.getElementById(end))
  unmark()
  hideRange()
  start = end = holder(one)
  if (!one || more.length || !id.includes("~"))
    return more.length ? null : one
  if (!start || !other || start !== one || holder(other) !== other)
    return null
  const [first, last] = between(one, other)
  start = first
  end = last
  const words = first === last ? one !== other && within(first, first === one ? other : one) : first !== one && messages().turned
  if (words)
    history.replaceState(null, "", `#${idOf(first, last)}`)
  announce(first, last, words || undefined)
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

/**
 * The clause beside another in what holds it; where there is none, the next one that has words, and neither holds nor is held.
 * @param {HTMLElement} clause @param {number} step
 */
function beside(clause, step) {
  const all = clauses()
  const others = step > 0 ? all.slice(all.indexOf(clause) + 1) : all.slice(0, all.indexOf(clause)).reverse()
  const apart = others.filter(other => !other.contains(clause) && !clause.contains(other))
  return apart.find(other => outer(other) === outer(clause)) ?? apart.find(other => !other.matches("section"))
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
  const to = beside(end ?? clause, step)
  if (!to)
    return
  extend(start ?? clause, to)
  to.scrollIntoView({ block: "nearest" })
}

/** Listens for clicks and keys that select. */
export function watchSelection() {
  document.addEventListener("mousedown", onShiftedNumber)
  document.addEventListener("click", onShiftedNumber)
  document.addEventListener("keydown", onKey)
}
