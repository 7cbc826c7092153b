/*
 * Where words stand: the entries of each, weighed by how rare the word is and how short the part that has it (BM25,
 * Robertson and Zaragoza 2009, The Probabilistic Relevance Framework, section 3).
 */

/** @typedef {{ id: number, field: number, count: number }} Posting How often an entry has a word in one of its parts. */

/** How fast the weight of a repeated word grows, and how much the length of a part matters. */
const [SATURATION, BY_LENGTH] = [1.2, 0.7]

/** The places of words in parts of entries, each part a field. */
export class Postings {
  /** @param {number[]} weights What a field is worth. */
  constructor(weights) {
    this.weights = weights
    /** @type {Map<string, Posting[]>} */ this.places = new Map()
    /** @type {number[][]} */ this.lengths = weights.map(() => [])
    this.totals = weights.map(() => 0)
    this.size = 0
  }

  /** Adds a field of an entry; the entries in their order. @param {number} id @param {number} field @param {string[]} words */
  add(id, field, words) {
    this.size = Math.max(this.size, id + 1)
    this.lengths[field][id] = words.length
    this.totals[field] += words.length
    for (const word of words) {
      const places = this.places.get(word)
      const last = places?.[places.length - 1]
      if (last?.id === id && last.field === field)
        last.count++
      else if (places)
        places.push({ id, field, count: 1 })
      else
        this.places.set(word, [{ id, field, count: 1 }])
    }
  }

  /** What each entry is worth for a word, field by field. @param {string} word @param {(id: number, field: number, score: number) => void} visit */
  each(word, visit) {
    const places = this.places.get(word) ?? []
    const rarity = Math.log(1 + (Math.max(this.size - places.length, 0) + 0.5) / (places.length + 0.5))
    for (const { id, field, count } of places) {
      const length = this.lengths[field][id] * this.size / this.totals[field]
      const score = count * (SATURATION + 1) / (count + SATURATION * (1 - BY_LENGTH + BY_LENGTH * length))
      visit(id, field, this.weights[field] * rarity * score)
    }
  }
}
