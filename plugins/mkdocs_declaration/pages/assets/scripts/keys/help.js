/* The keys of the site, in a dialog, and the switch of those that are a single character. */

import { absolute } from "../root.js"

/** @typedef {[keys: string[][], does: string]} Row */
/** @typedef {{ words: Record<string, string>, control: string, letters: Row[], others: Row[] }} Keys */
/** @typedef {import("./letters.js").Letters} Letters */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Record<string, string>} attributes @param {(Node | string)[]} content
 */
function element(tag, attributes, ...content) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    made.setAttribute(name, value)
  made.append(...content)
  return made
}

/** Keys that are pressed at once. @param {string[]} names @param {string} control What the key Control is called. */
function pressed(names, control) {
  const isApple = /^(mac|ip)/i.test(navigator.platform)
  const keys = names.flatMap((name, index) => [index ? " + " : "", element("kbd", {}, isApple && name === control ? "⌘" : name)])
  return element("span", {}, ...keys)
}

/** A list of keys and what they do. @param {Row[]} rows @param {string} control */
function list(rows, control) {
  const made = element("dl", {})
  for (const [keys, does] of rows) {
    const names = keys.flatMap((names, index) => [index ? " " : "", pressed(names, control)])
    made.append(element("div", {}, element("dt", {}, ...names), element("dd", {}, does)))
  }
  return made
}

/** Makes the dialog, and gives what shows it. @param {Keys} keys @param {Letters} letters */
function make({ control, letters: singles, others, words }, { areOff, turn }) {
  const toggle = element("input", { type: "checkbox", role: "switch", "aria-describedby": "_keys-note" })
  toggle.addEventListener("change", () => turn(toggle.checked))
  const close = element("button", { class: "decl-search-close", "aria-label": words.close, title: words.close }, "×")
  const made = element("dialog", { class: "decl-search decl-keys", "aria-labelledby": "_keys-title" },
    element("form", { method: "dialog" }, element("h2", { id: "_keys-title" }, words.keys), close),
    element("div", { class: "decl-keys-lists" },
      element("label", {}, toggle, words["keys-letters"]),
      element("p", { id: "_keys-note" }, words["keys-letters-note"]),
      list(singles, control),
      element("h3", {}, words["keys-others"]),
      list(others, control)))
  made.addEventListener("click", event => {
    if (event.target === made)
      made.close() // its backdrop was clicked
  })
  document.body.append(made)
  return () => {
    toggle.checked = !areOff()
    if (!made.open)
      made.showModal()
  }
}

/** @type {Promise<() => void> | null} */
let made = null

/** Shows the keys. @param {Letters} letters */
export async function showKeys(letters) {
  made ??= fetch(absolute("assets/keys.json")).then(async answer => make(await answer.json(), letters))
  const show = await made.catch(error => {
    made = null // the next to ask tries again
    throw error
  })
  show()
}
