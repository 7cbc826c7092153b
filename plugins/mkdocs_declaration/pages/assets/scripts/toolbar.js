/* The toolbar of a clause or of a range: copy its link, copy its words with the citation, cite it, share it. */

import { targetOf } from "./elements.js"
import { absolute, fill, make } from "./site.js"
import { copy, sayUnloaded } from "./status.js"

/** What the tools are of: a clause or a range. @typedef {{ id: string, label: string }} Subject */

/** @param {string} id */
const cited = id => import("./later.js").then(({ passage }) => passage(id, { deep: false }))

/** The address of a passage on its own page, whatever page this is. @param {string} id */
const link = id => cited(id).then(({ path }) => absolute(path), () => new URL(`#${id}`, location.href).href)

/** The words of a passage as they are quoted, followed by its citation. @param {string} id */
async function quotation(id) {
  const { passage, quoted } = await import("./later.js")
  const whole = await passage(id)
  return `${quoted(whole).join("\n")}\n\n${whole.citations.plain}`
}

/** Gives the address to what the system has for sharing. @param {string} id @param {string} label */
async function share(id, label) {
  const url = await cited(id).then(passage => passage.link, () => link(id))
  await navigator.share({ title: `${label} – ${document.title}`, url }).catch(() => {}) // the reader thought better of it
}

/** @type {Record<string, (subject: Subject, words: string, button: HTMLElement) => unknown>} */
const ACTIONS = {
  link: ({ id }, words, button) => copy(link(id), words, { button }),
  text: ({ id }, words, button) => copy(quotation(id), words, { button }),
  cite: ({ id }) => import("./later.js").then(({ cite }) => cite(id)).catch(sayUnloaded),
  share: ({ id, label }) => share(id, label)
}

/**
 * Moves along the buttons by the arrow keys: a toolbar is one stop of the tab key (ARIA, toolbar pattern).
 * @param {KeyboardEvent} event
 */
function onKey(event) {
  const bar = /** @type {HTMLElement} */ (event.currentTarget)
  const buttons = [...bar.querySelectorAll("button")].filter(button => !button.hidden)
  const forward = getComputedStyle(bar).direction === "rtl" ? -1 : 1
  /** @type {Record<string, number>} */
  const steps = { ArrowRight: forward, ArrowLeft: -forward, Home: -Infinity, End: Infinity }
  const to = steps[event.key]
  if (to === undefined || event.shiftKey)
    return
  event.preventDefault()
  event.stopPropagation()
  const index = buttons.findIndex(button => button === document.activeElement) + to
  const next = buttons[Math.max(0, Math.min(buttons.length - 1, index))]
  enter(bar, next)
  next.focus()
}

/** Makes a button the one that the tab key leads to. @param {HTMLElement} bar @param {HTMLButtonElement} next */
function enter(bar, next) {
  for (const button of bar.querySelectorAll("button"))
    button.tabIndex = button === next ? 0 : -1
}

/**
 * A toolbar, which is of nothing yet.
 * @param {(action: string) => void} [others] What the buttons do that are not of all toolbars.
 */
export function toolbar(others = () => {}) {
  const bar = make("_clause-tools")
  /** @type {Subject} */ let subject = { id: "", label: "" }
  const name = bar.getAttribute("aria-label") ?? ""
  if (!("share" in navigator))
    bar.querySelector("[data-action='share']")?.remove()
  bar.addEventListener("keydown", onKey)
  bar.addEventListener("click", event => {
    const button = targetOf(event)?.closest("button")
    const action = button?.dataset.action ?? ""
    if (button && ACTIONS[action])
      ACTIONS[action](subject, fill(button.dataset.done ?? "", { label: subject.label }), button)
    else if (button)
      others(action)
  })
  return {
    bar,
    /** Makes the tools those of a clause or of a range. @param {Subject} next */
    turnTo(next) {
      subject = next
      bar.setAttribute("aria-label", fill(name, { label: next.label }))
      const [first] = bar.querySelectorAll("button")
      if (!bar.contains(document.activeElement))
        enter(bar, first)
    }
  }
}
