/* Citations of a clause, and the panel that offers them. */

import { absolute, clauses, fill, make } from "./site.js"
import { copy, sayUnloaded } from "./status.js"

/** A citation in a style, with the address of the clause where the style has it. */
export const citation = (clause, style) => fill(clause.citations[style], { link: absolute(clause.path) })

/** Opens the panel for a clause. The browser keeps the focus in it, and gives it back when it is closed. */
export async function cite(id) {
  const clause = (await clauses().catch(() => new Map())).get(id)
  if (!clause)
    return sayUnloaded()
  const panel = document.getElementById("cite")
  const { label } = clause
  panel.querySelector("h2").textContent = fill(panel.dataset.title, { label })
  const list = panel.querySelector(".cite-styles")
  list.replaceChildren(...Object.keys(clause.citations).map(style => {
    const entry = make("cite-style")
    const name = panel.dataset[`style${style[0].toUpperCase()}${style.slice(1)}`] ?? style
    const text = citation(clause, style)
    entry.querySelector("h3").textContent = name
    entry.querySelector("p").textContent = text
    const button = entry.querySelector("button")
    button.setAttribute("aria-label", `${button.textContent.trim()}: ${name}`)
    button.addEventListener("click", () => copy(text, fill(button.dataset.done, { style: name })))
    return entry
  }))
  return panel.showModal()
}

/** Closes the panel at a click beside it. */
export function watchPanel() {
  const panel = document.getElementById("cite")
  panel.addEventListener("click", event => {
    if (event.target === panel)
      panel.close()
  })
}
