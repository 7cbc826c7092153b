/* The words of one entry in their order, part by part. */

import { places, sequence, tokens } from "./tokens.js"
import { asWritten } from "./vocabulary.js"

/** @param {string} text */
const ordered = text => sequence(tokens(text))

/** What an entry says, and how it is called. */
export class EntryWords {
  /** @param {import("./engine.js").Entry} entry */
  constructor({ kind, label, heading, text, names, also }) {
    const own = kind === "term" ? [label, heading, ...names ?? []] : [heading || (kind === "clause" ? "" : label)]
    this.names = [...own, ...also ?? []].map(name => ordered(name ?? ""))
    this.text = text ? ordered(text) : []
    this.printed = [heading, text]
  }

  /** Whether a word stands there with the accents that it has. @param {string} printed */
  hasAsWritten(printed) {
    return this.printed.some(part => part && tokens(part).some(({ from, to }) => asWritten(part.slice(from, to)) === asWritten(printed)))
  }

  /** Whether words stand one behind the other. @param {string[]} words */
  holds(words) {
    return this.heads(words) || places(this.text, words).length > 0
  }

  /** Whether they do so in a name. @param {string[]} words */
  heads(words) {
    return this.names.some(name => places(name, words).length > 0)
  }

  /**
   * How much of what was asked stands together: 1 if all words do, in their order; else the share of neighbours that do.
   * @param {string[][]} wanted For each word, what it stands for.
   */
  closeness(wanted) {
    const [first, ...others] = wanted.map(words => new Set(words))
    return Math.max(...[...this.names, this.text].map(part => {
      if (part.some((word, at) => first.has(word) && others.every((words, index) => words.has(part[at + index + 1]))))
        return 1
      const together = others.filter((words, index) =>
        part.some((word, at) => at > 0 && words.has(word) && (index === 0 ? first : others[index - 1]).has(part[at - 1])))
      return together.length / wanted.length
    }))
  }
}
