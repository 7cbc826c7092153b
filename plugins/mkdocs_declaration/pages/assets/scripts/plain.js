/* Entry point for themes that have no place for the reader's tools: the search. */

import { open, watchSearch } from "./search/entrance.js"
import { addButtons, replaceModals } from "./search/themes.js"

for (const start of [addButtons, () => replaceModals(open), watchSearch])
  try {
    start()
  } catch (error) {
    reportError(error) // reported like an uncaught error, and the other parts still start
  }
