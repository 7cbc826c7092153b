/* Arriving at a clause: it is in view, and the focus is on it, so that reading and the tab key go on from there. */

import { arriveAt } from "./selection.js"
import { decode } from "./site.js"

function arrive() {
  const id = decode(location.hash.slice(1))
  const found = arriveAt(id) ?? document.getElementById(id)
  const place = found?.matches(".clause-retired") ? found.closest(".clause") : found
  if (!place?.matches(".clause, .term-entry"))
    return
  place.tabIndex = -1
  place.focus({ preventScroll: true })
  place.scrollIntoView({ block: "start", behavior: "instant" })
}

/** Watches for arrivals: now, and at each link to a place on the page. */
export function watchArrivals() {
  window.addEventListener("hashchange", arrive)
  arrive()
}
