/*
 * Ranges of clauses: marked if the fragment names one, and selected by a click on a number, or an arrow key, with the
 * shift key. The fragment of the page follows the selection.
 */

import { fill, make } from "./site.js"
import { say } from "./status.js"
import { toolbar } from "./toolbar.js"

const NUMBERS = ".decl-text :is(.clause-number, .clause-mark, .clause-label)"

const words = document.getElementById("_reader-status").dataset

let start = null // the clause that the selection began with
let end = null // the clause that it was last extended to
let marked = []
let bar = null

const holder = node => node?.closest?.(".decl-text .clause")
const outer = clause => holder(clause.parentElement)

/** The siblings of a clause, in the order of the text, itself included. */
const side = clause => [...(outer(clause) ?? clause.closest(".decl-text")).querySelectorAll(".clause")]
  .filter(other => outer(other) === outer(clause))

/** The siblings that contain two clauses: themselves, or ancestors of them. */
function neighbours(one, other) {
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

/** Marks the clauses from the first to the last, and adds the toolbar of the range; gives its label. */
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
  const plain = () => ({ label: fill(mine.dataset.range, { first: first.dataset.label, last: last.dataset.label }) })
  const { label } = await import("./later.js").then(({ passage }) => passage(id, { deep: false })).catch(plain)
  if (bar !== mine)
    return null // another range was selected meanwhile
  bar.querySelector("strong").textContent = label
  bar.setAttribute("aria-label", label)
  const tools = toolbar(id, label)
  tools.className = "decl-range-tools"
  bar.querySelector("strong").after(tools)
  bar.querySelector("[data-action='clear']").addEventListener("click", clear)
  start.querySelector(":scope > .clause-tools").after(bar)
  return label
}

function clear() {
  const inside = bar?.contains(document.activeElement)
  unmark()
  history.replaceState(null, "", `#${start.id}`)
  end = start
  mark(start, start)
  if (inside) {
    start.tabIndex = -1
    start.focus({ preventScroll: true })
  }
  say(words.cleared)
}

/** Marks a selection and announces it. */
async function announce(first, last) {
  const label = await mark(first, last)
  if (label)
    say(fill(words.selected, { label }))
}

function extend(to) {
  end = to
  let [first, last] = neighbours(start, end)
  if (first.compareDocumentPosition(last) & Node.DOCUMENT_POSITION_PRECEDING)
    [first, last] = [last, first]
  history.replaceState(null, "", first === last ? `#${first.id}` : `#${first.id}~${last.id}`)
  announce(first, last)
}

/** Marks the range that an id names, and gives the clause it begins with; null if the page has no such range or clause. */
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

function onShiftedNumber(event) {
  const clause = event.shiftKey && event.target.closest?.(NUMBERS) && holder(event.target)
  if (!clause)
    return
  event.preventDefault() // no new window, and no selection of text
  start ??= clause
  if (event.type === "click")
    extend(clause)
}

function onKey(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const clause = holder(document.activeElement)
  if (event.key === "Escape" && bar && !document.querySelector("dialog[open]") && !event.target.closest(".md-search"))
    clear()
  if (!step || !event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || !clause || !getSelection().isCollapsed)
    return
  event.preventDefault()
  if (!marked.some(one => one.contains(clause)))
    start = end = clause
  const all = side(end)
  const to = all[all.indexOf(end) + step]
  if (!to)
    return
  extend(to)
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
