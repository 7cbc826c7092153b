/* The toolbar of a clause: copy its link, copy its words with the citation, cite it. */

import { cite, citation } from "./citation.js"
import { absolute, clauses, fill, make } from "./site.js"
import { copy } from "./status.js"

/** The link to a clause: on its own page, wherever it was asked for. */
async function link(id) {
  const all = await clauses().catch(() => null)
  return all ? absolute(all.get(id).path) : new URL(`#${id}`, location.href).href
}

/** The words of a clause and of all it holds, with their numbers, a line each. */
function lines(id, all) {
  const clause = all.get(id)
  const inner = [...all.values()].filter(other => other.parent === id).flatMap(other => lines(other.id, all))
  const words = clause.text ?? clause.heading
  const printed = document.getElementById(id)?.querySelector(":scope > .clause-number, :scope > * > .clause-number")
  return [...(words ? [[printed?.textContent, words].filter(Boolean).join(" ")] : []), ...inner]
}

/** The words of a clause, then where they are from. */
async function quotation(id) {
  const all = await clauses()
  const own = all.get(id)
  const words = [...all.values()].some(other => other.parent === id) ? lines(id, all).join("\n") : own.text
  return `${words}\n\n${citation(own, "plain")}`
}

const ACTIONS = {
  link: (id, words) => copy(link(id), words),
  text: (id, words) => copy(quotation(id), words),
  cite: id => cite(id)
}

/** Moves along the buttons by the arrow keys: a toolbar is one stop of the tab key (ARIA, toolbar pattern). */
function onKey(event) {
  const buttons = [...event.currentTarget.querySelectorAll("button")]
  const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? -1 : 1
  const to = { ArrowRight: forward, ArrowLeft: -forward, Home: -Infinity, End: Infinity }[event.key]
  if (to === undefined)
    return
  event.preventDefault()
  event.stopPropagation()
  const index = buttons.indexOf(document.activeElement) + to
  const next = buttons[Math.max(0, Math.min(buttons.length - 1, index))]
  for (const button of buttons)
    button.tabIndex = button === next ? 0 : -1
  next.focus()
}

function addTo(clause) {
  const toolbar = make("clause-tools")
  const { label } = clause.dataset
  toolbar.setAttribute("aria-label", fill(toolbar.getAttribute("aria-label"), { label }))
  toolbar.addEventListener("keydown", onKey)
  toolbar.addEventListener("click", event => {
    const button = event.target.closest("button")
    if (button)
      ACTIONS[button.dataset.action](clause.id, fill(button.dataset.done ?? "", { label }))
  })
  const after = clause.querySelector(":scope > .clause-title, :scope > .clause-text, :scope > p:has(> .clause-text)")
  after.after(toolbar)
}

/** Gives every clause of the page its toolbar; on a touch screen a tap on the clause shows it. */
export function addToolbars() {
  for (const clause of document.querySelectorAll(".instrument-text .clause[data-label]"))
    addTo(clause)
  document.addEventListener("click", event => {
    const tapped = event.target.closest?.(".instrument-text .clause")
    for (const clause of document.querySelectorAll(".clause.is-tapped"))
      clause.classList.toggle("is-tapped", clause === tapped)
    tapped?.classList.add("is-tapped")
  })
}

