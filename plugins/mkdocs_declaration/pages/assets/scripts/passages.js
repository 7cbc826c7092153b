/* A passage: a clause, or a range such as 1.1~1.3 or 2.1~2.2.iii, as it is named, linked, quoted and cited. */

import { fill, today } from "./words.js"

/**
 * @typedef {{ part: string, pinpoint?: string, long?: string, short?: string, stopped?: string, sign?: string }} RangeForm
 * @typedef {{ id: string, printed: string | null, label: string, parent: string | null, page: string, path: string, permalink: string,
 *   heading: string | null, text: string | null, pinpoint?: string, tail: string, range: RangeForm | null, spans?: RangeForm[], names?: { part: string, label: string }[],
 *   pages?: string[],
 *   before?: string, after?: string,
 *   citations?: Record<string, string>, bibliography?: Record<string, string> }} Clause
 * @typedef {{ id: string, title: string, language: string, range: string, join?: string, citations: Record<string, string>,
 *   bibliography: Record<string, string>, rich?: Record<string, string>, inText?: Record<string, string>, locators?: Record<string, string>,
 *   kinds?: Record<string, Record<string, string>>, brackets?: Record<string, string>, escapes?: Record<string, Record<string, string>> }} Instrument
 * @typedef {{ format: number, instrument: Instrument, clauses: Clause[], around?: Clause[], retired?: { id: string, successor: string }[] }} PageData
 * @typedef {{ id: string, work: string, label: string, path: string, page: string, permalink: string | null, link: string, units: Clause[], before: string,
 *   lines: string[], after: string, all: Map<string, Clause>, language: string, citations: Record<string, string>, bibliography: Record<string, string>,
 *   rich: Record<string, string>, inText: Record<string, string>, locators: Record<string, string> }} Passage
 */

const FULL_TEXT = "full-text/"
const FORMS = /** @type {const} */ (["long", "short", "stopped", "sign"]) // of format 1

/** The patterns by which a range from or to a clause is named, from the inside out. @param {Clause} clause @returns {RangeForm[]} */
const patterns = ({ range, spans = [] }) => (range ? [range, ...spans] : [])

/** A pattern with what goes into the place of its parts, which is the last that is called so: `{part}` is a kind as well.
 * @param {string} pattern @param {string} parts */
const withParts = (pattern, parts) => pattern.replace(/\{part\}(?!.*\{part\})/, () => parts)

/**
 * The label of a clause or of a range in a language other than that of guides; without one, nothing.
 * @param {Clause} first @param {Clause} last @param {Instrument} instrument @returns {Record<string, string>}
 */
function labelOf(first, last, { join = "" }) {
  const [shared] = (first.names ?? []).flatMap(one => (last.names ?? []).filter(other => other.label === one.label)
    .map(other => first === last ? first.label : withParts(one.label, `${one.part}${join}${other.part}`)))
  return shared === undefined ? {} : { long: shared }
}

/**
 * The forms of the label of a clause or of a range; units of different kinds are named one by one.
 * @param {Clause} first @param {Clause} last @param {Instrument} instrument @returns {Record<string, string>}
 */
function formsOf(first, last, { brackets = {}, kinds, range }) {
  if (!kinds) { // format 1 of the file, which has the words of each form
    const part = `${first.range?.part}–${last.range?.part}`
    /** @param {"long" | "short" | "stopped" | "sign"} form */
    const worded = form => (first === last ? first.label
      : first.range?.long && first.range.long === last.range?.long ? fill(first.range[form] ?? "", { part })
        : fill(range, { first: first.label, last: last.tail }))
    return Object.fromEntries(FORMS.map(form => [form, worded(form)]))
  }
  /** @param {Clause} clause */
  const named = clause => clause.pinpoint ?? clause.label
  const [shared] = patterns(first).flatMap(one => patterns(last).filter(other => other.pinpoint === one.pinpoint).map(other => [one, other]))
  const pinpoint = first === last ? named(first)
    : shared ? withParts(shared[0].pinpoint ?? "", `${shared[0].part}–${shared[1].part}`)
      : fill(range, { first: named(first), last: first.parent === last.parent ? last.tail : named(last) })
  return Object.fromEntries(Object.keys(Object.values(kinds)[0]).map(form => [
    form, fill(pinpoint, Object.fromEntries(Object.entries(kinds).map(([kind, words]) => [kind, words[form]])))
      .replace(/([\p{L}\p{N})])\(/gu, `$1${brackets[form] ?? "("}`)
  ]))
}

/** The words of a clause: its number begins the first line, a text follows its heading. @param {Clause} clause */
function ownLines({ heading, printed, text }) {
  const [first, ...rest] = [heading, text].filter(Boolean)
  return /** @type {string[]} */ ([[printed, first].filter(Boolean).join(" "), ...rest].filter(Boolean))
}

const HTML = Object.fromEntries([...'&<>'].map(sign => [sign, `&#${sign.charCodeAt(0)};`]))

/** @param {string} text @param {Record<string, string>} [signs] */
const escaped = (text, signs) => [...text].map(sign => signs?.[sign] ?? sign).join("")

/** A text as HTML has it. @param {string} text */
export const inHtml = text => escaped(text, HTML)

