/* Arriving at a clause: it is in view, and the focus is on it, so that reading and the tab key go on from there. */

import { arriveAt } from "./selection.js"
import { decode } from "./site.js"

const successors = new Map() // ids of clauses and terms by those that are retired
const former = new Map(Object.entries(JSON.parse(document.getElementById("_reader-status").dataset.former)))

/** What an id is called now: that of a clause by its successor, that of a part of the page by its own. */
function current(id) {
  const part = former.get(id)
  return successors.get(id) ?? (part && !document.getElementById(id) && document.getElementById(part) ? part : id)
}

function arrive() {
  const asked = decode(location.hash.slice(1))
  const id = [...new Set(asked.split("~").map(current))].join("~")
  if (id !== asked)
    return location.replace(`#${id}`)
  const place = arriveAt(id) ?? document.getElementById(id)
  if (!place?.matches(".clause, .term-entry"))
    return
  place.tabIndex = -1
  place.focus({ preventScroll: true })
  place.scrollIntoView({ block: "start", behavior: "instant" })
}

/** Watches for arrivals: now, and at each link to a place on the page. */
export function watchArrivals() {
  // Where a browser without JavaScript lands. It would take the focus away from the clauses themselves.
  for (const place of document.querySelectorAll(".clause-retired, .term-retired")) {
    successors.set(place.id, place.closest(".clause, .term-entry").id)
    place.remove()
  }
  window.addEventListener("hashchange", arrive)
  arrive()
}
