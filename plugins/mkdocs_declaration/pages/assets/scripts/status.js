/* The status line, which reports the result of an action, also to screen readers. */

import { named } from "./elements.js"

/** The line; its data are the messages. Looked for when it is needed: a template of the site's own may lack it. */
const statusLine = () => named("_reader-status")

let timer = 0

/**
 * Reports a message. The line moves into an open dialog, since everything outside of it is inert.
 * @param {string | undefined} words
 * @param {{ isShown?: boolean }} [how] Whether it is seen as well; not where the page itself shows the words.
 */
export function say(words = "", { isShown = true } = {}) {
  const line = statusLine()
  const holder = document.querySelector("dialog[open]") || document.body
  if (line.parentElement !== holder)
    holder.append(line)
  clearTimeout(timer)
  line.textContent = ""
  line.classList.remove("is-said")
  // A screen reader announces changes, so a repeated message must be one.
  requestAnimationFrame(() => {
    line.textContent = words
    line.classList.toggle("is-said", isShown)
  })
  timer = window.setTimeout(() => line.classList.remove("is-said"), 4000)
}

/**
 * Copies a text, or the promise of one, to the clipboard, and reports it.
 * @param {string | Promise<string>} text @param {string} message
 */
export async function copy(text, message) {
  const words = Promise.resolve(text)
  try {
    // Pass the promise at once: some browsers no longer count the click after a file was fetched.
    if (window.ClipboardItem) {
      const blob = words.then(value => new Blob([value], { type: "text/plain" }))
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })])
    } else {
      await navigator.clipboard.writeText(await words)
    }
    say(message)
  } catch {
    const { failed, unloaded } = statusLine().dataset
    words.then(() => say(failed), () => say(unloaded))
  }
}

/** Reports that a file could not be loaded. */
export const sayUnloaded = () => say(statusLine().dataset.unloaded)
