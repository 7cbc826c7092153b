/*
 * The card of a link: what a term means, or what a clause says. It follows WCAG 2.2, success criterion 1.4.13, and stands
 * after its link in the order of the page, so that the tab key leads into it. On a touch screen the first tap shows it.
 */

import { linkIn, part, targetOf } from "./elements.js"
import { absolute, data, decode, fill, make, relative, root } from "./site.js"

const LINKS = ".md-content a[href*='#']:not(.clause-number, .clause-mark, .clause-label, .headerlink, .term-anchor)"
const RESTING = 100
const SOON = 250
const LATE = 300
const LISTED = 4
const GAP = 6
const EDGE = 8

/** @type {{ link: HTMLAnchorElement, card: HTMLElement } | null} */
let open = null // { link, card }
/** @type {HTMLAnchorElement | null} */
let pending = null // the link whose card is being made, or will be if the pointer stays
let timer = 0
let touched = false
/** @type {HTMLAnchorElement | null} */
let dismissed = null // the link whose card was dismissed, as long as the focus stays on it
let turn = 0 // what is asked for while files are fetched may be out of date when they are here

/**
 * What a link leads to: the id of a term, or that of a clause and its page.
 * @param {HTMLAnchorElement} link @returns {{ term: string } | { clause: string, page: string } | null}
 */
function target(link) {
  const path = relative(link.href)
  if (path === null || link.closest(".decl-card"))
    return null
  const [page = "", fragment = ""] = path.split("#")
  const id = decode(fragment)
  const here = new URL(page, root).pathname === location.pathname && document.getElementById(id)
  if (here && !here.matches(".clause, .term-entry"))
    return null // a heading of this page
  return page === "glossary/" ? { term: id } : { clause: id, page }
}

/** Fills a field of a card, or takes it out. @param {HTMLElement} card @param {string} field @param {string | Node | null | undefined | 0} words */
function put(card, field, words) {
  const element = part(card, `[data-field="${field}"]`)
  if (words)
    element.append(words)
  else
    element.closest("[data-optional]")?.remove()
  return element
}

/**
 * Links to the first of some clauses, and how many more there are.
 * @param {{ path: string, label: string }[]} clauses @param {number} count @param {string} path @param {string} more
 */
function mentions(clauses, count, path, more) {
  const list = document.createDocumentFragment()
  clauses.slice(0, LISTED).forEach((clause, index) => {
    const link = document.createElement("a")
    link.href = absolute(clause.path)
    link.textContent = clause.label
    list.append(index ? "; " : "", link)
  })
  if (count > LISTED) {
    const rest = document.createElement("a")
    rest.href = absolute(path)
    rest.textContent = fill(more, { count: count - LISTED })
    list.append("; ", rest)
  }
  return list
}

/**
 * Fills the words of the clause that defines a term into its card, or takes their place out.
 * @param {HTMLElement} card @param {import("./data.js").DefinitionData | undefined} definition
 */
function putDefinition(card, definition) {
  if (!card.querySelector("[data-field='definition']"))
    return // no term of this text is defined in it
  put(card, "before", definition?.before)
  put(card, "after", definition?.after)
  put(card, "definition", definition?.text)
  put(card, "defined-in", definition && mentions([definition], 1, "", ""))
}

