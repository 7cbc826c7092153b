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
   * How much of what was asked stands together: 1 if each word is the next neighbour of the one before.
   * @param {string[][]} wanted For each word, what it stands for.
   */
  closeness(wanted) {
    return Math.max(...[...this.names, this.text].map(part => {
      let together = 0
      for (let index = 1; index < wanted.length; index++)
        together += Number(part.some((word, at) => wanted[index].includes(word) && at > 0 && wanted[index - 1].includes(part[at - 1])))
      return together / (wanted.length - 1)
    }))
  }
}
