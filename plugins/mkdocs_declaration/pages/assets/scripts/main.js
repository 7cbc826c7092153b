/* Entry point: the reader's tools and the search. */

import { start, tools } from "./parts.js"
import { watchSearch } from "./search/entrance.js"
import { addButtons } from "./search/themes.js"

start([addButtons, watchSearch, ...tools])
