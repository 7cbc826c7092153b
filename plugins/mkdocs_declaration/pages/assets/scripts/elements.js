/* Elements that are there because our own templates have them. */

/**
 * The element that a selector names within another; a template that lacks it is an error, which stops that part alone.
 * @param {ParentNode} within @param {string} selector @returns {HTMLElement}
 */
export function part(within, selector) {
  const found = within.querySelector(selector)
  if (!(found instanceof HTMLElement))
    throw new Error(`expected an element '${selector}', found none`)
  return found
}

/** That of an id. @param {string} id @returns {HTMLElement} */
export const named = id => part(document, `#${CSS.escape(id)}`)

/** The link that a selector names. @param {ParentNode} within @param {string} selector @returns {HTMLAnchorElement} */
export const linkIn = (within, selector) => /** @type {HTMLAnchorElement} */ (part(within, selector))

/** What an event happened to, if that is an element. @param {Event} event @returns {Element | null} */
export const targetOf = event => (event.target instanceof Element ? event.target : null)
