/* Where the words that were found stand in a text. */

import { sequence, tokens } from "./tokens.js"

/** @typedef {[from: number, to: number]} Mark */

/**
 * The places of words, in their order and without overlap.
 * @param {string} text @param {Set<string>} words Each is marked. @param {string[][]} phrases These where all stand together.
 * @returns {Mark[]}
 */
export function marks(text, words, phrases) {
  const all = tokens(text)
  /** @type {Mark[]} */ const found = all.filter(({ word }) => words.has(word)).map(({ from, to }) => [from, to])
  for (const phrase of phrases)
    all.forEach((token, start) => {
      if (token.word !== phrase[0])
        return
      const rest = all.slice(start, start + 2 * phrase.length)
      const end = rest.findIndex((_, index) => sequence(rest.slice(0, index + 1)).join("\n") === phrase.join("\n"))
      if (end >= 0)
        found.push([token.from, rest[end].to])
    })
  found.sort(([from], [other]) => from - other)
  /** @type {Mark[]} */ const merged = []
  for (const [from, to] of found) {
    const last = merged[merged.length - 1]
    if (last && from < last[1])
      last[1] = Math.max(last[1], to)
    else
      merged.push([from, to])
  }
  return merged
}
