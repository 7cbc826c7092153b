/* What the search needs of a theme that has no template of ours: a button in its header, and no search of its own. */

/** Where buttons go on known themes; then what pages usually have, of which the first does. */
const KNOWN = [".navbar > .container", ".wy-side-nav-search", ".wy-nav-top", ".md-header__inner"]
const USUAL = ["header", "nav", "[role=banner]", "body"]
/** What the ids in the theme `mkdocs` begin with, as MkDocs and as ProperDocs have it. */
const PREFIXES = ["mkdocs", "properdocs"]

/** Adds the button that shows the keys to the foot of a page, of the template that it has. */
export function addKeys() {
  const template = document.getElementById("_keys-button")
  const feet = document.querySelectorAll("footer, [role=contentinfo]")
  if (template instanceof HTMLTemplateElement)
    (feet[feet.length - 1] ?? document.body).append(template.content.cloneNode(true))
}

/** Adds buttons to the header, of the template that a page has. */
export function addButtons() {
  const template = document.getElementById("_search-button")
  if (!(template instanceof HTMLTemplateElement))
    return // of a page that the site's own template makes
  const known = [...document.querySelectorAll(KNOWN.join())]
  const headers = known.length ? known : USUAL.map(selector => document.querySelector(selector)).filter(Boolean).slice(0, 1)
  for (const header of headers) {
    const toggler = header?.querySelector(":scope > .navbar-toggler")
    if (toggler)
      toggler.before(template.content.cloneNode(true))
    else if (header === document.body)
      header.prepend(template.content.cloneNode(true))
    else
      header?.append(template.content.cloneNode(true))
  }
}

/**
 * The script of the theme `mkdocs` sets up the dialog of its search and ends if there is none. It starts when the page is
 * parsed, after modules ran; what would show that dialog (its key, its address with `?q=`) opens the search instead.
 * @param {() => void} open
 */
export function replaceModals(open) {
  if (!document.querySelector(".navbar .navbar-collapse"))
    return
  for (const prefix of PREFIXES) {
    const id = `${prefix}_search_modal`
    if (document.getElementById(id))
      continue
    const parts = `<input id="${prefix}-search-query"><div id="${prefix}-search-results"></div>`
    document.body.insertAdjacentHTML("beforeend", `<div class="modal" id="${id}" hidden>${parts}</div>`)
    document.getElementById(id)?.addEventListener("show.bs.modal", event => {
      event.preventDefault()
      open()
    })
  }
}
