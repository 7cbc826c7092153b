/* Where the site is, and what is known of it. */

import { dataOf } from "./data.js"
import { named } from "./elements.js"
import { root } from "./root.js"

export { absolute, here, relative, root } from "./root.js"
export { fill } from "./words.js"

/** Decodes an escaped text; one that is cut off or wrong stays as it is. @param {string} text */
export function decode(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What is known of clauses and terms. */
export const data = dataOf(root)

/** Makes an element from a template of the page. @param {string} id @returns {HTMLElement} */
export function make(id) {
  const template = /** @type {HTMLTemplateElement} */ (named(id))
  return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true))
}
