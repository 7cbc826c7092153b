/* A passage: a clause, or a range of clauses such as 1.1~1.3, with its label, address, lines and citations. */

import { absolute, clauses, fill, instrument } from "./site.js"

const FORMS = ["long", "short", "stopped", "sign"]

/** The forms of the label of a clause or of a range; units of different kinds are named one by one. */
function forms(first, last, { kinds, range }) {
  const shared = first.range && last.range && first.range.pinpoint === last.range.pinpoint
  const pinpoint = first === last ? first.pinpoint
    : shared ? fill(first.range.pinpoint, { part: `${first.range.part}–${last.range.part}` })
      : fill(range, { first: first.pinpoint, last: last.tail })
  const wordsIn = form => Object.fromEntries(Object.entries(kinds).map(([kind, words]) => [kind, words[form]]))
  return Object.fromEntries(FORMS.map(form => [form, fill(pinpoint, wordsIn(form))]))
}

/** The words of a clause and of all it holds: its number begins the first line, a text follows its heading. */
function linesOf(clause, all) {
  const [first, ...rest] = [clause.heading, clause.text].filter(Boolean)
  const own = [[clause.printed, first].filter(Boolean).join(" "), ...rest].filter(Boolean)
  return [...own, ...[...all.values()].filter(other => other.parent === clause.id).flatMap(other => linesOf(other, all))]
}

/** The passage of an id. Its citations and records have their places filled in. */
export async function passage(id) {
  const [all, whole] = [await clauses(), await instrument()]
  const [first, last = first] = id.split("~").map(end => all.get(end))
  const siblings = [...all.values()].filter(other => other.parent === first.parent)
  const units = siblings.slice(siblings.indexOf(first), siblings.indexOf(last) + 1)
  const pinpoint = forms(first, last, whole)
  const page = first.page === last.page ? first.page : "full-text/"
  const path = first === last ? first.path : `${page}#${id}`
  const permalink = first === last ? first.permalink : undefined
  const link = absolute(permalink ?? path)
  const escaped = (text, signs) => [...text].map(sign => signs?.[sign] ?? sign).join("")
  // TeX keeps the tilde for itself.
  const values = signs => ({ ...pinpoint, long: escaped(pinpoint.long, signs), key: id.replace("~", "-"), link })
  const filled = patterns => Object.fromEntries(
    Object.entries(patterns).map(([name, pattern]) => [name, fill(pattern, values(whole.escapes[name]))]))
  const lines = units.flatMap(unit => linesOf(unit, all))
  const [citations, bibliography] = [filled(whole.citations), filled(whole.bibliography)]
  return { id, label: pinpoint.long, page, path, permalink, link, units, lines, text: first === last ? first.text : null,
    heading: first === last ? first.heading : null, citations, bibliography }
}
