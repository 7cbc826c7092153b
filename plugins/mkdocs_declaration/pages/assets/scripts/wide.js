/*
 * Code and tables that scroll sideways, as they are wider than their place: the tab key reaches them, and they are called by the
 * heading that they stand under (WCAG 2.2, success criteria 2.1.1 and 4.1.2).
 */

const WIDE = "pre, pre > code, .md-typeset__scrollwrap, .wy-table-responsive"
const HEADINGS = "h1, h2, h3, h4, h5, h6"

/** The words of a heading, without the link to it. @param {Element | undefined} heading */
function words(heading) {
  const copy = /** @type {Element | undefined} */ (heading?.cloneNode(true))
  copy?.querySelector(".headerlink")?.remove()
  return copy?.textContent?.trim() || document.title
}

/** @param {HTMLElement} element @param {Element[]} headings */
function reflect(element, headings) {
  const { overflowX } = getComputedStyle(element)
  if (element.scrollWidth <= element.clientWidth || !/auto|scroll/.test(overflowX)) {
    for (const name of ["aria-label", "role", "tabindex"])
      element.removeAttribute(name)
    return
  }
  element.tabIndex = 0
  element.role = "group"
  element.ariaLabel = words(headings.findLast(one => one.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING))
}

function reflectAll() {
  const headings = [...document.querySelectorAll(HEADINGS)]
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(WIDE)))
    reflect(element, headings)
}

new ResizeObserver(reflectAll).observe(document.body)
window.addEventListener("load", reflectAll) // when themes have put tables into what scrolls them
