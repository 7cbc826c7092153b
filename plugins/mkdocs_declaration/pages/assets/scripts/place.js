/* Where the reader is in the full text: the header of the theme, which has the title of a page, names the division. */

import { plainWords } from "./positions.js"

const TITLE = "[data-md-component='header-topic'] .md-ellipsis"

/** Follows the reader through the divisions of a page that has several. */
export function watchPlace() {
  const title = document.querySelector(TITLE)
  const divisions = [...document.querySelectorAll(".decl-text [data-page]")]
  if (!title || !divisions.length)
    return
  const whole = title.textContent
  /** @type {Set<Element>} */ const seen = new Set()
  const observer = new IntersectionObserver(changes => {
    for (const { target, isIntersecting } of changes)
      seen[isIntersecting ? "add" : "delete"](target)
    const division = divisions.findLast(one => seen.has(one))
    const heading = division?.querySelector(":scope > .clause-title")
    const name = heading ? plainWords(heading) : whole
    title.textContent = name.replace(/\s+/g, " ").trim()
  }, { rootMargin: "-10% 0px -90% 0px" })
  for (const division of divisions)
    observer.observe(division)
}
