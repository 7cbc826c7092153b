/*
 * What an address means that names no place of its page: the number of a clause as it is printed or cited, an id of
 * another page, an eId, a range with a dash, with what a chat or a document may have put around it.
 *
 * What is known of numbers and ids comes as data from Python (`addresses.json`), which forms them in the same way
 * (`instrument/readings.py`); the cases of `tests/addresses.yaml` hold both to one outcome.
 */

/**
 * @typedef {{ zeros: string, marks: string[], ends: string[], names: string[], phrases: Record<string, string>,
 *   within: Record<string, string>, eastAsian: { written: string, numeral: string, digits: string } }} UnitWords
 * @typedef {{ words: UnitWords, clauses: [page: string, run: string][], retired: Record<string, string>, terms: string[],
 *   retiredTerms: Record<string, string>, former: string[] }} AddressData
 * @typedef {{ id: string, path: string, pages: string[] }} Place A clause, a range (`1.1~1.3`), or a term (no pages).
 * @typedef {{ path: string } | { near: Place[] } | null} Answer Where an address leads; what is near; nothing.
 */

const FULL_TEXT = "full-text/"
const GLOSSARY = "glossary/"
const OFFERED = 5
const FAR = 5
const UNLIKE = 10
const SHORT = 2
const ROMAN = /^(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/
const ROMAN_DIGITS = new Map([["i", 1], ["v", 5], ["x", 10], ["l", 50], ["c", 100]])
const UNITS = new Map([["十", 10], ["百", 100], ["千", 1000]])
/** An id that is its own form. Marks of inserted units and names of units are longer than two letters. */
const PLAIN = /^(?:[0-9]+[a-z]*|[a-z]{1,2}|[ivxlc]+)(?:\.(?:[0-9]+[a-z]*|[a-z]{1,2}|[ivxlc]+))*$/
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
const AFTER_RAISED = new RegExp(`(?<=[\\p{L}\\p{N}])(?<![${RAISED}])(?=[${RAISED}])`, "gu")
const SCRIPTS_MEET = /(?<=[\p{Script=Latin}\p{Nd}]\p{M}*)(?=\p{L})(?!\p{Script=Latin})|(?<=\p{L}\p{M}*)(?<!\p{Script=Latin}\p{M}*)(?=[\p{Script=Latin}\p{Nd}])/u
/** What stands around an address in a text, and is no part of one. */
const [BEFORE, BEHIND] = [/^[\s"'“”„‘’«»‹›<*`]+/u, /\s*(?:["'“”„‘’«»‹›<>*`|…]|[?&][\p{L}\p{N}_.-]+=)[\s\S]*$/u]
const TEXT_FRAGMENT = /:~:.*$/s
/** The letters of an item, where a word of the text would have a blank before it. */
const SHORT_PART = /[.(][a-z]{1,2}[).,;:\]]*$/i
const DASHES = /[-‐-―−~〜～]/gu

/** A form in which hyphens are not told from dots. @param {string} form */
const loose = form => form.replaceAll("-", ".")

/** The value of a roman numeral. @param {string} part */
function romanValue(part) {
  const values = [...part].map(digit => ROMAN_DIGITS.get(digit) ?? 0)
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0)
}

/** What a part counts as: digits and roman numerals; NaN for anything else. @param {string} part */
const count = part => (/^\d/.test(part) ? parseInt(part, 10) : ROMAN.test(part) ? romanValue(part) : NaN)

/** The place of a letter in a list, where aa follows z; NaN for anything else. @param {string} part */
const letter = part => (/^([a-z])\1*$/.test(part) ? part.charCodeAt(0) + 26 * part.length : NaN)

/** Whether a part is a number or a letter of a list. @param {string} part */
const isNumber = part => !Number.isNaN(count(part)) || !Number.isNaN(letter(part))

/** How many letters two words differ by, up to three. @param {string} word @param {string} other */
function slips(word, other) {
  if (Math.abs(word.length - other.length) > 2)
    return 3
  let row = [...Array(other.length + 1).keys()]
  for (let index = 1; index <= word.length; index++) {
    const next = [index]
    for (let column = 1; column <= other.length; column++)
      next.push(Math.min(row[column] + 1, next[column - 1] + 1, row[column - 1] + Number(word[index - 1] !== other[column - 1])))
    row = next
  }
  return Math.min(row[other.length], 3)
}

/** How far two parts are apart. @param {string} asked @param {string} part */
function apart(asked, part) {
  if (asked === part)
    return 0
  const [counted, listed] = [Math.abs(count(asked) - count(part)), Math.abs(letter(asked) - letter(part))]
  if (!Number.isNaN(counted))
    return Math.min(counted, 9) + (/^\d/.test(asked) === /^\d/.test(part) ? 1 : 0.5)
  if (!Number.isNaN(listed))
    return Math.min(listed, 9) + 1
  const slipped = asked.length > 3 ? slips(asked, part) : 3
  return slipped < 3 ? slipped + 1 : UNLIKE
}

/**
 * Tells how far numbers are from one: parts that differ weigh more the earlier they stand.
 * @param {string[]} asked @returns {(parts: string[]) => number}
 */
function measure(asked) {
  /** @type {Map<string, number>[]} */ const known = asked.map(() => new Map())
  /** @param {number} index @param {string} part */
  const far = (index, part) => {
    const measured = known[index].get(part) ?? apart(asked[index], part)
    known[index].set(part, measured)
    return measured
  }
  return parts => {
    let sum = 0
    for (let index = 0, weight = 1; index < asked.length && sum < FAR; index++, weight /= 20)
      sum += (index < parts.length ? far(index, parts[index]) : UNLIKE) * weight
    return sum
  }
}

/** The addresses of a site. */
export class AddressBook {
  /** @param {AddressData} data */
  constructor(data) {
    this.data = data
    /** @type {string[]} */ this.ids = []
    /** @type {string[]} */ this.pages = []
    /** @type {number[]} */ this.parents = []
    /** @type {string[]} What is stated of each eId. */ this.stated = []
    /** @type {Map<string, number>} */ this.byId = new Map()
    /** @type {Map<string, string[]>} Ids by forms that are not the id itself. */ this.forms = new Map()
    /** @type {Map<string, string[]>} */ this.loose = new Map()
    /** @type {Map<string, string[]>} */ this.bare = new Map()
    this.names = new Set([...data.words.names, ...Object.keys(data.words.within)])
    this.beginnings = new Set(Object.keys(data.words.phrases).map(phrase => phrase.split(".")[0]))
    this.marks = new RegExp(`(?<=\\d)\\.(${data.words.marks.join("|")})(?=\\.|$)`, "g")
    this.eastAsian = new RegExp(data.words.eastAsian.written, "gu")
    this.numeral = new RegExp(data.words.eastAsian.numeral, "gu")
    this.#read()
  }

  #read() {
    /** @type {number[]} */ const around = []
    for (const [page, run] of this.data.clauses)
      for (const written of run.split(" ")) {
        const [stated, ...others] = written.includes("~") ? written.split("~") : [written]
        const depth = parseInt(stated[0], 36)
        const sign = stated.indexOf("=")
        const own = sign < 0 ? stated.slice(1) : stated.slice(1, sign)
        const parent = depth ? around[depth - 1] : -1
        const id = own.startsWith(".") ? this.ids[parent] + own : own
        const index = this.ids.push(id) - 1
        around[depth] = index
        this.stated.push(stated.slice(own.length + 1))
        this.pages.push(page)
        this.parents.push(parent)
        this.byId.set(id, index)
        if (!PLAIN.test(id))
          this.#name(this.form(id), id)
        for (const other of others)
          this.#add(this.forms, other, id)
      }
    for (const [old, id] of Object.entries(this.data.retired))
      if (!this.#standing(this.form(old)).length)
        this.#name(this.form(old), id)
  }

  /** The clauses by their eIds in lower case, which few addresses have. */
  get byEid() {
    /** @type {{ element: string, whole: boolean }[]} */ const styles = []
    /** @type {string[]} */ const eids = []
    const found = new Map()
    this.ids.forEach((id, index) => {
      let depth = 0
      for (let parent = this.parents[index]; parent >= 0; parent = this.parents[parent])
        depth++
      const [last, whole] = [id.slice(id.lastIndexOf(".") + 1), id.replaceAll(".", "-")]
      const stated = this.stated[index].slice(1)
      const cut = stated.lastIndexOf("_")
      if (cut >= 0 && !stated.startsWith("=") && [last, whole].includes(stated.slice(cut + 1)))
        styles[depth] = { element: stated.slice(0, cut), whole: stated.slice(cut + 1) !== last }
      const own = stated || `${styles[depth].element}_${styles[depth].whole ? whole : last}`
      eids.push(own.startsWith("=") ? own.slice(1) : depth ? `${eids[this.parents[index]]}__${own}` : own)
      found.set(eids[index].toLowerCase(), index)
    })
    Object.defineProperty(this, "byEid", { value: found })
    return found
  }

  /** The parts of all ids, for what is near. @returns {string[][]} */
  get parts() {
    const parts = this.ids.map(id => (PLAIN.test(id) ? id : this.form(id)).split("."))
    Object.defineProperty(this, "parts", { value: parts })
    return parts
  }

  /** Parts that ids have. @returns {Set<string>} */
  get known() {
    const known = new Set(this.parts.flat())
    Object.defineProperty(this, "known", { value: known })
    return known
  }

  /** @param {string} form @param {string} id */
  #name(form, id) {
    this.#add(this.forms, form, id)
    this.#add(this.loose, loose(form), id)
    this.#add(this.bare, loose(this.bareOf(form)), id)
  }

  /** @param {Map<string, string[]>} forms @param {string} form @param {string} id */
  #add(forms, form, id) {
    const ids = forms.get(form)
    if (!ids)
      forms.set(form, [id])
    else if (!ids.includes(id))
      ids.push(id)
  }

  /** The form of a number, a label or an id: letters and digits with a dot between the parts, `13-1.a` for 13¹ (a). @param {string} written */
  form(written) {
    if (/^[\0-\x7f]*$/.test(written))
      return (written.toLowerCase().match(/[a-z0-9]+(?:(?<=[0-9])-(?=[0-9])[a-z0-9]+)*/g) ?? []).join(".").replace(this.marks, "$1")
    const plain = written.normalize("NFC").replace(AFTER_RAISED, "-").replace(/(?<=\p{N})[ºª°]/gu, "")
      .normalize("NFKC").toLowerCase().replace(/\p{Cf}/gu, "")
    const digits = this.#inDigits(plain).replace(/(?![0-9])\p{Nd}/gu, digit => {
      let steps = 0
      while (steps < 9 && !this.data.words.zeros.includes(String.fromCodePoint((digit.codePointAt(0) ?? 0) - steps)))
        steps++
      return String(steps)
    })
    const runs = digits.replaceAll("‐", "-").match(/[\p{L}\p{M}\p{N}]+(?:(?<=[0-9])-(?=[0-9])[\p{L}\p{M}\p{N}]+)*/gu) ?? []
    return runs.flatMap(run => run.split(SCRIPTS_MEET)).join(".").replace(this.marks, "$1")
  }

  /** Chinese, Japanese and Korean numbers in digits: `.9-2.` for 第九条の二. @param {string} text */
  #inDigits(text) {
    const { digits } = this.data.words.eastAsian
    return text.replace(this.eastAsian, number => {
      const found = (number.match(this.numeral) ?? []).map(numeral => {
        if (/^\d+$/.test(numeral))
          return numeral
        if (![...numeral].some(sign => UNITS.has(sign)))
          return Number([...numeral].map(sign => Math.max(0, digits.indexOf(sign))).join(""))
        let [sum, count] = [0, 0]
        for (const sign of numeral) {
          const unit = UNITS.get(sign)
          sum += unit ? (count || 1) * unit : 0
          count = unit ? 0 : Math.max(0, digits.indexOf(sign))
        }
        return sum + count
      })
      return `.${found.join("-")}.`
    })
  }

  /** A form without the words that stand beside numbers. @param {string} form */
  bareOf(form) {
    const { phrases, within } = this.data.words
    const parts = form.split(".")
    if (!parts.some(part => this.beginnings.has(part) || this.names.has(part) || /^[^\d.]+\d/u.test(part)))
      return form
    const kept = []
    for (let index = 0; index < parts.length;) {
      const length = [4, 3, 2, 1].find(count => Object.hasOwn(phrases, parts.slice(index, index + count).join("."))) ?? 0
      const part = parts[index]
      const [, name, digits] = /^([^\d]+)(\d.*)$/u.exec(part) ?? []
      if (length)
        kept.push(phrases[parts.slice(index, index + length).join(".")])
      else if (Object.hasOwn(within, part))
        kept.push(...(kept.length ? [] : [within[part]]))
      else if (name && this.names.has(name))
        kept.push(digits)
      else if (!this.names.has(part) || (part.length <= SHORT && kept.length))
        kept.push(part)
      index += length || 1
    }
    return kept.join(".")
  }

  /** The ids that a form stands for: one if it is certain. @param {string} form @returns {string[]} */
  #standing(form) {
    const bare = this.bareOf(form)
    /** @type {[Map<string, string[]>, string][]} */
    const ways = [[this.forms, form], [this.forms, bare], [this.loose, loose(form)], [this.loose, loose(bare)]]
    if (bare !== form)
      ways.push([this.bare, loose(bare)])
    for (const [forms, written] of ways) {
      const found = [...new Set([...(this.byId.has(written) ? [written] : []), ...(forms.get(written) ?? [])])]
      if (found.length)
        return found
    }
    return []
  }

  /** The ids that a text stands for, also where words of a text go on behind it. @param {string} text @returns {string[]} */
  #meant(text) {
    if (this.byId.has(text))
      return [text]
    if (Object.hasOwn(this.data.retired, text))
      return [this.data.retired[text]]
    const index = text.includes("_") ? this.byEid.get(text.toLowerCase()) : undefined
    const parts = this.form(text).split(".")
    let found = this.#standing(parts.join("."))
    if (!found.length && index !== undefined)
      return [this.ids[index]]
    const isWhole = SHORT_PART.test(text)
    while (!found.length && !isWhole && parts.length > 1 && !this.#isOfNumberOrName(parts[parts.length - 1])) {
      parts.pop()
      found = this.#standing(parts.join("."))
    }
    return found
  }

  /** @param {string} part */
  #isOfNumber(part) {
    return isNumber(part) || /\d|^[ivxlc]+$/.test(part) || this.data.words.ends.includes(part) || this.known.has(part)
  }

  /** @param {string} part */
  #isOfNumberOrName(part) {
    return this.#isOfNumber(part) || this.names.has(part)
  }

  /** @param {string} id */
  #index(id) {
    return /** @type {number} */ (this.byId.get(id))
  }

  /** @param {string} first @param {string} [last] @returns {Place} */
  place(first, last = first) {
    const [from, to] = [this.#index(first), this.#index(last)]
    const page = this.pages[from] === this.pages[to] ? this.pages[from] : FULL_TEXT
    const id = first === last ? first : `${first}~${last}`
    return { id, path: `${page}#${id}`, pages: [...new Set([this.pages[from], this.pages[to]])] }
  }

  /** The pages on which the clauses of a range stand. @param {string} id */
  pagesOf(id) {
    const [from, to] = id.split("~").map(end => this.byId.get(this.data.retired[end] ?? end))
    if (from === undefined)
      return []
    let next = (to ?? from) + 1
    while (next < this.ids.length && this.#isWithin(next, to ?? from))
      next++
    return [...new Set(this.pages.slice(from, next))]
  }

  /** @param {number} index @param {number} holder */
  #isWithin(index, holder) {
    for (let parent = this.parents[index]; parent >= holder; parent = this.parents[parent])
      if (parent === holder)
        return true
    return false
  }

  /** @param {string} first @param {string} last */
  #isRange(first, last) {
    return this.parents[this.#index(first)] === this.parents[this.#index(last)] && this.#index(first) <= this.#index(last)
  }

  /** What holds two clauses side by side, in the order of the text. @param {string} one @param {string} other */
  #neighbours(one, other) {
    /** @param {number} index @returns {number[]} */
    const around = index => (index < 0 ? [] : [...around(this.parents[index]), index])
    const [a, b] = [around(this.#index(one)), around(this.#index(other))]
    const parted = a.findIndex((index, depth) => index !== b[depth])
    const ends = parted < 0 || b[parted] === undefined ? [] : [a[parted], b[parted]].sort((x, y) => x - y)
    return ends.map(index => this.ids[index])
  }

  /** The clauses that are nearest to a form. @param {string} form @param {(id: string) => boolean} [fits] @returns {string[]} */
  nearest(form, fits = () => true) {
    const asked = this.bareOf(form).split(".")
    const distance = measure(asked)
    /** @type {[far: number, index: number][]} */ const ranked = []
    this.parts.forEach((parts, index) => {
      const far = parts.length <= asked.length && fits(this.ids[index]) ? distance(parts) : FAR
      if (far < FAR)
        ranked.push([far, index])
    })
    ranked.sort(([far, index], [other, before]) => far - other || index - before)
    return ranked.slice(0, OFFERED).map(([, index]) => this.ids[index])
  }

  /** The same, without words before the number that no unit of the text has, if with them nothing is near. @param {string} form */
  #near(form) {
    const near = this.nearest(form)
    const parts = form.split(".")
    const start = parts.findIndex(part => this.#isOfNumber(part))
    return near.length || start < 1 ? near : this.nearest(parts.slice(start).join("."))
  }

  /**
   * What a range means whose ends are given.
   * @param {string} left @param {string} right @returns {Answer}
   */
  #range(left, right) {
    const firsts = this.#meant(left)
    if (!right || !this.form(right))
      return firsts.length === 1 ? this.place(firsts[0]) : null
    if (firsts.length !== 1) {
      const lasts = this.#meant(right)
      const near = [...lasts, ...this.#near(this.form(left))]
      return lasts.length ? { near: [...new Set(near)].slice(0, OFFERED).map(id => this.place(id)) } : null
    }
    const [first] = firsts
    const above = first.includes(".") ? first.slice(0, first.lastIndexOf(".") + 1) : ""
    const lasts = [...new Set([...this.#meant(right), ...(above ? this.#meant(above + this.form(right)) : [])])]
    const fit = lasts.filter(last => this.#isRange(first, last))
    if (fit.length === 1)
      return this.place(first, fit[0])
    const near = fit.map(last => this.place(first, last))
    for (const last of fit.length ? [] : lasts) {
      const [from, to] = this.#neighbours(first, last)
      near.push(...(from ? [this.place(from, to)] : []), this.place(first), this.place(last))
    }
    if (!lasts.length) {
      const asked = this.form(right)
      const siblings = this.nearest(asked.includes(".") || !above ? asked : this.form(above + asked), id =>
        id !== first && this.#isRange(first, id))
      const after = this.ids.findLast(id => id !== first && this.#isRange(first, id))
      near.push(...(siblings.length ? siblings.slice(0, 2) : after ? [after] : []).map(last => this.place(first, last)))
      near.push(this.place(first))
    }
    return { near }
  }

  /** @param {string} text @returns {Answer} */
  #clauses(text) {
    const tilde = text.indexOf("~")
    if (tilde >= 0)
      return this.#range(text.slice(0, tilde), text.slice(tilde + 1))
    const meant = this.#meant(text)
    if (meant.length === 1)
      return this.place(meant[0])
    if (meant.length)
      return { near: meant.slice(0, OFFERED).map(id => this.place(id)) }
    for (const dash of text.matchAll(DASHES)) {
      const [left, right] = [text.slice(0, dash.index), text.slice(dash.index + dash[0].length)]
      const [beginning] = this.form(right).split(".")
      if (this.#meant(left).length === 1)
        return this.#range(left, this.#isOfNumberOrName(beginning) ? right : "")
    }
    return null
  }

  /** @param {string} text @returns {Answer} */
  #term(text) {
    const { retiredTerms, terms } = this.data
    const id = [text, text.toLowerCase(), this.form(text).replaceAll(".", "-")]
      .map(name => retiredTerms[name] ?? name).find(name => terms.includes(name))
    return id ? { path: `${GLOSSARY}#${id}` } : null
  }

  /** The terms that are nearest to a name. @param {string} text @returns {Place[]} */
  #nearTerms(text) {
    const asked = this.form(text).replaceAll(".", "-")
    const ranked = this.data.terms
      .map(id => ({ id, far: id.startsWith(asked) || asked.startsWith(`${id}-`) ? 1 : slips(asked, id) }))
      .filter(({ far }) => asked.length > 2 && far < 3)
    return ranked.sort((one, other) => one.far - other.far).slice(0, OFFERED)
      .map(({ id }) => ({ id, path: `${GLOSSARY}#${id}`, pages: [] }))
  }

  /** The address of the clause that a number, a label or an id names by itself, as in a search; null if it names none. @param {string} text */
  named(text) {
    const ids = this.byId.has(text) ? [text] : this.#standing(this.form(text))
    return ids.length === 1 ? this.place(ids[0]).path : null
  }

  /** What is written, without what stands around it. @param {string} written */
  static bareText(written) {
    return written.replace(TEXT_FRAGMENT, "").replace(BEFORE, "").replace(BEHIND, "").trim()
  }

  /**
   * What a fragment means, as a page has it without escapes.
   * @param {string} written
   * @param {{ inGlossary?: boolean }} [where]
   * @returns {Answer}
   */
  fragment(written, { inGlossary = false } = {}) {
    const text = AddressBook.bareText(written)
    if (!this.form(text))
      return null
    const term = this.#term(text)
    const found = (inGlossary && term) || this.#clauses(text)
    if (found && "path" in found)
      return { path: found.path }
    if (term || found)
      return term ?? found
    const near = [...(inGlossary ? this.#nearTerms(text) : []), ...this.#near(this.form(text)).map(id => this.place(id))]
    const others = near.length ? near : this.#nearTerms(text)
    return others.length ? { near: others.slice(0, OFFERED) } : null
  }

  /**
   * What a path means where there is no page, and the fragment behind it.
   * @param {string} path The path relative to the root of the site, without escapes.
   * @param {string} [fragment]
   * @returns {Answer}
   */
  path(path, fragment = "") {
    const found = fragment && this.fragment(fragment)
    if (found && "path" in found)
      return found
    const parts = path.split(/[/#?]/).filter(part => this.form(part) && part !== "index.html")
    const pages = new Set([...this.pages, FULL_TEXT, GLOSSARY])
    const page = `${parts.join("/").toLowerCase()}/`
    if (pages.has(page))
      return { path: page }
    /** @type {Place[]} */ let near = found ? found.near : []
    for (let start = 0; start < parts.length; start++) {
      const rest = parts.slice(start).join("/")
      const answer = this.fragment(rest, { inGlossary: parts[start - 1] === GLOSSARY.slice(0, -1) })
      if (answer && "path" in answer)
        return answer
      // The name of a page says nothing about a clause; what follows it does.
      if (answer && !near.length && !(parts.length > start + 1 && pages.has(`${parts[start].toLowerCase()}/`)))
        near = answer.near
    }
    return near.length ? { near } : null
  }

  /** Whether a fragment that means nothing certain was meant as the number of a clause. @param {string} written */
  looksLikeNumber(written) {
    const form = this.form(AddressBook.bareText(written).split("~")[0])
    const parts = this.bareOf(form).split(".")
    const isNamed = parts.join(".") !== form
    return parts.every(part => this.#isOfNumber(part)) && (parts.length > 1 || isNamed) || isNamed && /^\d/.test(parts[0])
      || /^(preamble|annex)\b/.test(form)
  }
}
