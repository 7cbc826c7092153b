/* The page for a wrong address: where it looks like a clause, the clauses nearest to it. */

import { absolute, clauses, relative } from "./site.js"

const OFFERED = 5
const ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]

/** One form for what may have been meant: lower case, brackets and slashes as dots. */
const form = text => text.toLowerCase().replace(/[()[\]/\s_]+/g, ".").replace(/^\.+|\.+$/g, "")

const value = part => (ROMAN.includes(part) ? ROMAN.indexOf(part) + 1 : Number(part))

/** How far two numbers are apart: parts that differ weigh more the earlier they stand. */
function distance(asked, id) {
  const [a, b] = [asked.split("."), id.split(".")]
  let sum = 0
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    if (a[index] === b[index])
      continue
    const [x, y] = [value(a[index]), value(b[index])]
    sum += (Number.isFinite(x) && Number.isFinite(y) ? Math.min(Math.abs(x - y), 9) + 1 : 10) / 20 ** index
  }
  return sum
}

/** Offers the nearest clauses if the address looks like one. */
export async function offerClauses() {
  const place = document.getElementById("missing-clauses")
  if (!place)
    return
  const path = decodeURIComponent(relative(location.href) ?? "").replace(/[?].*$/, "")
  const all = await clauses()
  const pages = new Set([...all.values()].map(clause => clause.page.replace("/", "")))
  const parts = path.split(/[/#]/).filter(part => part && !pages.has(part))
  const asked = form(parts.join("."))
  if (!/^(?:\d|preamble)[\w.-]*$/.test(asked))
    return
  const depth = asked.split(".").length
  const candidates = [...all.values()].filter(clause => clause.id.split(".").length <= depth)
  const nearest = candidates.sort((one, other) => distance(asked, one.id) - distance(asked, other.id))
  const list = place.querySelector("ul")
  for (const clause of nearest.slice(0, all.has(asked) ? 1 : OFFERED)) {
    const link = document.createElement("a")
    link.href = absolute(clause.path)
    link.textContent = clause.label
    const words = document.createElement("span")
    words.textContent = clause.text ?? clause.heading ?? ""
    const entry = document.createElement("li")
    entry.append(link, " ", words)
    list.append(entry)
  }
  place.hidden = false
}
