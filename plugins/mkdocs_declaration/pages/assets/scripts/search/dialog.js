/*
 * The dialog of the search: a field, and under it a list whose options the arrow keys go through while the focus stays in
 * the field (WAI-ARIA Authoring Practices, pattern "Combobox", with a listbox and list autocomplete).
 */

/* global SEARCH_WORKER */

import { dataOf } from "../data.js"
import { composes } from "../keys/composing.js"
import { describe } from "../places.js"
import { absolute, here, root } from "../root.js"
import { fill } from "../words.js"
import { fillList } from "./results.js"

/** @typedef {import("./results.js").Option} Option */
/** @typedef {import("../../workers/search.js").Answer} Answer */
/** @typedef {{ words: Record<string, string>, language: string, direction: string, divisions: [title: string, path: string][],
 *   terms: [name: string, path: string][] }} Start */

const SLOW = 300
const data = dataOf(root)

/** A search that is open, or was. */
class Search {
  /** @param {HTMLDialogElement} dialog @param {Start} start */
  constructor(dialog, start) {
    this.dialog = dialog
    this.start = start
    this.words = start.words
    this.field = /** @type {HTMLInputElement} */ (dialog.querySelector("input"))
    this.list = document.createElement("div")
    this.status = /** @type {HTMLElement} */ (dialog.querySelector("[role=status]") ?? document.createElement("p"))
    this.serial = 0
    this.isAnswered = false // whether the first of the list is the answer to what is in the field
    /** @type {Answer} What is known of the answer to the last question. */ this.answer = { serial: 0 }
    /** @type {Option[]} */ this.numbers = []
    this.timer = 0
    /** @type {Worker | null} */ this.worker = this.#startWorker()
    this.#build()
    this.ask()
  }

  #startWorker() {
    const worker = new Worker(new URL(SEARCH_WORKER, import.meta.url), { type: "module" })
    worker.addEventListener("message", event => this.#take(event.data))
    worker.addEventListener("error", () => {
      worker.terminate()
      this.worker = null // the next question tries again
      if (this.field.value.trim())
        this.#take({ serial: this.serial, numbers: null, failed: true })
    })
    return worker
  }

