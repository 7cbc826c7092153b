/* The status line, which reports the result of an action, also to screen readers. */

import { named } from "./elements.js"

/** The line; its data are the messages. Looked for when it is needed: a template of the site's own may lack it. */
const statusLine = () => named("_reader-status")

/** How long a message is shown at least, and for each of its characters where it is long: in milliseconds. */
const SHOWN = 2500
const SHOWN_A_CHARACTER = 60

/** How long the line stays empty before a message, in milliseconds. Not until a frame: a tab that is not seen draws none. */
const EMPTY = 50

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
  timer = window.setTimeout(() => {
    line.textContent = words
    line.classList.toggle("is-said", isShown)
    timer = window.setTimeout(() => line.classList.remove("is-said"), Math.max(SHOWN, words.length * SHOWN_A_CHARACTER))
  }, EMPTY)
}

/** @type {WeakMap<HTMLElement, number>} */
const done = new WeakMap()

/** Shows for a while at a button that it did what it says. @param {HTMLElement} button */
function acknowledge(button) {
  clearTimeout(done.get(button))
  button.classList.add("is-done")
  done.set(button, window.setTimeout(() => button.classList.remove("is-done"), SHOWN))
}

/**
 * Copies a text, or the promise of one, to the clipboard, and reports it.
 * @param {string | Promise<string>} text @param {string} message
 * @param {{ button?: HTMLElement | null, html?: string }} [how] What was pressed: one with words for it (`data-copied`) says itself
 *   that it is done. The same in HTML, for programs that take italics.
 */
export async function copy(text, message, { button, html } = {}) {
  const words = Promise.resolve(text)
  try {
    // Pass the promise at once: some browsers no longer count the click after a file was fetched.
    if (window.ClipboardItem) {
      /** @type {Record<string, Blob | Promise<Blob>>} */
      const forms = { "text/plain": words.then(value => new Blob([value], { type: "text/plain" })) }
      if (html)
        forms["text/html"] = new Blob([html], { type: "text/html" })
      await navigator.clipboard.write([new ClipboardItem(forms)])
    } else {
      await navigator.clipboard.writeText(await words)
    }
    say(message, { isShown: !button?.dataset.copied })
    if (button)
      acknowledge(button)
  } catch {
    const { failed, unloaded } = statusLine().dataset
    words.then(() => say(failed), () => say(unloaded))
  }
}

/** Copies what an element shows, with its italics. @param {Element | null} element @param {string} message @param {HTMLElement} button */
export const copyShown = (element, message, button) =>
  copy(element?.textContent ?? "", message, { button, html: element?.querySelector("i") ? element.innerHTML.replace(/<\/?bdi>/g, "") : "" })

/** Reports that a file could not be loaded. */
export const sayUnloaded = () => say(statusLine().dataset.unloaded)
