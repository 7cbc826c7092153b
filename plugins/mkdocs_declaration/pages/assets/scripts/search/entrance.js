/*
 * The way into the search: a button, `/`, Ctrl-K, an address with `?q=`. The field is there at once, so that no key is
 * lost; all else is loaded then.
 */

/* global SEARCH_DIALOG */

import { composes } from "../keys/composing.js"
import { isLetter, lettersAreOff } from "../keys/letters.js"

const WAYS = ".decl-search-button, a[href$='?q=#_no-script']"

/** @type {HTMLDialogElement | null} */
let dialog = null

/** The button, which has the words that the dialog needs before anything is loaded. @returns {HTMLElement | null} */
const button = () => document.querySelector(".decl-search-button")

/** @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {Record<string, string>} attributes */
function element(tag, attributes) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    made.setAttribute(name, value)
  return made
}

/** The dialog, with its field alone. */
function make() {
  const name = (button()?.querySelector("span") ?? button())?.textContent?.trim() || "Search"
  const made = element("dialog", { id: "_search", class: "decl-search", "aria-label": name })
  const form = element("form", { class: "decl-search-form", role: "search" })
  form.append(element("input", {
    id: "_search-field", class: "decl-search-field", type: "search", name: "q", role: "combobox", "aria-label": name, placeholder: name,
    "aria-expanded": "false", "aria-controls": "_search-results", "aria-autocomplete": "list", autocomplete: "off", autocapitalize: "off",
    autocorrect: "off", spellcheck: "false", enterkeyhint: "go", autofocus: ""
  }))
  // There from the beginning: a phone has no other way out, whatever cannot be loaded.
  const closing = button()?.dataset.close ?? "Close"
  const close = element("button", { type: "button", class: "decl-search-close", title: closing, "aria-label": closing })
  close.append("×")
  close.addEventListener("click", () => made.close())
  form.append(close)
  made.append(form)
  document.body.append(made)
  // A page that goes on to what a fragment means takes the focus with it.
  window.addEventListener("hashchange", () => {
    if (made.open)
      made.querySelector("input")?.focus()
  })
  // Enter before there are results: the first of them is gone to (dialog.js).
  form.addEventListener("submit", event => {
    event.preventDefault()
    made.dataset.hasty = ""
  })
  return made
}

/** Opens the search. @param {string} [query] What is asked, if something is. */
export function open(query) {
  dialog ??= make()
  const field = /** @type {HTMLInputElement} */ (dialog.querySelector("input"))
  if (query !== undefined)
    field.value = query
  if (!dialog.open)
    dialog.showModal()
  field.select()
  const opened = dialog
  /** @type {Promise<typeof import("./dialog.js")>} */
  const loaded = import(SEARCH_DIALOG)
  loaded.then(({ attach }) => attach(opened)).catch(() => {
    if (!opened.querySelector("[role=status]"))
      opened.append(element("p", { class: "decl-search-status", role: "status" }))
    // Filled when it is there: a screen reader announces changes.
    opened.querySelector("[role=status]")?.replaceChildren(button()?.dataset.unloaded ?? "")
  })
}

/** Whether a key that is pressed asks for the search. @param {KeyboardEvent} event */
function asks(event) {
  const { altKey, ctrlKey, key, metaKey, shiftKey } = event
  if (ctrlKey || metaKey)
    return key.toLowerCase() === "k" && !shiftKey && !altKey && !composes(event)
  return key === "/" && isLetter(event) && !lettersAreOff()
}

/** Watches for readers who turn to the search. */
export function watchSearch() {
  // Before the page's own listeners: to the theme `mkdocs`, `/` is the key of its help.
  window.addEventListener("keydown", event => {
    if (asks(event) && !document.querySelector("dialog[open]:not(#_search)")) {
      event.preventDefault()
      event.stopPropagation()
      open()
    }
  }, { capture: true })
  document.addEventListener("click", event => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey
    if (isPlain && event.target instanceof Element && event.target.closest(WAYS)) {
      event.preventDefault()
      open()
    }
  })
  const asked = new URLSearchParams(location.search).get("q")
  if (asked !== null)
    open(asked)
}

