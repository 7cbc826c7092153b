/*
 * Paper: the day and the address on the sheets, and a range that is selected printed alone. What the margins of sheets say is not
 * said again above the text, by browsers that print in margins.
 */

import { decode } from "./site.js"
import { fill, today } from "./words.js"

const TEXT = ".decl-text .clause"

/** @type {HTMLStyleElement | null} */
let sheet = null

/** A text as a string of CSS (CSS Syntax Module Level 3, section 4.3.7). @param {string} text */
const cssString = text => `"${[...text].map(sign => (/["\\<\p{Cc}]/u.test(sign) ? `\\${sign.codePointAt(0)?.toString(16)} ` : sign)).join("")}"`

/** Marks what is not in a range, and what leads to it. @param {string} id */
function leaveOut(id) {
  const [first, last, ...more] = id.split("~").map(end => document.getElementById(end))
  if (!first?.matches(TEXT) || !last?.matches(TEXT) || more.length)
    return
  for (const clause of document.querySelectorAll(TEXT)) {
    const isBefore = Boolean(clause.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING)
    const isAfter = Boolean(clause.compareDocumentPosition(last) & Node.DOCUMENT_POSITION_PRECEDING) && !last.contains(clause)
    const holds = clause.contains(first) && clause !== first
    clause.classList.toggle("decl-leading", holds)
    clause.classList.toggle("decl-unprinted", (isBefore && !holds) || isAfter)
  }
  const text = first.closest(".decl-text")
  for (const beside of text?.parentElement?.children ?? [])
    beside.classList.toggle("decl-unprinted", beside !== text && !beside.matches(".decl-running-head"))
}

function prepare() {
  const words = /** @type {HTMLElement | null} */ (document.querySelector("style[data-printed]"))
  if (words) {
    const day = today(words.dataset.locale ?? "")
    const page = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel='canonical']"))?.href
    const address = `${page ?? location.href.replace(/[?#].*/s, "")}${location.hash}`
    sheet = document.createElement("style")
    sheet.textContent = `@media print { @page { @bottom-left { content: ${cssString(address)} }`
      + ` @bottom-right { content: ${cssString(`${fill(words.dataset.printed ?? "", { day })}\u2003`)}`
      + ` counter(page) " / " counter(pages) } } ${"CSSMarginRule" in window ? ".decl-running-head { display: none }" : ""} }`
    document.head.append(sheet)
  }
  const id = decode(location.hash.slice(1))
  if (id.includes("~"))
    leaveOut(id)
}

function restore() {
  sheet?.remove()
  for (const element of document.querySelectorAll(".decl-unprinted, .decl-leading"))
    element.classList.remove("decl-unprinted", "decl-leading")
}

/** Prepares pages for printers. */
export function watchPrinting() {
  addEventListener("beforeprint", prepare)
  addEventListener("afterprint", restore)
}
