/*
 * Copying by hand: of a selection in the text, the clipboard gets the words of the text alone, a number and its words on one
 * line, as the tools of a clause give them. A browser would part them, and add what the page puts beside them.
 */

import { plainWords } from "./positions.js"

const WORDS = ".clause-number, .clause-heading, .clause-text"

/** What a selection has of an element. @param {Range} selected @param {Node} element */
function overlap(selected, element) {
  const range = document.createRange()
  range.selectNodeContents(element)
  if (selected.compareBoundaryPoints(Range.START_TO_START, range) > 0)
    range.setStart(selected.startContainer, selected.startOffset)
  if (selected.compareBoundaryPoints(Range.END_TO_END, range) < 0)
    range.setEnd(selected.endContainer, selected.endOffset)
  return range
}

/**
 * The part of an element that a selection has some of. A range is made where the selection begins or ends in it alone: a browser
 * keeps each range up to date at every change, which takes a minute where there are as many as a long text has numbers.
 * @param {Range} selected @param {Element} element
 */
function partOf(selected, element) {
  if (element.contains(selected.startContainer) || element.contains(selected.endContainer))
    return overlap(selected, element).cloneContents()
  const part = document.createDocumentFragment()
  part.append(...element.cloneNode(true).childNodes)
  return part
}

/** @param {string | null} text */
const folded = text => (text ?? "").replace(/[ \t\r\n\f]+/g, " ")

/** The emphasis in a part of the text, without links. @param {DocumentFragment} part */
function unlinked(part) {
  for (const link of part.querySelectorAll("a, span"))
    link.replaceWith(...link.childNodes)
  return part
}

/** The lines that a selection has of a text, as paragraphs. @param {Range} selected @param {Element} text @returns {HTMLElement[]} */
function linesOf(selected, text) {
  /** @type {{ paragraph: HTMLElement, clause: Element | null, isNumber: boolean } | null} */ let last = null
  /** @type {HTMLElement[]} */ const lines = []
  for (const element of text.querySelectorAll(WORDS)) {
    if (!selected.intersectsNode(element))
      continue
    const part = partOf(selected, element)
    if (!folded(part.textContent).trim())
      continue
    const clause = element.closest(".clause")
    if (last?.isNumber && last.clause === clause) {
      last.paragraph.append(" ")
    } else {
      const paragraph = document.createElement("p")
      lines.push(paragraph)
      last = { paragraph, clause, isNumber: false }
    }
    last.isNumber = element.matches(".clause-number")
    last.paragraph.append(unlinked(part))
  }
  return lines
}

/** Whether a selection has words of the page outside of a text. @param {Range} selected @param {Element} text */
function goesBeyond(selected, text) {
  const [before, after] = [selected.cloneRange(), selected.cloneRange()]
  const around = document.createRange()
  around.selectNode(text)
  if (selected.compareBoundaryPoints(Range.START_TO_START, around) < 0)
    before.setEndBefore(text)
  else
    before.collapse(true)
  if (selected.compareBoundaryPoints(Range.END_TO_END, around) > 0)
    after.setStartAfter(text)
  else
    after.collapse(false)
  return [before, after].some(range => range.toString().trim())
}

/** Whether a whole page was selected. @param {Range} selected @param {Element} text */
function isAll({ startContainer, endContainer }, text) {
  const content = text.closest("article, main, [role=main]") ?? text
  return !content.contains(startContainer) && !content.contains(endContainer)
}

/** @param {ClipboardEvent} event */
function onCopy(event) {
  const selection = getSelection()
  const text = document.querySelector(".decl-text")
  if (event.defaultPrevented || !event.clipboardData || !text || !selection?.rangeCount || selection.isCollapsed)
    return
  const selected = selection.getRangeAt(0)
  if (!selected.intersectsNode(text) || (goesBeyond(selected, text) && !isAll(selected, text)))
    return
  const lines = linesOf(selected, text)
  if (!lines.length)
    return // a note, or what else is no word of the text
  event.preventDefault()
  event.clipboardData.setData("text/plain", lines.map(line => folded(plainWords(line)).trim()).join("\n"))
  const language = text.getAttribute("lang")
  for (const line of lines)
    line.lang = language ?? ""
  event.clipboardData.setData("text/html", lines.map(line => line.outerHTML).join("\n"))
}

/** Listens for what is copied. */
export function watchCopying() {
  document.addEventListener("copy", onCopy)
}
