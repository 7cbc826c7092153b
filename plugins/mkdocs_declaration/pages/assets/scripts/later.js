/* What a page needs only when a reader asks for something: one file, which is loaded then. */

export { cite } from "./citation.js"
export { goOn, showKeys } from "./keys/keys.js"
export { seek, seekPath } from "./missing.js"
export { passage } from "./passage.js"
export { quoted } from "./passages.js"
export { shown } from "./places.js"
export { stayAt } from "./settling.js"
