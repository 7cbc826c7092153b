/*
 * Replaces the link before this script by the words of the clause, or of the range of clauses, that it leads to:
 *
 *   <a href="https://…/1.3.ii/">paragraph 1.3(ii)</a><script async src="https://…/embed.js"></script>
 *
 * The words come from `clauses.json`, which lies beside this file; where that cannot be read, the link stays.
 */

(script => {
  if (!script)
    return // a module does not know where it stands
  const root = new URL(".", script.src)
  const before = script.previousElementSibling
  const link = before?.matches("a[href]") ? before : [...before?.querySelectorAll("a[href]") ?? []].pop()

  /** The id in an address: that of a fragment, else that of a short link. */
  function idOf(address) {
    const { hash, origin, pathname } = new URL(address)
    if (origin !== root.origin || !pathname.startsWith(root.pathname))
      return null
    const id = hash.slice(1) || pathname.slice(root.pathname.length).replace(/\/(index\.html)?$/, "")
    try {
      return decodeURIComponent(id)
    } catch {
      return id
    }
  }

  /** The clauses from the first to the last of an id, or one; with retired ids by their successors. */
  function unitsOf(id, { clauses, retired }) {
    const byId = new Map(clauses.map(clause => [clause.id, clause]))
    for (const old of retired)
      byId.set(old.id, byId.get(old.successor))
    const ends = id.split("~").map(end => byId.get(end))
    if (!ends.every(Boolean))
      return []
    const siblings = clauses.filter(clause => clause.parent === ends[0].parent)
    return siblings.slice(siblings.indexOf(ends[0]), siblings.indexOf(ends[ends.length - 1]) + 1)
  }

  /** The words of a clause and of all it holds: its number begins the first line, a text follows its heading. */
  function lines(clause, clauses) {
    const [first, ...rest] = [clause.heading, clause.text].filter(Boolean)
    const own = [[clause.printed, first].filter(Boolean).join(" "), ...rest].filter(Boolean)
    return [...own, ...clauses.filter(other => other.parent === clause.id).flatMap(other => lines(other, clauses))]
  }

  const fill = (words, values) => words.replace(/\{([\w-]+)\}/g, (whole, name) => values[name] ?? whole)

  /** The label of a clause or of a range. Format 1 of the file has words where format 2 has patterns. */
  function labelOf([first, ...more], { kinds = {}, range }) {
    const last = more.pop()
    if (!last)
      return first.label
    const shared = unit => unit.range && (unit.range.pinpoint ?? unit.range.long)
    const pinpoint = shared(first) && shared(first) === shared(last)
      ? fill(shared(first), { part: `${first.range.part}–${last.range.part}` })
      : fill(range, { first: first.pinpoint ?? first.label, last: last.tail })
    return fill(pinpoint, Object.fromEntries(Object.entries(kinds).map(([kind, words]) => [kind, words.long])))
  }

  function make(name, words) {
    const element = document.createElement(name)
    element.textContent = words
    return element
  }

  function quote(published) {
    const { clauses, instrument } = published
    const units = unitsOf(idOf(link.href), published)
    if (!units.length)
      return
    const found = units.flatMap(unit => lines(unit, clauses))
    const words = found.length > 1 ? found : [units[0].text ?? found[0]]
    const quotation = document.createElement("blockquote")
    quotation.className = "declaration-quote"
    quotation.cite = link.href
    quotation.lang = instrument.language
    quotation.append(...words.map(line => make("p", line)))
    const source = make("a", instrument.citations.plain
      .replace("{long}", labelOf(units, instrument)).replace(/,? ?\{link\}/, ""))
    source.href = link.href
    const footer = document.createElement("footer")
    footer.append("— ", source)
    quotation.append(footer)
    // A paragraph cannot hold a quotation: where there is nothing else in it, it goes as well.
    const paragraph = link.closest("p")
    const alone = paragraph && paragraph.textContent.trim() === link.textContent.trim()
    ;(alone ? paragraph : link).replaceWith(quotation)
  }

  if (link && idOf(link.href))
    fetch(new URL("clauses.json", root)).then(answer => answer.json()).then(quote).catch(() => null)
})(document.currentScript)
