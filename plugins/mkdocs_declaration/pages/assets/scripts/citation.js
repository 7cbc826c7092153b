/* Fills the panel: one citation, one record or one snippet at a time, of a clause, a range or the whole instrument. */

import { part } from "./elements.js"
import { recall, remember } from "./memory.js"
import { panel } from "./panel.js"
import { passage } from "./passage.js"
import { inHtml } from "./passages.js"
import { absolute, data, fill } from "./site.js"
import { frameOf, snippets } from "./snippets.js"
import { copy, copyShown } from "./status.js"
import { tabs } from "./tabs.js"
import { today } from "./words.js"

/** @typedef {import("./passages.js").Passage} Passage */

/** @type {Record<string, [ending: string, type: string]>} */
const FILES = { bibtex: ["bib", "application/x-bibtex"], ris: ["ris", "application/x-research-info-systems"],
  csl: ["json", "application/vnd.citationstyles.csl+json"] }
const EMBEDDINGS = "_cite-embed"

/** What is cited at present. @type {Passage | null} */
let cited = null

/** The instrument as a whole, as a passage without words of its own. @returns {Promise<Passage>} */
async function whole() {
  const { bibliography, citations, rich, ...known } = await data.instrument()
  const [link, day] = [absolute(""), today("en-GB")] // as of a clause
  /** @param {Record<string, string>} patterns @param {string} address */
  const filled = (patterns, address) => Object.fromEntries(
    Object.entries(patterns).map(([name, pattern]) => [name, fill(pattern, { link: address, today: day })]))
  return {
    ...known, work: known.id, path: "", page: "", permalink: null, link, units: [], before: "", lines: [], after: "", all: new Map(),
    citations: filled(citations, link), rich: filled(rich, inHtml(link)), bibliography: filled(bibliography, link), locators: {}
  }
}

/** What is chosen of a group of choices. @param {HTMLElement} group */
const chosen = group => group.querySelector("input:checked")

/**
 * Lets a reader choose, beginning with what was chosen before.
 * @param {HTMLElement} group @param {(input: HTMLInputElement) => void} onChoice
 */
function choices(group, onChoice) {
  const inputs = [...group.querySelectorAll("input")]
  const former = inputs.find(({ name, value }) => value === recall(name)) ?? inputs[0]
  former.checked = true
  group.addEventListener("change", ({ target }) => {
    const input = /** @type {HTMLInputElement} */ (target)
    remember(input.name, input.value)
    onChoice(input)
  })
}

/** The name of a choice, as it is shown. @param {Element | null | undefined} input */
const nameOf = input => input?.closest("label")?.textContent?.trim() ?? ""

/** @param {string} name @param {string} text */
function element(name, text) {
  const made = document.createElement(name)
  made.textContent = text
  return made
}

/** A text whose address stays whole among words from right to left. @param {string} text @returns {(string | HTMLElement)[]} */
function isolated(text) {
  const [before, ...rest] = text.split(cited?.link ?? "")
  return [before, ...rest.flatMap(after => [element("bdi", cited?.link ?? ""), after])]
}

/** The parts of a text in HTML that has no other markup than italics. @param {string} html @returns {(string | HTMLElement)[]} */
const italics = html => [...new DOMParser().parseFromString(html, "text/html").body.childNodes]
  .flatMap(({ nodeName, textContent }) => (nodeName === "I" ? [element("i", textContent ?? "")] : isolated(textContent ?? "")))

/** @param {HTMLDialogElement} dialog */
function showCitation(dialog) {
  const { value } = /** @type {HTMLInputElement} */ (chosen(part(dialog, ".decl-cite-styles")))
  const rich = cited?.rich[value]
  part(dialog, ".decl-cite-citation").replaceChildren(...rich ? italics(rich) : isolated(cited?.citations[value] ?? ""))
  const within = cited?.inText[value]
  part(dialog, ".decl-cite-in-text").hidden = !within
  part(dialog, ".decl-cite-in-text p").textContent = within ?? ""
}

/** @param {HTMLDialogElement} dialog */
function showRecords(dialog) {
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (dialog.querySelectorAll("[data-format]"))) {
    const format = row.dataset.format ?? ""
    const [ending, type] = FILES[format]
    const link = /** @type {HTMLAnchorElement} */ (part(row, "a"))
    link.href = `data:${type};charset=utf-8,${encodeURIComponent(cited?.bibliography[format] ?? "")}`
    link.download = `${cited?.work}.${ending}`
  }
  const locators = Object.entries(cited?.locators ?? {})
  part(dialog, ".decl-cite-locators").hidden = !locators.length
  for (const [program, locator] of locators)
    part(dialog, `[data-program='${program}'] code`).textContent = locator
}

