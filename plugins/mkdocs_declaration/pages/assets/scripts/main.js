/* What the pages do beyond being read. Every part works on its own; without any of them the pages still read and link. */

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
    reportError(error) // seen where errors are seen, and the other parts start
  }
