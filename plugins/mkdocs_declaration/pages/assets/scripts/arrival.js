/* Arriving at a clause: it is in view, and the focus is on it, so that reading and the tab key go on from there. */

import { arriveAt } from "./selection.js"
import { decode } from "./site.js"

/** @type {Map<string, string>} */
const successors = new Map() // ids of clauses and terms by those that are retired

/** Whether the page has a place of this name that is no clause, as a heading or an anchor; `top` is that of every page (HTML, 7.4.6.4). @param {string} name */
const isPlace = name => Boolean(document.getElementById(name)) || document.getElementsByName(name).length > 0 || /^top$/i.test(name)

function arrive() {
  const asked = decode(location.hash.slice(1))
  const id = [...new Set(asked.split("~").map(end => successors.get(end) ?? end))].join("~")
  if (id !== asked)
    return void location.replace(`#${id}`)
  const place = arriveAt(id)
  if (place?.matches(".clause, .term-entry")) {
    place.tabIndex = -1
    place.focus({ preventScroll: true })
    place.scrollIntoView({ block: "start", behavior: "instant" })
    if (place.closest(".decl-text--long"))
      import("./later.js").then(({ stayAt }) => stayAt(place))
  } else if (id && !id.startsWith("_") && !isPlace(id)) {
    import("./later.js").then(({ seek }) => seek(id))
  }
}

/** Watches for arrivals: now, and at each link to a place on the page. */
export function watchArrivals() {
  // Where a browser without JavaScript lands. It would take the focus away from the clauses themselves.
  for (const place of document.querySelectorAll(".clause-retired, .term-retired")) {
    successors.set(place.id, place.closest(".clause, .term-entry")?.id ?? "")
    place.remove()
  }
  window.addEventListener("hashchange", arrive)
  arrive()
}
