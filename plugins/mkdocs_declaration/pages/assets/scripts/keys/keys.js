/* What keys do, as one file that is loaded when the first is pressed. */

export { showKeys } from "./help.js"
export { goOn } from "./moving.js"
