/* Entry point: starts each part of the reader. No part depends on another; without scripts, pages can be read and linked. */

import { watchArrivals } from "./arrival.js"
import { watchLinks } from "./card.js"
import { watchPanel } from "./citation.js"
import { watchFinder } from "./finder.js"
import { offerClauses } from "./missing.js"
import { watchSelection } from "./selection.js"
import { addToolbars } from "./toolbar.js"

for (const start of [addToolbars, watchPanel, watchLinks, watchSelection, watchFinder, watchArrivals, offerClauses])
  try {
    start()
  } catch (error) {
    reportError(error) // reported like an uncaught error, and the other parts still start
  }
