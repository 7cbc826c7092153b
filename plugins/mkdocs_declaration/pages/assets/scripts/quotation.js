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

/**
 * Replaces a link by the words that it leads to and their source.
 * @param {HTMLAnchorElement} link @param {URL} root The address of the site's root.
 */
export async function quote(link, root) {
  const passage = await find(new URL(link.href), root)
  if (!passage)
    return
  const quotation = document.createElement("blockquote")
  quotation.className = "declaration-quote"
  quotation.cite = link.href
  quotation.lang = passage.language
  quotation.dir = "auto"
  quotation.append(...quotedParts(passage).map(line => {
    const paragraph = make("p", "")
    line.forEach(({ text, isBeside }, index) => paragraph.append(index ? " " : "", isBeside ? make("small", text) : text))
    return paragraph
  }))
  const source = make("a", passage.citations.plain.replace(passage.link, "").replace(/,? ?$/, ""))
  source.setAttribute("href", link.href)
  const footer = document.createElement("footer")
  footer.append("— ", source)
  quotation.append(footer)
  // A paragraph cannot hold a quotation: where there is nothing else in it, it goes as well.
  const paragraph = link.closest("p")
  const alone = paragraph && paragraph.textContent?.trim() === link.textContent?.trim()
  ;(alone ? paragraph : link).replaceWith(quotation)
}
