/* The panel with citations. What it shows is made by `citation.js`, which is loaded when something is cited. */

import { named } from "./elements.js"

/** Closes the dialog when its backdrop is clicked. */
export function watchPanel() {
  const panel = /** @type {HTMLDialogElement} */ (named("_cite"))
  panel.addEventListener("click", event => {
    if (event.target === panel)
      panel.close()
  })
}