/**
 * The passage of an id, with its citations and records.
 * @param {string} id The id of a clause, or two with a tilde between.
 * @param {string[]} pages The addresses of the pages that it is on, in the order of the text.
 * @param {(page: string) => Promise<PageData>} load
 * @param {(path: string) => string} absolute Makes an address of the site absolute.
 * @param {{ deep?: boolean }} [options] Without `deep`, what it holds on other pages is not fetched, and so not among its lines.
 * @returns {Promise<Passage>}
 */
export async function passageOf(id, pages, load, absolute, { deep = true } = {}) {
  const documents = await Promise.all(pages.map(load))
  const [{ instrument }] = documents
  /** @type {Map<string, Clause>} */ const all = new Map()
  /** @type {Map<string | null, Clause[]>} */ const held = new Map()
  /** @param {PageData} page */
  const add = ({ clauses }) => {
    for (const clause of clauses)
      if (!all.has(clause.id)) {
        all.set(clause.id, clause)
        const siblings = held.get(clause.parent)
        if (siblings)
          siblings.push(clause)
        else
          held.set(clause.parent, [clause])
      }
  }
  documents.forEach(add)
  const retired = new Map(documents.flatMap(page => page.retired ?? []).map(({ id: old, successor }) => [old, successor]))
  const ends = id.split("~").map(end => all.get(retired.get(end) ?? end))
  const places = [...all.values()]
  const [first, end] = [ends[0], ends[ends.length - 1]].sort((one, other) => places.indexOf(/** @type {Clause} */ (one))
    - places.indexOf(/** @type {Clause} */ (other)))
  if (!first || !end || ends.length > 2)
    throw new Error(`no clause ${id} on ${pages.join(", ")}`)
  /** Whether a clause stands in another, or is the same. @param {Clause} clause @param {Clause} holder @returns {boolean} */
  const isIn = (clause, holder) => {
    const parent = clause.parent === null ? undefined : all.get(clause.parent)
    return clause === holder || parent !== undefined && isIn(parent, holder)
  }
  const last = isIn(end, first) ? first : end
  // A group of divisions has more on their pages.
  const more = deep ? [...new Set([first, last].flatMap(unit => unit.pages ?? []))].filter(page => !pages.includes(page)) : []
  ;(await Promise.all(more.map(load))).forEach(add)
  /** All that a clause holds, itself first. @param {Clause} clause @returns {Clause[]} */
  const within = clause => [clause, ...(held.get(clause.id) ?? []).flatMap(within)]
  const order = places.filter(({ parent }) => !all.has(parent ?? "")).flatMap(within)
  const [ending] = within(last).slice(-1)
  const passage = order.slice(order.indexOf(first), order.indexOf(ending) + 1)
  const ids = new Set(passage.map(clause => clause.id))
  const units = passage.filter(({ parent }) => !ids.has(parent ?? ""))
  for (const clause of documents.flatMap(page => page.around ?? []))
    all.set(clause.id, all.get(clause.id) ?? clause)
  const forms = { ...formsOf(first, last, instrument), ...labelOf(first, last, instrument) }
  const page = first.page === last.page ? first.page : FULL_TEXT
  const whole = first === last ? first.id : `${first.id}~${last.id}`
  const [path, permalink] = first === last ? [first.path, first.permalink] : [`${page}#${whole}`, null]
  const link = absolute(permalink ?? path)
  const [site, day] = [absolute(""), today("en-GB")] // the guides are English
  /** @param {Record<string, string>} [patterns] @param {(name: string) => Record<string, string> | undefined} [signs] */
  const filled = (patterns = {}, signs = () => undefined) => Object.fromEntries(Object.entries(patterns).map(([name, pattern]) => [
    name, fill(pattern, Object.fromEntries(
      Object.entries({ ...forms, key: instrument.id, link, today: day }).map(([key, text]) => [key, escaped(text, signs(name))])))
  ]))
  const { citations, bibliography } = first === last && first.citations && first.bibliography
    ? { citations: filled(first.citations), bibliography: filled(first.bibliography) } // format 1
    : { citations: filled(instrument.citations), bibliography: Object.fromEntries(
      Object.entries(instrument.bibliography).map(([name, record]) => [name, fill(record, { link: site })])) }
  return {
    id: whole, work: instrument.id, label: forms.long, path, page, permalink, link, units, all,
    before: first.before ?? "", lines: passage.flatMap(ownLines), after: last.after ?? "",
    language: instrument.language, citations, bibliography, rich: filled(instrument.rich, () => HTML),
    inText: filled(instrument.inText), locators: filled(instrument.locators, name => instrument.escapes?.[name])
  }
}

/**
 * A passage as it is quoted: lines of parts, of which those that only lead to its words, or end their sentence, are beside.
 * @param {Passage} passage @returns {{ text: string, isBeside: boolean }[][]}
 */
export function quotedParts({ before, lines, after }) {
  /** @param {string} text */
  const beside = text => (text ? [{ text, isBeside: true }] : [])
  const own = lines.map(text => ({ text, isBeside: false }))
  return own.length > 1 ? [beside(before), ...own.map(part => [part]), beside(after)].filter(line => line.length)
    : [[...beside(before), ...own, ...beside(after)]]
}

/** The lines of a passage as it is quoted, with its number and its sentence. @param {Passage} passage @returns {string[]} */
export const quoted = passage => quotedParts(passage).map(line => line.map(({ text }) => text).join(" "))
