/* What a reader chose before, kept by the browser for this site; where it keeps nothing, nothing is remembered. */

const PREFIX = "mkdocs-declaration."

/** @param {string} name @returns {string | null} */
export function recall(name) {
  try {
    return localStorage.getItem(PREFIX + name)
  } catch {
    return null
  }
}

/** @param {string} name @param {string} value */
export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value)
  } catch {
    // A reader who allows no storage chooses anew on each page.
  }
}