/** Shows how a quotation looks on a plain page. @param {string} snippet */
function quotation(snippet) {
  const frame = document.createElement("iframe")
  frame.srcdoc = `<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light"><base target="_blank">`
    + `<style>body { margin: 0; padding: 0.1rem 0; font: 1rem/1.5 system-ui, sans-serif }</style>${snippet}`
  frame.addEventListener("load", () => {
    const page = /** @type {HTMLElement} */ (frame.contentDocument?.documentElement)
    new ResizeObserver(() => {
      frame.style.height = `${page.offsetHeight}px`
    }).observe(page)
  })
  return frame
}

/** @param {HTMLDialogElement} dialog */
function showSnippet(dialog) {
  if (!cited)
    return
  const [forms, colours] = [part(dialog, ".decl-cite-forms"), part(dialog, ".decl-cite-colours")]
  const colour = /** @type {HTMLInputElement} */ (chosen(colours)).value
  const found = snippets(cited, colour)
  for (const input of forms.querySelectorAll("input"))
    /** @type {HTMLElement} */ (input.closest("label")).hidden = !(input.value in found)
  let input = /** @type {HTMLInputElement} */ (chosen(forms))
  if (!(input.value in found)) {
    input = /** @type {HTMLInputElement} */ (part(forms, "label:not([hidden]) input"))
    input.checked = true // not remembered: it was not the reader's choice
  }
  const form = input.value
  colours.hidden = form !== "frame"
  part(dialog, ".decl-cite-hint").textContent = input.dataset.hint ?? ""
  part(dialog, "#_cite-embed code").textContent = found[form]
  const preview = part(dialog, ".decl-cite-preview")
  const shown = form === "frame" ? frameOf(cited, colour) : form === "script" ? quotation(found.script) : null
  preview.hidden = !shown
  part(preview, "div").replaceChildren(...shown ? [shown] : [])
  if (shown)
    shown.title = part(preview, "figcaption").textContent ?? ""
}

/** Makes the parts of the panel work, once. @param {HTMLDialogElement} dialog */
function setUp(dialog) {
  choices(part(dialog, ".decl-cite-styles"), () => showCitation(dialog))
  for (const group of [".decl-cite-forms", ".decl-cite-colours"])
    choices(part(dialog, group), () => showSnippet(dialog))
  dialog.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? /** @type {HTMLButtonElement | null} */ (target.closest("button[data-copies]")) : null
    if (!button)
      return
    const row = /** @type {HTMLElement | null} */ (button.closest("li"))
    const group = button.closest("[role=tabpanel]")?.querySelector("fieldset")
    const message = fill(button.dataset.done ?? "", { name: row ? part(row, "strong").textContent ?? "" : nameOf(group && chosen(group)) })
    if (row?.dataset.format)
      copy(cited?.bibliography[row.dataset.format] ?? "", message, { button })
    else
      copyShown(row ? part(row, "code") : part(dialog, button.dataset.copies ?? ""), message, button)
  })
  dialog.addEventListener("close", () => part(dialog, ".decl-cite-preview div").replaceChildren())
  return tabs(part(dialog, "[role=tablist]"), name => {
    remember("cite-tab", name)
    if (name === EMBEDDINGS) // whose preview asks for files
      showSnippet(dialog)
  })
}

/** @type {ReturnType<typeof setUp> | null} */
let parts = null

/**
 * Opens the panel for a clause, a range or, without an id, the instrument as a whole; rejects where something of it cannot
 * be loaded.
 * @param {string} [id]
 */
export async function cite(id) {
  const [next, dialog] = await Promise.all([id ? passage(id) : whole(), panel()])
  cited = next
  parts ??= setUp(dialog)
  part(dialog, "h2").textContent = id ? fill(dialog.dataset.title ?? "", { label: cited.label }) : dialog.dataset.whole ?? ""
  showCitation(dialog)
  showRecords(dialog)
  // The browser traps the focus in it, and restores it afterwards.
  dialog.showModal()
  parts.show(recall("cite-tab"))
  parts.current().focus()
}