/** @param {string} id @param {HTMLAnchorElement} link */
async function termCard(id, link) {
  const term = await data.term(id)
  const card = make("_term-card")
  const here = link.closest(".clause")?.id
  const others = term.mentions.filter(clause => clause.id !== here)
  const count = term.count - (here ? 1 : 0) // a clause that links to a term mentions it
  put(card, "name", term.name)
  put(card, "full-name", term.fullName)
  put(card, "kind", card.dataset[`kind${term.kind.charAt(0).toUpperCase()}${term.kind.slice(1)}`] ?? term.kind)
  putDefinition(card, term.definition)
  put(card, "description", term.description)
  put(card, "as-of", term.asOf)
  put(card, "mentions", count && mentions(others, count, term.path, card.dataset.more ?? ""))
  const counted = /** @type {HTMLElement | null} */ (card.querySelector("[data-count]"))
  if (counted)
    counted.textContent = fill((count === 1 ? counted.dataset.one : counted.dataset.other) ?? "", { count })
  linkIn(card, "[data-link='entry']").href = absolute(term.path)
  const site = linkIn(card, "[data-link='site']")
  if (!term.url) {
    site.remove()
    return card
  }
  site.href = term.url
  if (/^[a-z]+:\/\/[^/?#]+\/?$/i.test(term.url)) // a home page, which says nothing of the term
    site.textContent = site.dataset.home ?? site.textContent
  return card
}

/** What the card of a clause tells. @param {string} id @param {string} page */
async function passageOf(id, page) {
  const { passage, shown } = await import("./later.js")
  return { ...await passage(id, { page, deep: false }), shown }
}

/** @param {string} id @param {string} page @param {HTMLAnchorElement} link */
async function clauseCard(id, page, link) {
  if (link.closest(".clause")?.id === id)
    return null
  const { after, all, before, label, path, shown, units } = await passageOf(id, page)
  const card = make("_clause-card")
  const [unit] = units
  if (!unit)
    return null
  let division = unit
  for (let parent = all.get(unit.parent ?? ""); parent; parent = all.get(parent.parent ?? ""))
    division = parent
  put(card, "label", label)
  put(card, "context", division === unit ? "" : division.heading)
  const first = [...all.values()].find(other => other.parent === id && other.text)
  put(card, "before", before)
  put(card, "text", shown(units, before, first))
  put(card, "after", after)
  linkIn(card, "[data-link='clause']").href = absolute(path)
  return card
}

/** Fetches what the card of a link tells, while the pointer rests on the link. @param {HTMLAnchorElement} link */
function prepare(link) {
  const aim = open?.link === link ? null : target(link)
  pending = aim ? link : null
  if (aim)
    ("term" in aim ? data.term(aim.term) : passageOf(aim.clause, aim.page)).catch(() => null) // which the card says
}

/** Puts the card below the line it explains, or above where there is no room; within the screen's edges. @param {HTMLAnchorElement} link @param {HTMLElement} card @param {number} [x] */
function place(link, card, x) {
  const boxes = [...link.getClientRects()]
  const box = boxes.find(one => x !== undefined && x >= one.left && x <= one.right) ?? boxes[0]
  const last = boxes[boxes.length - 1]
  if (!box || !last)
    return // it is not seen
  const width = document.documentElement.clientWidth
  const left = Math.max(EDGE, Math.min((x ?? box.left) - 24, width - card.offsetWidth - EDGE))
  const below = last.bottom + GAP + card.offsetHeight <= window.innerHeight
  const above = (boxes[0] ?? box).top - GAP - card.offsetHeight
  card.style.left = `${left + window.scrollX}px`
  card.style.top = `${(below || above < 0 ? last.bottom + GAP : above) + window.scrollY}px`
}

function close({ returnFocus = false } = {}) {
  clearTimeout(timer)
  pending = null
  turn++
  if (!open)
    return
  const { link, card } = open
  const inside = card.contains(document.activeElement)
  open = null
  card.remove()
  link.removeAttribute("aria-describedby")
  if (!returnFocus)
    return
  dismissed = link
  if (inside)
    link.focus({ preventScroll: true })
}

/** Shows the card of a link; says whether there is one. @param {HTMLAnchorElement} link @param {number} [x] */
async function show(link, x) {
  if (open?.link === link)
    return true
  const aim = target(link)
  close()
  if (!aim)
    return false
  const mine = turn
  pending = link
  const card = await ("term" in aim ? termCard(aim.term, link) : clauseCard(aim.clause, aim.page, link)).catch(() => null)
  if (mine !== turn)
    return true // something else was asked for meanwhile
  pending = null
  if (!card)
    return false
  open = { link, card }
  if ("showPopover" in card) {
    link.after(card)
    card.showPopover()
  } else {
    document.body.append(card)
  }
  const words = part(card, "[data-describes]")
  words.id = "_card-words"
  link.setAttribute("aria-describedby", words.id)
  place(link, card, x)
  return true
}

/** @param {Event} event @returns {HTMLAnchorElement | null} */
const linkOf = event => targetOf(event)?.closest(LINKS) ?? null
/** @param {Element | null} node */
const within = node => open !== null && (open.link.contains(node) || open.card.contains(node))

/** @param {number} delay @param {() => void} action */
function later(delay, action) {
  clearTimeout(timer)
  timer = window.setTimeout(action, delay)
}

/** Shows cards for links to terms and clauses. */
export function watchLinks() {
  document.addEventListener("pointerover", event => {
    if (event.pointerType === "touch")
      return
    const link = linkOf(event)
    if (within(targetOf(event)) || open?.card.contains(document.activeElement))
      clearTimeout(timer)
    else if (link)
      later(RESTING, () => {
        prepare(link)
        later(SOON - RESTING, () => show(link, event.clientX))
      })
    else if (open && !within(document.activeElement))
      later(LATE, close)
    else if (!open)
      close()
  })
  document.addEventListener("pointerdown", event => {
    touched = event.pointerType === "touch"
    if (open && !within(targetOf(event)))
      close()
  })
  document.addEventListener("click", event => {
    const link = linkOf(event)
    if (link && touched && open?.link !== link && target(link)) {
      event.preventDefault()
      show(link, event.clientX).then(shown => {
        if (!shown)
          location.href = link.href
      })
    }
  })
  document.addEventListener("focusin", event => {
    const link = linkOf(event)
    if (within(targetOf(event)))
      return
    if (link !== dismissed)
      dismissed = null
    if (link?.matches(":focus-visible") && link !== dismissed)
      show(link)
    else
      close()
  })
  document.addEventListener("scroll", ({ target: scrolled }) => {
    if (open && scrolled instanceof Element && scrolled.contains(open.link))
      place(open.link, open.card)
  }, true)
  document.addEventListener("keydown", event => {
    touched = false
    if (event.key === "Escape" && pending)
      close()
    if (event.key === "Escape" && open) {
      event.stopPropagation()
      close({ returnFocus: true })
    }
  }, true)
}
