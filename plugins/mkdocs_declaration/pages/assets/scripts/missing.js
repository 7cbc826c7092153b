/* The page for a wrong address: where it looks like a clause, the clauses nearest to it. */

import { absolute, clauses, decode, relative, retired } from "./site.js"

const OFFERED = 5
const FAR = 5
const DIGITS = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 }

/** Raised digits are a part of their own, as in ids: 13¹ is 13-1. */
const apart = text => text.replace(/(?<=[\p{L}\p{N}])(?<![⁰¹²³⁴-⁹])(?=[⁰¹²³⁴-⁹])/gu, "-")

/** One form for what may have been meant: lower case; brackets, slashes, hyphens and blanks as dots. */
const form = text => apart(text).toLowerCase().normalize("NFKC").replace(/[()[\]/\s_,-]+/g, ".").replace(/\.{2,}/g, ".").replace(/^\.|\.$/g, "")

/** The value of a number, roman ones included; NaN for a word. */
function value(part) {
  if (!/^[ivxlcdm]+$/.test(part))
    return part ? Number(part) : NaN
  return [...part].reduce((sum, char, index) => {
    const [own, next] = [DIGITS[char], DIGITS[part[index + 1]] ?? 0]
    return sum + (own < next ? -own : own)
  }, 0)
}

/** How far two ids are apart: parts that differ weigh more the earlier they stand. */
function distance(asked, id) {
  const [a, b] = [asked.split("."), id.split(".")]
  let sum = 0
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    if (a[index] === b[index])
      continue
    const apart = Math.abs(value(a[index] ?? "") - value(b[index] ?? ""))
    sum += (Number.isFinite(apart) ? Math.min(apart, 9) + 1 : 10) / 20 ** index
  }
  return sum
}

/** What may have been meant: the end of the path from each of its parts on; of a range, its beginning. */
function readings(path) {
  const parts = path.split("~")[0].split(/[/#?]/).filter(Boolean)
  return parts.map((_, start) => form(parts.slice(start).join("/"))).filter(Boolean)
}

function nearest(path, all, successors) {
  const asked = readings(path)
  for (const reading of asked) {
    for (const clause of all)
      if (form(clause.id) === reading || form(clause.label) === reading)
        return [clause]
    for (const [old, clause] of successors)
      if (form(old) === reading)
        return [clause]
  }
  // A page's name says nothing about the clause; what follows it does.
  const pages = new Set(all.map(clause => form(clause.page)))
  const reading = asked.find(one => !pages.has(one.split(".")[0]) || all.some(clause => form(clause.id) === one.split(".")[0]))
  if (!reading)
    return []
  const depth = reading.split(".").length
  const ranked = all
    .filter(clause => form(clause.id).split(".").length <= depth)
    .map(clause => ({ clause, far: distance(reading, form(clause.id)) }))
    .sort((one, other) => one.far - other.far)
  return ranked[0]?.far < FAR ? ranked.slice(0, OFFERED).map(one => one.clause) : []
}

/** Offers the nearest clauses if the address looks like one. */
export async function offerClauses() {
  const place = document.getElementById("_missing-clauses")
  if (!place)
    return
  const all = [...(await clauses()).values()]
  const found = nearest(decode(relative(location.href) ?? ""), all, await retired())
  const list = place.querySelector("ul")
  for (const clause of found) {
    const link = document.createElement("a")
    link.href = absolute(clause.path)
    link.textContent = clause.label
    const words = document.createElement("span")
    words.textContent = [clause.heading, clause.text].filter(Boolean).join(" ")
    const entry = document.createElement("li")
    entry.append(link, " ", words)
    list.append(entry)
  }
  place.hidden = !found.length
}
