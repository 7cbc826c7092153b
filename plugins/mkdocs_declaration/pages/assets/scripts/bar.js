/*
 * The bar at the bottom of the screen: what it is about, and the tools of that. There is one, of a range or of the clause in
 * hand; in the order of the page it stands behind what it is about, or was last extended to.
 */

import { part } from "./elements.js"
import { fill, make } from "./site.js"
import { own } from "./text.js"
import { toolbar } from "./toolbar.js"

/**
 * @typedef {object} Content
 * @property {string} id The id of a clause or of a range.
 * @property {string} label What it is called.
 * @property {boolean} isRange
 * @property {string | null} from What a range would begin with that is extended to the clause: its name; null where it would begin here.
 * @property {(action: string) => void} act What else its buttons do: `extend`, `close`.
 */

/** @type {{ element: HTMLElement, turnTo: (content: Content) => void } | null} */
let bar = null

function made() {
  const element = make("_bar")
  /** @type {Content} */ let content
  const { bar: tools, turnTo } = toolbar(action => content.act(action))
  tools.className = "decl-bar-tools"
  const more = /** @type {HTMLTemplateElement} */ (part(element, "template"))
  tools.append(...more.content.children)
  more.replaceWith(tools)
  const [extend, close] = ["extend", "close"].map(action => part(tools, `[data-action='${action}']`))
  const { start = "", here = "", from: long = "" } = extend.dataset
  return bar = {
    element,
    turnTo(next) {
      content = next
      const { from, isRange, label } = next
      part(element, "strong").textContent = label
      element.setAttribute("aria-label", label)
      element.toggleAttribute("data-range", isRange)
      const isUsed = isRange && extend === document.activeElement
      if (isUsed)
        extend.blur() // or its focus is lost when it goes
      extend.hidden = isRange
      part(extend, "span").textContent = from === null ? start : here
      const name = from === null ? start : fill(long, { label: from })
      extend.title = name
      extend.setAttribute("aria-label", name)
      close.title = (isRange ? close.dataset.clear : close.dataset.close) ?? ""
      close.setAttribute("aria-label", close.title)
      turnTo(next)
      if (isUsed)
        tools.querySelector("button")?.focus()
    }
  }
}

/** Shows the bar in a clause, behind the tools that may stand beside it. @param {HTMLElement} clause @param {Content} content */
export function showBar(clause, content) {
  const { element, turnTo } = bar ?? made()
  turnTo(content)
  const before = clause.querySelector(":scope > .clause-tools") ?? own(clause)
  if (before.nextElementSibling !== element)
    before.after(element)
}

/** The bar, if it is shown. */
export const shownBar = () => (bar?.element.isConnected ? bar.element : null)

export const hideBar = () => bar?.element.remove()
