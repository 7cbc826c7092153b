/* Where the site is, and its machine-readable files, fetched once and only when something asks for them. */

const config = JSON.parse(document.getElementById("__config").textContent)

/** The address of the site's root, with a slash at its end. */
export const root = new URL(`${config.base}/`.replace(/\/\/$/, "/"), location.href)

/** An address relative to the site's root as an absolute one. */
export const absolute = path => new URL(path, root).href

/** An absolute address relative to the site's root, or null if it is elsewhere. */
export const relative = address => (address.startsWith(root.href) ? address.slice(root.href.length) : null)

/** Decodes an escaped text; one that is cut off or wrong stays as it is. */
export function decode(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const fetched = new Map()

function load(path) {
  if (!fetched.has(path))
    fetched.set(path, fetch(absolute(path)).then(answer => answer.json()).catch(error => {
      fetched.delete(path) // the next one to ask tries again
      throw error
    }))
  return fetched.get(path)
}

/** The instrument as a whole, with patterns of citations. */
export const instrument = async () => (await load("clauses.json")).instrument

/** The clauses by id, in the order of the text. */
export async function clauses() {
  const document_ = await load("clauses.json")
  return new Map(document_.clauses.map(clause => [clause.id, clause]))
}

/** The ids that are no longer in the text, each with the clause that links to it lead to. */
export async function retired() {
  const [{ retired: gone }, all] = [await load("clauses.json"), await clauses()]
  return new Map(gone.map(({ id, successor }) => [id, all.get(successor)]))
}

/** The terms of the glossary by id. */
export async function terms() {
  const document_ = await load("glossary.json")
  return new Map(document_.terms.map(term => [term.id, term]))
}

/** Puts values into words with braces: `Link to {label}`. Braces of other names, as records have them, stay. */
export const fill = (words, values) => words.replace(/\{([\w-]+)\}/g, (whole, name) => values[name] ?? whole)

/** Makes an element from a template of the page. */
export const make = id => document.getElementById(id).content.firstElementChild.cloneNode(true)
