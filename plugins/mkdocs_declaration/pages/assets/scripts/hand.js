/*
 * The clause in hand: what is pointed at, has the focus, or was tapped. One toolbar moves to it, so that no other clause has
 * tools in the order of the tab key or for a screen reader. It stands beside the words where there is room and a mouse, else in
 * the bar at the bottom of the screen.
 */

import { shownBar } from "./bar.js"
import { targetOf } from "./elements.js"
import { clear, extendTo, isRange, showRange, showTools } from "./selection.js"
import { clauseOf, NUMBERS, own } from "./text.js"
import { toolbar } from "./toolbar.js"

/** How long tools stay while the pointer crosses what is around their clause, and once it has left the text. */
const [CROSSING, LEAVING] = [120, 400]
/** How far a hand may point past the tools that it goes to. */
const ASIDE = 24
/** How far the line that was tapped stays above the bar. */
const CLEAR = 40
const room = window.matchMedia("(min-width: 60em)") // as in tools.css

const OTHERS = "dialog, .decl-card, .decl-bar, .clause-tools"
const LINKS = "a, button, input, label, summary"

/** @type {ReturnType<typeof toolbar> | null} */
let tools = null
/** @type {HTMLElement | null} */
let inHand = null
/** @type {HTMLElement | null} The clause that is next in hand, if the pointer stays there. */
let next = null
let isInBar = false
let isTouched = false
let timer = 0
/** @type {[x: number, y: number]} Where the pointer was. */
let at = [0, 0]

const usesBar = () => isTouched || !room.matches

/** Whether a hand that moves so goes to the tools. @param {number} x @param {number} y @param {number} dx @param {number} dy */
function aims(x, y, dx, dy) {
  if (!tools?.bar.isConnected)
    return false
  const { bottom, left, right, top } = tools.bar.getBoundingClientRect()
  const far = ((left + right) / 2 - x) / dx
  const height = y + dy * far
  return far > 0 && height > top - ASIDE && height < bottom + ASIDE
}

/** Takes a clause in hand, or none. @param {HTMLElement | null} clause */
function take(clause) {
  clearTimeout(timer)
  next = clause
  if (clause === inHand && isInBar === usesBar())
    return
  const former = inHand
  if (former && former !== clause && tools?.bar.contains(document.activeElement)) {
    former.tabIndex = -1
    former.focus({ preventScroll: true }) // it stays where it was, though the tools go
  }
  inHand = next = clause
  isInBar = usesBar()
  if (isInBar && clause) {
    tools?.bar.remove()
    showTools(clause, act)
    return
  }
  showRange()
  if (clause) {
    tools ??= toolbar()
    tools.turnTo({ id: clause.id, label: clause.dataset.label ?? "" })
    own(clause).after(tools.bar)
  } else {
    tools?.bar.remove()
  }
}

/** What the buttons of the bar of a clause do that are not of all toolbars. @param {string} action */
function act(action) {
  const clause = inHand
  if (!clause)
    return
  if (action === "extend") {
    inHand = next = extendTo(clause)
    if (inHand) // else the bar is that of the range
      showTools(inHand, act)
    return
  }
  const isInside = shownBar()?.contains(document.activeElement)
  inHand = next = null
  clear()
  showRange()
  if (isInside) {
    clause.tabIndex = -1
    clause.focus({ preventScroll: true })
  }
}

/** Whether the page waits behind a dialog; the tools stay, since the focus goes back to them. */
const isBehind = () => Boolean(document.querySelector("dialog:modal"))

/** Takes a clause in hand after a while. @param {HTMLElement | null} clause @param {number} delay */
function later(clause, delay) {
  clearTimeout(timer)
  next = clause
  timer = window.setTimeout(() => !isBehind() && take(clause), delay)
}

/** @param {PointerEvent} event */
function onPoint(event) {
  const { clientX: x, clientY: y, pointerType } = event
  const [dx, dy] = [x - at[0], y - at[1]]
  at = [x, y]
  if (pointerType === "touch" || isBehind())
    return
  isTouched = false
  if (usesBar() || event.buttons || tools?.bar.querySelector(":focus-visible"))
    return
  const pointed = clauseOf(targetOf(event))
  const clause = pointed ?? clauseOf(document.activeElement)
  if (clause === inHand)
    take(clause)
  else if (pointed && aims(x, y, dx, dy))
    later(clause, CROSSING)
  else if (clause === next)
    return
  else if (!pointed)
    later(clause, LEAVING)
  else if (inHand && pointed.contains(inHand))
    later(clause, CROSSING) // between two items their paragraph is pointed at
  else
    take(clause)
}

/** @param {FocusEvent} event */
function onFocus(event) {
  const target = targetOf(event)
  const clause = clauseOf(target)
  if (isBehind())
    return
  if (!usesBar() && clause && !(target === clause && isRange())) // the bar has the tools of a range that was arrived at
    take(clause)
  else if (!usesBar())
    later(null, LEAVING)
  else if (target?.matches(`${NUMBERS}:focus-visible`))
    take(clause)
  else if (inHand && target === inHand)
    showTools(inHand, act) // it was arrived at: a range begins there now
  else if (inHand && !inHand.contains(target))
    take(null)
}

/** @param {MouseEvent} event */
function onTap(event) {
  const target = targetOf(event)
  if (!target || !usesBar() || event.shiftKey || target.closest(OTHERS) || !getSelection()?.isCollapsed)
    return
  const link = target.closest(LINKS)
  if (link && !link.matches(NUMBERS))
    return
  take(clauseOf(target))
  const bar = inHand && shownBar()?.getBoundingClientRect()
  if (bar && event.detail && event.clientY > bar.top - CLEAR)
    window.scrollBy({ top: event.clientY - bar.top + CLEAR, behavior: "instant" })
}

/** Follows pointer, touch and focus from clause to clause. */
export function watchHand() {
  document.addEventListener("pointermove", onPoint)
  document.addEventListener("pointerdown", ({ pointerType }) => {
    isTouched = pointerType === "touch"
  })
  document.addEventListener("focusin", onFocus)
  document.addEventListener("click", onTap)
  room.addEventListener("change", () => take(null))
}
