/* The dialog with the citations of a passage, its records for reference managers, and snippets for other pages. */

import { passage } from "./passage.js"
import { linkIn, named, part } from "./elements.js"
import { absolute, fill, make } from "./site.js"
import { copy, sayUnloaded } from "./status.js"

/** @type {Record<string, [ending: string, type: string]>} */
const FILES = { bibtex: ["bib", "application/x-bibtex"], ris: ["ris", "application/x-research-info-systems"],
  csl: ["json", "application/vnd.citationstyles.csl+json"] }

/**
 * Makes an entry of the dialog: a heading, a text and a button that copies it.
 * @param {string} template @param {string} key @param {string} text @param {HTMLElement} panel @returns {[HTMLElement, string]}
 */
function entry(template, key, text, panel) {
  const made = make(template)
  const name = panel.dataset[`style${key[0].toUpperCase()}${key.slice(1)}`] ?? key
  part(made, "h3").textContent = name
  const button = part(made, "button")
  button.setAttribute("aria-label", `${button.textContent?.trim()}: ${name}`)
  button.addEventListener("click", () => copy(text, fill(button.dataset.done ?? "", { style: name })))
  return [made, name]
}

/** @param {string} text */
const escaped = text => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)

/** Snippets that put a passage into another page: a Markdown link, a frame, a script. @param {import("./passages.js").Passage} passage */
function embeddings({ after, before, id, label, link, lines, permalink }) {
  const script = absolute("embed.js")
  /** @type {Record<string, string>} */
  const found = {
    markdown: `[${label}](${link})`,
    script: `<a href="${link}">${escaped(label)}</a><script async src="${script}"></script>`
  }
  if (permalink) { // a range has no page of its own
    const height = [before, ...lines, after].filter(Boolean).reduce((sum, line) => sum + 1 + 2 * Math.ceil(line.length / 50), 9)
    // Nothing in it runs; the links in it may leave.
    found.frame = `<iframe src="${absolute(`${id}/embed/`)}" title="${escaped(label)}" sandbox="allow-top-navigation-by-user-activation"`
      + ` style="width: 100%; height: ${height}em; border: 0"></iframe>`
  }
  return found
}

/** Opens the dialog for a passage. The browser traps the focus in it, and restores it afterwards. @param {string} id */
export async function cite(id) {
  const cited = await passage(id).catch(() => null)
  if (!cited)
    return sayUnloaded()
  const panel = /** @type {HTMLDialogElement} */ (named("_cite"))
  part(panel, "#_cite-title").textContent = fill(panel.dataset.title ?? "", { label: cited.label })
  part(panel, ".decl-cite-styles").replaceChildren(...Object.entries(cited.citations).map(([style, text]) => {
    const [made] = entry("_cite-style", style, text, panel)
    part(made, "p").textContent = text
    return made
  }))
  part(panel, ".decl-cite-embeddings").replaceChildren(...Object.entries(embeddings(cited)).map(([way, text]) => {
    const [made] = entry("_cite-style", way, text, panel)
    const code = document.createElement("code")
    code.textContent = text
    part(made, "p").append(code)
    return made
  }))
  part(panel, ".decl-cite-files").replaceChildren(...Object.entries(cited.bibliography).map(([format, text]) => {
    const [made, name] = entry("_cite-file", format, text, panel)
    const [ending, type] = FILES[format] ?? ["txt", "text/plain"]
    const link = linkIn(made, "a")
    link.href = `data:${type};charset=utf-8,${encodeURIComponent(text)}`
    link.download = `${id}.${ending}`
    link.setAttribute("aria-label", `${link.textContent?.trim()}: ${name}`)
    return made
  }))
  return panel.showModal()
}
