/* Entry point: starts each part of the reader. No part depends on another; without scripts, pages can be read and linked. */

import { watchArrivals } from "./arrival.js"
import { watchLinks } from "./card.js"
import { watchPanel } from "./panel.js"
import { watchSelection } from "./selection.js"
import { watchSearch } from "./search/entrance.js"
import { addButtons } from "./search/themes.js"
import { addToolbars } from "./toolbar.js"

/** On the page for a wrong address: what the address means. */
function seekClauses() {
  if (document.getElementById("_missing-clauses"))
    import("./later.js").then(({ seekPath }) => seekPath())
}

for (const start of [addToolbars, watchPanel, watchLinks, watchSelection, addButtons, watchSearch, watchArrivals, seekClauses])
  try {
    start()
  } catch (error) {
    reportError(error) // reported like an uncaught error, and the other parts still start
  }
