/* Entry point for themes that have no place for the reader's tools: the search. */

import { watchLetters } from "./keys/letters.js"
import { open, watchSearch } from "./search/entrance.js"
import { addButtons, addKeys, replaceModals } from "./search/themes.js"

/** There is no place for what a page has to say. */
const fail = () => window.alert(document.querySelector("[data-unloaded]")?.getAttribute("data-unloaded"))
const watchKeys = () => watchLetters(() => import("./keys/keys.js"), fail)

for (const start of [addButtons, addKeys, () => replaceModals(open), watchSearch, watchKeys])
  try {
    start()
  } catch (error) {
    reportError(error) // reported like an uncaught error, and the other parts still start
  }
