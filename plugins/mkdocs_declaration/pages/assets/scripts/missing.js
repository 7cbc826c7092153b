/*
 * An address that names no place: where it means a clause it goes there, else the clauses nearest to it are offered; a page
 * never silently shows its top instead. Addresses are read by `addresses/book.js`.
 */

import { part } from "./elements.js"
import { describe, leadIn } from "./places.js"
import { absolute, data, decode, fill, here, make, relative } from "./site.js"
import { say, sayUnloaded } from "./status.js"

/** @typedef {import("./addresses/clauses.js").Place} Place */

const LONGEST = 60
const SHOWN = 160

/** A text cut between words, where the script has blanks. @param {string} text @param {number} length */
const cut = (text, length) => (text.length > length ? `${text.slice(0, length).replace(/(?<=\S)\s+\S*$/, "")}…` : text)

/** The entries of a list of places. @param {Place[]} places */
async function entries(places) {
  const described = await Promise.all(places.map(place => describe(place, data)))
  return described.map(({ label, before, words }, index) => {
    const [item, link, beginning, lead] = ["li", "a", "span", "small"].map(name => document.createElement(name))
    link.setAttribute("href", absolute(places[index].path))
    link.textContent = label
    lead.className = "decl-lead"
    lead.textContent = leadIn(before, described[index - 1]?.before)
    beginning.append(...before ? [lead, " "] : [], cut(words, SHOWN))
    item.append(link, " ", beginning)
    return item
  })
}

/** Goes on to an address of the site; the full text keeps who reads it. @param {string} path */
function go(path) {
  const [page, fragment] = path.split("#")
  const isHere = page === here() || (fragment && document.querySelector("[data-page]")
    && fragment.split("~").every(end => document.getElementById(end)))
  location.replace(isHere && fragment ? `#${fragment}` : absolute(path))
}

/** @type {HTMLElement | null} */
let box = null // what is offered on this page

function dismiss() {
  const inside = box?.contains(document.activeElement)
  box?.remove()
  box = null
  if (inside) {
    const main = /** @type {HTMLElement | null} */ (document.querySelector("main h1, h1"))
    main?.setAttribute("tabindex", "-1")
    main?.focus()
  }
}

/** Offers places at the top of the page. @param {string} asked @param {Place[]} near */
async function offer(asked, near) {
  const items = await entries(near)
  dismiss()
  const made = box = make("_unknown")
  const sentence = fill(made.dataset.sentence ?? "", { asked: cut(asked, LONGEST) })
  part(made, "strong").textContent = sentence
  part(made, "ul").replaceChildren(...items)
  made.toggleAttribute("data-empty", !items.length)
  part(made, "button").addEventListener("click", dismiss)
  made.addEventListener("keydown", event => {
    if (event.key === "Escape")
      dismiss()
  })
  const main = document.querySelector("main article") ?? document.querySelector("main") ?? document.body
  main.prepend(made)
  box.focus({ preventScroll: true })
  box.scrollIntoView({ block: "start", behavior: "instant" }) // it may be longer than the screen
  say(sentence, { isShown: false })
}

window.addEventListener("hashchange", dismiss)

/** Seeks what a fragment means that is no place of this page. @param {string} asked The fragment without escapes. */
export async function seek(asked) {
  const isText = Boolean(document.querySelector(".decl-text, .term-entry"))
  const book = await data.book().catch(() => null)
  if (decode(location.hash.slice(1)) !== asked)
    return // another was asked for meanwhile
  if (!book) {
    if (isText)
      sayUnloaded()
    return
  }
  if (book.data.former.includes(asked) && document.getElementById(`_${asked}`)) {
    location.replace(`#_${asked}`)
    return
  }
  if (document.getElementById("_missing-clauses"))
    return // what the whole address means is sought below
  const answer = book.fragment(asked, { inGlossary: here() === "glossary/" })
  if (answer && "path" in answer)
    go(answer.asked ?? answer.path)
  else if (isText || book.looksLikeNumber(asked)) // else it is a heading that its author renamed
    await offer(asked, answer?.near ?? []).catch(sayUnloaded)
}

/** On the page for a wrong address: goes to the clause that the address means, or offers the nearest. */
export async function seekPath() {
  const path = decode((relative(location.href) ?? "").replace(/[?#].*$/s, ""))
  const answer = (await data.book()).path(path, decode(location.hash.slice(1)))
  if (answer && "path" in answer) {
    location.replace(absolute(answer.asked ?? answer.path))
  } else if (answer) {
    const list = document.getElementById("_missing-clauses")
    list?.querySelector("ul")?.append(...await entries(answer.near))
    list?.removeAttribute("hidden")
  }
}
