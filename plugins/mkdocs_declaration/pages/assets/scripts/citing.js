/* The citations of the instrument on the front page: its link to them opens the panel, and each can be copied. */

import { targetOf } from "./elements.js"
import { copyShown } from "./status.js"

/** @param {MouseEvent} event */
function onClick(event) {
  const target = targetOf(event)
  const button = /** @type {HTMLElement | null | undefined} */ (target?.closest(".decl-front-cite button"))
  if (button) {
    copyShown(button.previousElementSibling, button.dataset.done ?? "", button)
    return
  }
  const link = target?.closest("a[data-cite]")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey)
    return
  event.preventDefault()
  import("./later.js").then(({ cite }) => cite()).catch(() => {
    location.assign(link.getAttribute("href") ?? "") // the list on the page has them as well
  })
}

/** Watches for readers who cite the instrument as a whole. */
export function watchCiting() {
  const buttons = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".decl-front-cite button"))
  for (const button of buttons)
    button.hidden = false // without a script they would do nothing
  if (buttons.length)
    document.addEventListener("click", onClick)
}
