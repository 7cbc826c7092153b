/* What was found, as options of a list. */

import { leadIn } from "../places.js"
import { absolute } from "../root.js"

/** @typedef {[from: number, to: number][]} Marks Where words that were asked for stand in a text. */
/**
 * @typedef {object} Option
 * @property {string} [group] The heading that it stands under, if that is shown.
 * @property {string} [path] Where it leads, relative to the site's root.
 * @property {string} [query] What it asks instead.
 * @property {string} label @property {Marks} [labelMarks]
 * @property {string} [heading] @property {Marks} [headingMarks]
 * @property {string} [place] What holds it.
 * @property {string} [before] What leads to its words. @property {string} [number] That of a part of a sentence.
 * @property {string} [text] @property {Marks} [marks]
 * @property {string} [because] Why it is here, if no word of it says so.
 * @property {string} [kind]
 */

const LONGEST = 420
const BEFORE = 140

/** @param {string} name @param {string} className @param {(string | Node)[]} content */
function element(name, className, ...content) {
  const made = document.createElement(name)
  made.className = className
  made.append(...content)
  return made
}

/** The part of a text that is shown: all of a short one, of a long one what is around the first mark. @param {string} text @param {Marks} marks */
function shownPart(text, marks) {
  if (text.length <= LONGEST)
    return [0, text.length]
  const wanted = Math.max(0, Math.min((marks[0]?.[0] ?? 0) - BEFORE, text.length - LONGEST))
  const [before, behind] = [text.lastIndexOf(" ", wanted), text.indexOf(" ", wanted + LONGEST)]
  // A text without blanks is cut anywhere.
  const from = wanted && wanted - before < BEFORE ? before + 1 : wanted
  const to = behind > 0 && behind - wanted - LONGEST < BEFORE ? behind : Math.min(text.length, wanted + LONGEST)
  return [from, to]
}

/** A text with what was asked for marked in it. @param {string} text @param {Marks} [marks] */
export function marked(text, marks = []) {
  const [from, to] = shownPart(text, marks)
  const made = document.createDocumentFragment()
  let end = from
  for (const [start, stop] of marks) {
    if (start < end || start >= to)
      continue
    made.append(text.slice(end, start), element("mark", "", text.slice(start, Math.min(stop, to))))
    end = Math.min(stop, to)
  }
  made.append(text.slice(end, to))
  if (from)
    made.prepend("… ")
  if (to < text.length)
    made.append(" …")
  return made
}

/** @param {Option} option @param {Option | undefined} above @param {string} id @param {string} language @param {string} direction */
function drawn(option, above, id, language, direction) {
  const isLink = option.path !== undefined
  const made = element(isLink ? "a" : "div", `decl-search-option decl-search-option--${option.kind ?? "plain"}`)
  made.id = id
  made.setAttribute("role", "option")
  made.setAttribute("aria-selected", "false")
  made.tabIndex = -1
  if (isLink)
    made.setAttribute("href", absolute(option.path ?? ""))
  else
    made.dataset.query = option.query
  const head = element("span", "decl-search-head")
  const label = element("strong", "decl-search-label", marked(option.label, option.labelMarks))
  head.append(label)
  if (option.heading)
    head.append(" ", element("span", "decl-search-heading", marked(option.heading, option.headingMarks)))
  if (option.because)
    head.append(" ", element("span", "decl-search-because", option.because))
  if (option.place)
    head.append(" ", element("span", "decl-search-place", option.place))
  made.append(head)
  if (option.text) {
    const words = element("span", "decl-search-words", marked(option.text, option.marks))
    if (option.before)
      words.prepend(element("small", "decl-lead", leadIn(option.before, above?.before)), option.number ? ` ${option.number} ` : " ")
    made.append(" ", words)
    if (option.kind === "clause" || option.kind === "number")
      Object.assign(words, { lang: language, dir: direction })
  }
  return made
}

/**
 * Fills a list with options, those that follow each other in one group under its heading.
 * @param {HTMLElement} list @param {Option[]} options @param {{ language: string, direction: string }} text
 */
export function fillList(list, options, { language, direction }) {
  /** @type {{ name: string | undefined, holder: HTMLElement }[]} */ const groups = []
  for (const [index, option] of options.entries()) {
    let group = groups.at(-1)
    if (!group || group.name !== option.group) {
      const holder = element("div", "decl-search-group")
      holder.setAttribute("role", "group")
      if (option.group) {
        const heading = element("p", "decl-search-group-name", option.group)
        heading.id = `_search-group-${groups.length}`
        holder.setAttribute("aria-labelledby", heading.id)
        holder.append(heading)
      }
      groups.push(group = { name: option.group, holder })
    }
    group.holder.append(drawn(option, options[index - 1], `_search-option-${index}`, language, direction))
  }
  list.replaceChildren(...groups.map(({ holder }) => holder))
}
