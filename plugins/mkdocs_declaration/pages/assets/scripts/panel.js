/* The panel with citations: its markup and its styles, which are fetched when something is cited for the first time. */

/* global CITE_STYLE */

import { absolute } from "./site.js"

/** @type {Promise<HTMLDialogElement> | null} */
let fetched = null

/** @param {string} address */
const style = address => new Promise((resolve, reject) => {
  const link = document.createElement("link")
  link.rel = "stylesheet"
  link.href = address
  link.addEventListener("load", resolve)
  link.addEventListener("error", () => {
    link.remove()
    reject(new Error(address))
  })
  document.head.append(link)
})

async function fetchPanel() {
  const [answer] = await Promise.all([
    fetch(absolute("assets/cite.html"), { cache: "no-cache" }), style(new URL(CITE_STYLE, import.meta.url).href)
  ])
  const made = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("dialog")
  if (!answer.ok || !made)
    throw new Error(`${answer.status} ${answer.url}`)
  document.body.append(made)
  made.addEventListener("click", ({ target }) => {
    if (target === made) // what is around it
      made.close()
  })
  return made
}

/** The panel, which is not yet filled. @returns {Promise<HTMLDialogElement>} */
export function panel() {
  fetched ??= fetchPanel().catch(error => {
    fetched = null // the next to ask tries again
    throw error
  })
  return fetched
}
