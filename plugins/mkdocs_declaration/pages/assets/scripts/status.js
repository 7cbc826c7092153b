/* A line that says what was done, to the eye and to a screen reader. */

const line = document.getElementById("_reader-status")
let timer

/** Says a sentence. In a dialog the line moves in, since everything outside of an open one is inert. */
export function say(words) {
  const holder = document.querySelector("dialog[open]") || document.body
  if (line.parentElement !== holder)
    holder.append(line)
  clearTimeout(timer)
  line.textContent = ""
  // A screen reader speaks a change, so the same sentence said twice has to be one.
  requestAnimationFrame(() => {
    line.textContent = words
    line.classList.add("is-said")
  })
  timer = setTimeout(() => line.classList.remove("is-said"), 4000)
}

/** Puts a text, or the promise of one, on the clipboard, and says so. */
export async function copy(text, said) {
  const words = Promise.resolve(text)
  try {
    // The promise goes to the clipboard at once: some browsers forget the click while a file is fetched.
    if (window.ClipboardItem) {
      const blob = words.then(value => new Blob([value], { type: "text/plain" }))
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })])
    } else {
      await navigator.clipboard.writeText(await words)
    }
    say(said)
  } catch {
    words.then(() => say(line.dataset.failed), () => say(line.dataset.unloaded))
  }
}

/** Says that a file could not be loaded. */
export const sayUnloaded = () => say(line.dataset.unloaded)
