/* Quotes a passage in a page of another site, in the place of a link to it. */

import { dataOf } from "./data.js"
import { passageOf, quotedParts } from "./passages.js"

/** @typedef {import("./passages.js").Passage} Passage */

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The place of the data that a short link names. @param {URL} address @returns {Promise<[page: string, id: string] | null>} */
async function ofShortLink(address) {
  const answer = await fetch(address)
  if (!answer.ok)
    return null
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const link = page.querySelector("link[rel='alternate'][type='application/json'][data-page]")
  return link && [link.getAttribute("data-page") ?? "", link.getAttribute("data-clause") ?? ""]
}

/**
 * The passage that an address leads to; null if it leads to none.
 * @param {URL} address @param {URL} root The address of the site's root.
 * @returns {Promise<Passage | null>}
 */
async function find(address, root) {
  const data = dataOf(root)
  const path = decode(address.pathname.slice(root.pathname.length)).replace(/(^|\/)index\.html$/, "$1")
  const fragment = decode(address.hash.slice(1))
  /** @param {string} id @param {string[]} pages */
  const read = (id, pages) => passageOf(id, pages, data.page, path => new URL(path, root).href)
  const stated = !fragment && path ? await ofShortLink(new URL(path, root)) : null
  if (stated)
    return read(stated[1], [stated[0]])
  if (fragment && path && path !== "full-text/") {
    const passage = await read(fragment, [path]).catch(() => null)
    if (passage)
      return passage
  }
  const book = await data.book()
  const answer = fragment ? book.fragment(fragment) : path ? book.path(path) : null
  const name = path.replace(/\/$/, "") // a page may be named as its clause: `preamble/`
  const id = answer && "path" in answer ? answer.path.split("#")[1] ?? (book.clauses.byId.has(name) ? name : "") : ""
  return id ? read(id, book.pagesOf(id)) : null
}

/** @param {string} name @param {string} words */
function make(name, words) {
  const element = document.createElement(name)
  element.textContent = words
  return element
}

/** What does not break a line. */
const INLINE = "abbr, b, bdi, cite, code, em, i, mark, q, small, span, strong, sub, sup"

/** Whether words stand beside a link on its line, before it or behind it. @param {Node} link @param {"nextSibling" | "previousSibling"} way @returns {boolean} */
function hasWords(link, way) {
  let beside = link[way]
  while (beside && (!beside.textContent?.trim() || beside instanceof HTMLScriptElement)) {
    if (beside instanceof HTMLBRElement)
      return false
    beside = beside[way]
  }
  if (beside)
    return beside instanceof Text || beside instanceof Element && beside.matches(`a, ${INLINE}`)
  const holder = link.parentElement
  return holder !== null && holder.matches(INLINE) && hasWords(holder, way)
}

/** Puts a block in the place of a link; a paragraph, which can hold none, is divided there. @param {HTMLElement} link @param {Element} block */
function replaceByBlock(link, block) {
  const paragraph = link.closest("p")
  if (!paragraph) {
    link.replaceWith(block)
    return
  }
  const behind = document.createRange()
  behind.setStartAfter(link)
  behind.setEndAfter(paragraph)
  const rest = behind.extractContents()
  rest.firstElementChild?.removeAttribute("id")
  link.remove()
  paragraph.after(block, rest)
  const isEmpty = (/** @type {Element | null} */ part) =>
    !part?.textContent?.trim() && !part?.querySelector("img, svg, video, audio, iframe, object")
  if (isEmpty(block.nextElementSibling))
    block.nextElementSibling?.remove()
  if (isEmpty(paragraph)) {
    if (paragraph.id)
      block.id = paragraph.id // links to it lead on
    paragraph.remove()
  }
}

/** The parts of a line as nodes. @param {{ text: string, isBeside: boolean }[]} line */
const nodes = line => line.flatMap(({ text, isBeside }, index) => [index ? " " : "", isBeside ? make("small", text) : text])

/**
 * Replaces a link by the words that it leads to and their source: a link within a sentence by words in quotation marks, if
 * they are of one line, else by a block.
 * @param {HTMLAnchorElement} link @param {URL} root The address of the site's root.
 * @throws {Error} If there is no such passage, or it could not be read.
 */
export async function quote(link, root) {
  const passage = await find(new URL(link.href), root)
  if (!passage)
    throw new Error("no clause has this address")
  const lines = quotedParts(passage)
  const isWithin = lines.length === 1 && (hasWords(link, "previousSibling") || hasWords(link, "nextSibling"))
  const quotation = document.createElement(isWithin ? "q" : "blockquote")
  quotation.className = "declaration-quote"
  quotation.cite = link.href
  quotation.lang = passage.language
  quotation.dir = "auto"
  const source = make("a", isWithin ? passage.label : passage.citations.plain.replace(passage.link, "").replace(/,? ?$/, ""))
  source.setAttribute("href", link.href)
  if (isWithin) {
    quotation.append(...nodes(lines[0]))
    link.replaceWith(quotation, " (", source, ")")
    return
  }
  quotation.append(...lines.map(line => {
    const paragraph = make("p", "")
    paragraph.append(...nodes(line))
    return paragraph
  }))
  const footer = document.createElement("footer")
  footer.append("— ", source)
  quotation.append(footer)
  replaceByBlock(link, quotation)
}
