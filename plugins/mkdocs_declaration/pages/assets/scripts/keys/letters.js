/*
 * Keys of a single character, ours and those of the theme. Readers may turn them off (WCAG 2.2, success criterion 2.1.4); what
 * they begin is loaded when one is pressed.
 */

import { composes } from "./composing.js"

/** @typedef {{ areOff: () => boolean, turn: (on: boolean) => void }} Letters Whether they are off, and what turns them on or off. */
/** @typedef {(clause: HTMLElement) => void} Select What marks a clause as the one where the reader is. */
/** @typedef {{ goOn: (step: number, select?: Select) => void, showKeys: (letters: Letters) => Promise<void> }} Actions */

const SETTING = "mkdocs-declaration.letters"
const OFF = "off"
const WRITABLE = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select"

let areOff = read()

function read() {
  try {
    return localStorage.getItem(SETTING) === OFF
  } catch {
    return false // a browser that keeps nothing for this site
  }
}

export const lettersAreOff = () => areOff

/** Shows on the page which keys there are. */
function reflect() {
  document.documentElement.classList.toggle("is-without-letters", areOff)
  for (const button of document.querySelectorAll(".decl-search-button[aria-keyshortcuts]"))
    button.setAttribute("aria-keyshortcuts", areOff ? "Control+K" : "/ Control+K")
}

/** Turns them on or off, for all pages of the site. @param {boolean} on */
function turn(on) {
  areOff = !on
  reflect()
  try {
    localStorage.setItem(SETTING, on ? "on" : OFF)
  } catch {
    // Then it is so on this page alone.
  }
}

/** Whether a key that is pressed is a single character, and is not meant for a field. @param {KeyboardEvent} event */
export function isLetter(event) {
  const { altKey, ctrlKey, key, metaKey } = event
  const [target] = event.composedPath()
  return key.length === 1 && key !== " " && !altKey && !ctrlKey && !metaKey && !composes(event)
    && !(target instanceof HTMLElement && (target.isContentEditable || target.matches(WRITABLE)))
}

/** The letter of a key; of a keyboard for another script that which Latin ones have there. @param {KeyboardEvent} event */
const latin = ({ code, key }) => (key < "\x7f" ? key : code.slice(-1)).toLowerCase()

/** @type {Record<string, number>} */
const STEPS = { j: 1, k: -1 }

/**
 * Watches for keys, and for the button that shows them.
 * @param {() => Promise<Actions>} load @param {(error: unknown) => void} fail @param {Select} [select]
 */
export function watchLetters(load, fail, select) {
  const show = () => load().then(({ showKeys }) => showKeys({ areOff: lettersAreOff, turn })).catch(fail)
  reflect()
  window.addEventListener("storage", () => {
    areOff = read()
    reflect()
  })
  // Behind what has the focus, and before the theme, which listens to the document or the window.
  document.body.addEventListener("keydown", event => {
    if (!isLetter(event))
      return
    const asks = "?\u061f\uff1f".includes(event.key) // of Arabic and of East Asian keyboards as well
    const step = !event.shiftKey && document.querySelector(".decl-text") ? STEPS[latin(event)] : 0
    const isMeantForNone = areOff || document.querySelector("dialog:modal")
    if (isMeantForNone || asks || step)
      event.stopPropagation()
    if (isMeantForNone || event.defaultPrevented)
      return
    if (asks)
      show()
    else if (step)
      load().then(({ goOn }) => goOn(step, select)).catch(fail)
  })
  document.addEventListener("click", event => {
    if (event.target instanceof Element && event.target.closest(".decl-keys-button"))
      show()
  })
}
