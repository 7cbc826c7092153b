/* The search field of Material: Ctrl-K focuses it, and while it is empty, places to start from are listed. */

/** Sets up the search field. */
export function watchFinder() {
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector(".md-search__input"))
  const offer = document.querySelector(".decl-search-start")
  if (!field || !offer)
    return // the search of another theme
  document.addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault()
      field.focus()
      field.select()
    }
  })
  // The theme's arrow keys step through every link below the field, also through hidden ones; so the list is removed
  // from the page while there are results.
  const holder = offer.parentElement
  const next = offer.nextElementSibling
  const turn = () => {
    if (field.value.trim())
      offer.remove()
    else if (!offer.isConnected)
      holder?.insertBefore(offer, next)
  }
  field.addEventListener("input", turn)
  // The theme listens to key events only; a number may be pasted or dictated.
  field.addEventListener("input", () => field.dispatchEvent(new KeyboardEvent("keyup")))
  field.form?.addEventListener("reset", () => setTimeout(turn))
  turn()
  // The theme drops the focus when the search is closed; restore it.
  /** @type {HTMLElement | null} */
  let before = null
  field.addEventListener("focus", event => {
    if (event.relatedTarget instanceof HTMLElement && !event.relatedTarget.closest(".md-search"))
      before = event.relatedTarget
  })
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && document.querySelector("#__search:checked"))
      setTimeout(() => before?.focus())
  })
  // Enter opens the best result; without a query there is none.
  field.addEventListener("keydown", event => {
    if (event.key === "Enter" && !field.value.trim())
      event.stopPropagation()
  })
}