  #build() {
    const { dialog, field, list, status, words } = this
    Object.assign(list, { id: "_search-results", className: "decl-search-results" })
    list.setAttribute("role", "listbox")
    list.setAttribute("aria-label", words.search)
    list.tabIndex = -1 // as a part that can be scrolled it would be reached by Tab, and Enter leads on from the field alone
    Object.assign(status, { id: "_search-status", className: "decl-search-status" })
    status.setAttribute("role", "status")
    field.placeholder = words["search-placeholder"]
    dialog.append(status, list)
    field.addEventListener("input", () => {
      delete dialog.dataset.hasty
      this.ask()
    })
    dialog.addEventListener("keydown", event => this.#press(event))
    list.addEventListener("click", event => this.#choose(event))
    list.addEventListener("pointermove", event => {
      const option = event.target instanceof Element ? event.target.closest("[role=option]") : null
      if (option)
        this.#point(option, { scrolls: false })
    })
    dialog.addEventListener("click", event => {
      if (event.target === dialog) // beside it: what is within has other targets
        dialog.close()
    })
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")]
  }

  get active() {
    return this.list.querySelector("[aria-selected=true]")
  }

  /** @param {Element | undefined} option @param {{ scrolls?: boolean }} [how] */
  #point(option, { scrolls = true } = {}) {
    this.active?.setAttribute("aria-selected", "false")
    option?.setAttribute("aria-selected", "true")
    if (option)
      this.field.setAttribute("aria-activedescendant", option.id)
    else
      this.field.removeAttribute("aria-activedescendant")
    if (scrolls && option)
      option.scrollIntoView({ block: "nearest" })
    if (scrolls && option && option === this.options[0])
      this.list.scrollTop = 0 // with its heading
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const { key } = event
    if (composes(event))
      return
    const { options, active } = this
    const index = active ? options.indexOf(active) : -1
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault()
      const step = key === "ArrowDown" ? 1 : -1
      // Beyond either end is the field itself.
      this.#point(options[((index + 1 + step + options.length + 1) % (options.length + 1)) - 1])
    } else if (key === "Enter" && event.target === this.field) {
      event.preventDefault()
      const option = active ?? (this.isAnswered ? options[0] : null)
      if (option instanceof HTMLElement)
        option.click()
      else if (this.field.value.trim())
        this.dialog.dataset.hasty = ""
    } else if (key === "Escape") {
      event.preventDefault() // in some browsers the field would be emptied instead
      this.dialog.close()
    }
  }

  /** @param {Event} event */
  #choose(event) {
    const option = event.target instanceof Element ? event.target.closest("[role=option]") : null
    if (option instanceof HTMLElement && option.dataset.query !== undefined) {
      this.field.value = option.dataset.query
      this.field.focus()
      this.ask()
    } else if (option && event instanceof MouseEvent && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      this.dialog.close()
    }
  }

  /** Asks what is in the field. */
  ask() {
    clearTimeout(this.timer)
    this.serial++
    this.answer = { serial: this.serial }
    this.numbers = []
    this.isAnswered = false
    this.#point(undefined)
    const query = this.field.value.trim()
    if (!query)
      return this.#offer()
    this.list.setAttribute("aria-busy", "true") // until words and numbers are answered
    this.worker ??= this.#startWorker()
    this.worker.postMessage({ serial: this.serial, query, page: here() })
    this.timer = window.setTimeout(() => {
      this.list.replaceChildren()
      this.#say(this.words["search-loading"])
    }, SLOW)
  }

  /** Takes an answer of the worker. @param {Answer} answer */
  async #take(answer) {
    if (answer.serial !== this.serial)
      return
    if (answer.numbers) {
      const { places, near } = answer.numbers
      const described = await Promise.all([...places, ...near].map(place => this.#numbered(place)))
      if (answer.serial !== this.serial)
        return
      this.numbers = described
    }
    Object.assign(this.answer, answer)
    this.#draw()
  }

  /** @param {import("../places.js").Place} place @returns {Promise<Option>} */
  async #numbered(place) {
    const { label, before, words } = await describe(place, data)
    return { kind: "number", path: place.path, label, before, text: words }
  }

  /** Where a reader may begin. @returns {Option[]} */
  #beginnings() {
    const { divisions, terms } = this.start
    const group = this.words["search-sections"]
    return [
      ...divisions.map(([label, path]) => ({ kind: "division", group, label, path })),
      ...terms.map(([label, path]) => ({ kind: "start", group: this.words["search-terms"], label, path }))
    ]
  }

  #offer() {
    this.list.setAttribute("aria-busy", "false")
    this.#show(this.#beginnings(), "", { isOffer: true })
  }

  /** What words were found in. @returns {Option[]} */
  #found() {
    const { words } = this
    const groups = new Map([["term", words["search-glossary"]], ["page", words["search-help"]],
      ["subject", words.subjects], ["brief", `${words.brief} · ${words["brief-note"]}`]])
    const known = new Set(this.numbers.map(({ path }) => path))
    return (this.answer.found?.hits ?? []).filter(({ entry }) => !known.has(entry.path)).map(hit => ({
      kind: hit.entry.kind,
      group: groups.get(hit.entry.kind) ?? words["search-sections"],
      path: hit.entry.path,
      label: hit.entry.label, labelMarks: hit.labelMarks,
      heading: hit.entry.heading, headingMarks: hit.headingMarks,
      before: hit.entry.before, number: hit.entry.number, text: hit.entry.text, marks: hit.marks,
      place: hit.place ?? undefined,
      because: hit.because ? fill(words["search-also"], { name: hit.because }) : ""
    }))
  }

  #draw() {
    const { numbers, found, failed } = this.answer
    const { words } = this
    if (numbers === undefined)
      return // they come first, whichever answer is there first
    this.list.setAttribute("aria-busy", String(!found && !failed))
    const query = this.field.value.trim()
    const sentence = numbers?.sentence ?? ""
    const named = this.numbers.map(option => ({ ...option, group: sentence ? words["search-near"] : words["search-sections"] }))
    const others = this.#found()
    const options = [...named, ...others]
    if (failed && !options.length) {
      this.#show(this.#contents(), words["not-loaded"], { isOffer: true })
    } else if (options.length) {
      const hidden = found ? found.count - found.hits.length : 0
      const count = options.length + hidden
      const counted = count === 1 ? words["search-one"] : fill(words["search-other"], { count })
      const shown = hidden ? fill(words["search-more"], { shown: options.length }) : ""
      const lacking = failed ? words["not-loaded"] : ""
      const isDoubtful = Boolean(sentence || failed)
      const isUnsure = found && !found.isSure && !numbers
      const unsure = isUnsure ? fill(words["search-unsure"], { asked: query }) : ""
      const said = sentence ? [sentence, lacking] : [unsure, counted, shown, lacking]
      this.#show(options, said.filter(Boolean).join(" · "), { isDoubtful })
    } else if (found) {
      const near = found.near.map(word => ({ kind: "near", group: words["search-near"], label: word, query: word }))
      this.#show([...near, ...this.#contents()], sentence || fill(words["search-none"], { asked: query }), { isOffer: true })
    }
  }

  #contents() {
    return this.start.divisions.map(([label, path]) => ({ kind: "division", group: this.words["search-contents"], label, path }))
  }

  /**
   * @param {Option[]} options @param {string} sentence
   * @param {{ isOffer?: boolean, isDoubtful?: boolean }} [how] Whether these are places to begin with; whether there is more to
   *   know than where they are, so that a reader must see them first.
   */
  #show(options, sentence, { isOffer = false, isDoubtful = false } = {}) {
    clearTimeout(this.timer)
    const [first] = options
    this.isAnswered = !isOffer || first?.kind === "near"
    fillList(this.list, options, this.start)
    this.list.toggleAttribute("data-offer", isOffer)
    this.list.scrollTop = 0
    this.field.setAttribute("aria-expanded", String(options.length > 0))
    this.#point(undefined)
    this.#say(sentence)
    const isHasty = this.dialog.dataset.hasty !== undefined
    delete this.dialog.dataset.hasty
    const [option] = this.options
    if (isHasty && !isOffer && !isDoubtful && option instanceof HTMLElement)
      option.click()
  }

  /** @param {string} words */
  #say(words) {
    if (this.status.textContent === words)
      return // it would be announced again
    const sentence = document.createElement("bdi") // in the language of the interface, which may run the other way
    sentence.textContent = words
    this.status.replaceChildren(...words ? [sentence] : [])
  }
}

/** @type {Promise<Search> | null} */
let search = null

/** Makes a dialog that is open search, if it does not yet. @param {HTMLDialogElement} dialog */
export async function attach(dialog) {
  const isNew = !search
  search ??= fetch(absolute("assets/search-start.json")).then(async answer => new Search(dialog, await answer.json()))
  try {
    const made = await search
    if (!isNew)
      made.ask()
  } catch (error) {
    search = null // the next time tries again
    throw error
  }
}
