/* Where the site is, and what is known of it. */

import { dataOf } from "./data.js"

import { named } from "./elements.js"

export { fill } from "./words.js"

const config = JSON.parse(named("__config").textContent ?? "")

/** The address of the site's root, with a slash at its end. */
export const root = new URL(`${config.base}/`.replace(/\/\/$/, "/"), location.href)

/** An address relative to the site's root as an absolute one. @param {string} path */
export const absolute = path => new URL(path, root).href

/** An absolute address relative to the site's root, or null if it is elsewhere. @param {string} address */
export const relative = address => (address.startsWith(root.href) ? address.slice(root.href.length) : null)

/** Decodes an escaped text; one that is cut off or wrong stays as it is. @param {string} text */
export function decode(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The address of this page relative to the site's root: `general-provisions/`. */
export const here = () => (relative(location.href.replace(/[?#].*$/s, "")) ?? "").replace(/(^|\/)index\.html$/, "$1")

/** What is known of clauses and terms. */
export const data = dataOf(root)

/** Makes an element from a template of the page. @param {string} id @returns {HTMLElement} */
export function make(id) {
  const template = /** @type {HTMLTemplateElement} */ (named(id))
  return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true))
}
