/* Snippets that put a passage into pages of others: as a quotation, in a frame, as a link in several notations. */

import { absolute } from "./root.js"

/** @typedef {import("./passages.js").Passage} Passage */

/** How many characters stand on a line of a frame where a page is as wide as a phone, and as a column of text. */
const COLUMNS = [29, 60]
/** Widths of screens on which a frame is so wide, in pixels. */
const SCREENS = [360, 700]
/** Scripts whose characters are twice as wide. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu

/** @template {keyof HTMLElementTagNameMap} T @param {T} name @param {Record<string, string>} attributes */
function element(name, attributes) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes))
    made.setAttribute(key, value)
  return made
}

/** How wide a text is, in characters. @param {string} text */
const width = text => text.length + (text.match(WIDE)?.length ?? 0)

/**
 * The height of a frame that has room for a passage on any screen, without a script: between that on a phone and that of a
 * column of text it follows the width of the screen.
 * @param {Passage} passage
 */
function height({ after, before, citations, lines }) {
  const [most, least] = COLUMNS.map(columns => {
    const words = [before, ...lines, after].filter(Boolean).reduce((sum, line) => sum + 0.5 + 1.7 * Math.ceil(width(line) / columns), 0)
    return Math.ceil(5.5 + words + 1.3 * Math.ceil(width(citations.plain) / columns / 1.3))
  })
  const slope = (most - least) * 16 / (SCREENS[1] - SCREENS[0])
  const start = Math.ceil(most + slope * SCREENS[0] / 16)
  return `clamp(${least}em, ${start}em - ${Math.round(100 * slope)}vw, ${most}em)`
}

/**
 * The frame that shows a passage; a range has none, and neither has the instrument as a whole.
 * @param {Passage} passage @param {string} colours `light`, `dark`, or `auto` as the reader's system is.
 */
export function frameOf(passage, colours) {
  if (!passage.permalink)
    return null
  const fragment = colours === "light" ? "" : `#_${colours}`
  return element("iframe", {
    src: absolute(`${passage.id}/embed/${fragment}`), title: passage.label, loading: "lazy",
    sandbox: "allow-top-navigation-by-user-activation", // nothing in it runs, but its links lead on
    style: `width: 100%; height: ${height(passage)}; border: 0`
  })
}

/** @param {string} text @param {RegExp} signs */
const escaped = (text, signs) => text.replace(signs, "\\$&")

/**
 * All snippets of a passage, by their forms.
 * @param {Passage} passage @param {string} colours As of `frameOf`.
 * @returns {Record<string, string>}
 */
export function snippets(passage, colours) {
  const { label, lines, link } = passage
  const anchor = element("a", { href: link })
  anchor.textContent = label
  const script = `<script async src="${absolute("embed.js")}"></script>`
  const frame = frameOf(passage, colours)
  return {
    ...lines.length ? { script: anchor.outerHTML + script } : {},
    ...frame ? { frame: frame.outerHTML } : {},
    address: link,
    markdown: `[${escaped(label, /[\\[\]]/g)}](${link})`,
    html: anchor.outerHTML,
    rst: `\`${escaped(label, /[\\`<>]/g)} <${link}>\`__`
  }
}
