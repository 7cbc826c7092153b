/* From clause to clause by single keys, from where the reader is: the focus goes along. */

import { clauseOf, clauses, own, sayMarked } from "../text.js"

/** How long a reader rests at a clause before the address of the page is that of the clause: browsers bound how often it may change. */
const REST = 200
let timer = 0

/** What is seen of the page: from below the header to above what may lie at the bottom. @returns {[top: number, bottom: number]} */
function view() {
  const { scrollPaddingBottom, scrollPaddingTop } = getComputedStyle(document.documentElement)
  return [parseFloat(scrollPaddingTop) || 0, window.innerHeight - (parseFloat(scrollPaddingBottom) || 0)]
}

/** Where the reader is: at the clause that has the focus or was arrived at, if it is in view. @param {HTMLElement[]} all */
function here(all) {
  const [top, bottom] = view()
  return [clauseOf(document.activeElement), document.querySelector(".clause.is-marked"), document.querySelector(".clause:target")]
    .find(clause => {
      const box = clause instanceof HTMLElement && all.includes(clause) && own(clause).getBoundingClientRect()
      return box && box.bottom > top && box.top < bottom
    })
}

/** Where a theme has no selection of clauses: marks one. @param {HTMLElement} clause */
function mark(clause) {
  for (const other of document.querySelectorAll(".clause.is-marked"))
    other.classList.remove("is-marked")
  clause.classList.add("is-marked")
  sayMarked(true)
}

const isShown = (/** @type {HTMLElement} */ clause) => clause.checkVisibility()

/**
 * The place of the first clause of which something is true, where it is so of all that follow: few of them are looked at, since a
 * browser lays out what is out of sight when it is asked where that is.
 * @param {HTMLElement[]} all @param {(clause: HTMLElement) => boolean} isTrue
 */
function firstWhere(all, isTrue) {
  let [low, high] = [0, all.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isTrue(all[middle]))
      high = middle
    else
      low = middle + 1
  }
  return low
}

/**
 * Goes to a clause beside that where the reader is, or to the first below or above the top of what is seen.
 * @param {number} step 1 or -1. @param {(clause: HTMLElement) => void} [select] What marks a clause.
 */
export function goOn(step, select = mark) {
  const all = clauses()
  const from = here(all)
  const [top, bottom] = view()
  const isBelow = (/** @type {HTMLElement} */ clause) => own(clause).getBoundingClientRect().top >= top - 1
  const start = from ? all.indexOf(/** @type {HTMLElement} */ (from)) + step : firstWhere(all, isBelow) - (step > 0 ? 0 : 1)
  const to = step > 0 ? all.slice(start).find(isShown) : all.slice(0, start + 1).findLast(isShown)
  if (!to)
    return
  select(to)
  to.tabIndex = -1
  to.focus({ preventScroll: true })
  const box = own(to).getBoundingClientRect()
  if (box.top < top || box.bottom > bottom)
    own(to).scrollIntoView({ block: "start", behavior: "instant" })
  const address = location.href
  clearTimeout(timer)
  timer = window.setTimeout(() => {
    if (location.href === address) // and not that of a range, or of a link that was followed
      history.replaceState(null, "", `#${to.id}`)
  }, REST)
}
