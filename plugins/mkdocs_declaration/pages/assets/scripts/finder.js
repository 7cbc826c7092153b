/* The search field: Ctrl-K opens it, and while it is empty it offers where to begin. */

/** Watches the search field. */
export function watchFinder() {
  const field = document.querySelector(".md-search__input")
  const offer = document.querySelector(".decl-search-start")
  if (!field || !offer)
    return // another search than the one that this is made for
  document.addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault()
      field.focus()
      field.select()
    }
  })
  // The theme's arrow keys step through every link below the field, also through hidden ones; so the offer is taken out
  // of the page while there are results.
  const holder = offer.parentElement
  const next = offer.nextElementSibling
  const turn = () => {
    if (field.value.trim())
      offer.remove()
    else if (!offer.isConnected)
      holder.insertBefore(offer, next)
  }
  field.addEventListener("input", turn)
  // The theme listens to keys alone; a number may be pasted or dictated.
  field.addEventListener("input", () => field.dispatchEvent(new KeyboardEvent("keyup")))
  field.form.addEventListener("reset", () => setTimeout(turn))
  turn()
  // The theme lets the focus go when the search is left; it goes back to where it was.
  let before = null
  field.addEventListener("focus", event => {
    if (event.relatedTarget && !event.relatedTarget.closest(".md-search"))
      before = event.relatedTarget
  })
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && document.getElementById("__search").checked)
      setTimeout(() => before?.focus())
  })
  // Enter goes to the best result; without a query there is none.
  field.addEventListener("keydown", event => {
    if (event.key === "Enter" && !field.value.trim())
      event.stopPropagation()
  })
}
