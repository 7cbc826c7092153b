/*
 * The menu of the theme, whose parts are opened by labels of boxes that are not seen. They become buttons that say what is open;
 * what lies out of sight on a narrow screen is out of reach as well (WCAG 2.2, success criteria 2.1.1, 2.4.7, 2.4.11 and 4.1.2).
 */

/** The width from which the theme has its menu beside the page. */
const wide = window.matchMedia("(min-width: 76.25em)")

/** The box of a part of the menu. @param {Element} item @returns {HTMLInputElement | null} */
const boxOf = item => item.querySelector(":scope > .md-nav__toggle")

/** Takes out of reach parts that are shut, and what lies below one that is open. @param {Element} menu */
function cover(menu) {
  for (const list of menu.querySelectorAll(".md-nav__list")) {
    const items = [...list.children]
    const open = items.find(item => !wide.matches && boxOf(item)?.checked)
    for (const beside of /** @type {Iterable<HTMLElement>} */ (list.parentElement?.children ?? []))
      beside.inert = Boolean(open) && beside !== list
    for (const item of items)
      for (const part of /** @type {Iterable<HTMLElement>} */ (item.children))
        part.inert = part.matches("nav") ? !wide.matches && item !== open && Boolean(boxOf(item)) : Boolean(open)
  }
}

/** What the tab key reaches first. @param {Element} menu @returns {HTMLElement | undefined} */
const firstStop = menu => [.../** @type {NodeListOf<HTMLElement>} */ (menu.querySelectorAll("a[href], [role=button][tabindex='0']"))]
  .find(stop => !stop.closest("[inert]") && stop.checkVisibility())

/** The box that a label, or a button in one, is of. @param {Element | null} node */
const controlled = node => /** @type {HTMLInputElement | null | undefined} */ (node?.closest("label")?.control)

/** Makes a button of what a label shows; a label itself can be none (ARIA in HTML, `label`). @param {HTMLLabelElement} label @param {string} name */
function button(label, name) {
  const made = /** @type {HTMLElement} */ (label.querySelector(".md-ellipsis, .md-nav__icon") ?? document.createElement("span"))
  if (!made.isConnected) {
    made.append(...label.childNodes)
    label.append(made)
  }
  const toggle = (/** @type {Event} */ event) => {
    event.preventDefault()
    controlled(label)?.click()
  }
  made.role = "button"
  if (!made.textContent?.trim())
    made.ariaLabel = name
  made.addEventListener("click", toggle)
  made.addEventListener("keydown", event => {
    if (event.key === " " || event.key === "Enter")
      toggle(event)
  })
  label.removeAttribute("tabindex")
  return made
}

/** Watches the menu. */
export function watchMenu() {
  const menu = /** @type {HTMLElement | null} */ (document.querySelector(".md-sidebar--primary"))
  const header = /** @type {HTMLLabelElement | null} */ (document.querySelector(".md-header [for=__drawer]"))
  const drawer = controlled(header)
  if (!menu || !header || !drawer)
    return
  const opener = button(header, menu.querySelector("nav")?.ariaLabel ?? "")
  const labels = /** @type {NodeListOf<HTMLLabelElement>} */ (menu.querySelectorAll("label:is([for^=__nav], [for=__toc])"))
  // A sign alone is called like the title, or the link, that it stands beside.
  const buttons = [opener, ...[...labels].map(label => button(label, (label.textContent?.trim() || label.parentElement?.textContent?.trim()) ?? ""))]

  const reflect = () => {
    const stop = document.activeElement
    menu.inert = !wide.matches && !drawer.checked
    cover(menu)
    for (const one of buttons) {
      one.ariaExpanded = `${controlled(one)?.checked}`
      one.tabIndex = getComputedStyle(one).pointerEvents === "none" ? -1 : 0
    }
    // A button that is covered hands the focus on to the one that takes back what it did.
    if (stop?.closest("[inert]"))
      (buttons.find(one => controlled(one) === controlled(stop) && !one.closest("[inert]")) ?? opener).focus({ preventScroll: true })
  }

  for (const box of new Set(buttons.map(controlled)))
    box?.addEventListener("change", reflect)
  drawer.addEventListener("change", () => {
    if (drawer.checked && document.activeElement === opener)
      firstStop(menu)?.focus({ preventScroll: true })
  })
  menu.addEventListener("keydown", event => {
    if (event.key === "Escape" && drawer.checked)
      drawer.click()
  })
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (drawer.checked && relatedTarget instanceof Node && relatedTarget !== opener && !menu.contains(relatedTarget))
      drawer.click() // or what has the focus would lie below the menu
  })
  for (const link of menu.querySelectorAll("a.md-nav__link--active:not([href*='#'])"))
    link.ariaCurrent = "page"
  // Branches of contents are no landmarks: those of one name could not be told apart.
  for (const branch of document.querySelectorAll(".md-nav--secondary .md-nav")) {
    branch.removeAttribute("aria-label")
    branch.role = "none"
  }
  wide.addEventListener("change", reflect)
  reflect()
}
