/* The toolbar of a clause or of a range: copy its link, copy its words with the citation, cite it. */

import { part, targetOf } from "./elements.js"
import { absolute, fill, make } from "./site.js"
import { copy, sayUnloaded } from "./status.js"

/** The address of a passage on its own page, whatever page this is. @param {string} id */
const link = id => import("./later.js").then(({ passage }) => passage(id, { deep: false }))
  .then(({ path }) => absolute(path), () => new URL(`#${id}`, location.href).href)

/** The words of a passage as they are quoted, followed by its citation. @param {string} id */
async function quotation(id) {
  const { passage, quoted } = await import("./later.js")
  const cited = await passage(id)
  return `${quoted(cited).join("\n")}\n\n${cited.citations.plain}`
}

/** @type {Record<string, (id: string, words: string) => Promise<unknown>>} */
const ACTIONS = {
  link: (id, words) => copy(link(id), words),
  text: (id, words) => copy(quotation(id), words),
  cite: id => import("./later.js").then(({ cite }) => cite(id)).catch(sayUnloaded)
}

/**
 * Moves along the buttons by the arrow keys: a toolbar is one stop of the tab key (ARIA, toolbar pattern).
 * @param {KeyboardEvent} event
 */
function onKey(event) {
  const bar = /** @type {HTMLElement} */ (event.currentTarget)
  const buttons = [...bar.querySelectorAll("button")]
  const forward = getComputedStyle(bar).direction === "rtl" ? -1 : 1
  /** @type {Record<string, number>} */
  const steps = { ArrowRight: forward, ArrowLeft: -forward, Home: -Infinity, End: Infinity }
  const to = steps[event.key]
  if (to === undefined)
    return
  event.preventDefault()
  event.stopPropagation()
  const index = buttons.findIndex(button => button === document.activeElement) + to
  const next = buttons[Math.max(0, Math.min(buttons.length - 1, index))]
  for (const button of buttons)
    button.tabIndex = button === next ? 0 : -1
  next.focus()
}

/** The toolbar of a passage. @param {string} id @param {string} label */
export function toolbar(id, label) {
  const made = make("_clause-tools")
  made.setAttribute("aria-label", fill(made.getAttribute("aria-label") ?? "", { label }))
  made.addEventListener("keydown", onKey)
  made.addEventListener("click", event => {
    const button = targetOf(event)?.closest("button")
    if (button)
      ACTIONS[button.dataset.action ?? ""]?.(id, fill(button.dataset.done ?? "", { label }))
  })
  return made
}

/** Adds a toolbar to every clause of the page; on a touch screen, a tap on the clause shows it. */
export function addToolbars() {
  for (const clause of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".decl-text .clause[data-label]")))
    part(clause, ":scope > .clause-title, :scope > .clause-text, :scope > p:has(> .clause-text)")
      .after(toolbar(clause.id, clause.dataset.label ?? ""))
  document.addEventListener("click", event => {
    const tapped = targetOf(event)?.closest(".decl-text .clause")
    for (const clause of document.querySelectorAll(".clause.is-tapped"))
      clause.classList.toggle("is-tapped", clause === tapped)
    tapped?.classList.add("is-tapped")
  })
}

