/* Entry point for sites with the search of their theme: the reader's tools alone. */

import { start, tools } from "./parts.js"

start(tools)
