/* The parts of the reader. No part depends on another; without scripts, pages can be read and linked. */

import { watchArrivals } from "./arrival.js"
import { watchLinks } from "./card.js"
import { watchCiting } from "./citing.js"
import { watchCopying } from "./copying.js"
import { watchHand } from "./hand.js"
import { watchLetters } from "./keys/letters.js"
import { watchMenu } from "./menu.js"
import { watchPlace } from "./place.js"
import { watchPrinting } from "./printing.js"
import { choose, watchSelection } from "./selection.js"
import { sayUnloaded } from "./status.js"

/** On the page for a wrong address: what the address means. */
function seekClauses() {
  if (document.getElementById("_missing-clauses"))
    import("./later.js").then(({ seekPath }) => seekPath())
}

/** On pages of authors: code and tables that may be wider than their place. */
export function watchWide() {
  if (document.querySelector("pre, table:not([class])"))
    import("./wide.js")
}

const watchKeys = () => watchLetters(() => import("./later.js"), sayUnloaded, choose)

/** What a reader has at clauses and links. */
export const tools = [
  watchHand, watchCiting, watchLinks, watchSelection, watchCopying, watchPlace, watchPrinting, watchKeys, watchMenu, watchWide,
  watchArrivals, seekClauses
]

/** Starts each part. @param {(() => void)[]} parts */
export function start(parts) {
  for (const part of parts)
    try {
      part()
    } catch (error) {
      reportError(error) // reported like an uncaught error, and the other parts still start
    }
}
