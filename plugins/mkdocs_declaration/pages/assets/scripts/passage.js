/* A passage: a clause, or a range of neighbours such as 1.1~1.3, as it is named, linked, quoted and cited. */

import { absolute, clauses, fill, instrument } from "./site.js"

/** The forms of the label of a range; units of different kinds are named one by one. */
function names(first, last, whole) {
  const [one, other] = [first.range, last.range]
  const shared = one && other && one.long === other.long
  const name = form => shared
    ? fill(one[form], { part: `${one.part}–${other.part}` })
    : fill(whole.range, { first: first.label, last: last.tail })
  return Object.fromEntries(["long", "short", "stopped", "sign"].map(form => [form, name(form)]))
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
  const named = names(first, last, whole)
  const page = first.page === last.page ? first.page : "full-text/"
  const found = first === last ? { ...first } : { ...whole, label: named.long, path: `${page}#${id}` }
  // TeX keeps the tilde for itself.
  const values = { ...named, key: id.replace("~", "-"), link: absolute(found.permalink ?? found.path) }
  const filled = texts => Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, fill(text, values)]))
  const lines = units.flatMap(unit => linesOf(unit, all))
  return { ...found, id, units, lines, link: values.link, citations: filled(found.citations), bibliography: filled(found.bibliography) }
}
