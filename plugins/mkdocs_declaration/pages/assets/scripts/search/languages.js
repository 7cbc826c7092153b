/* What is known of a language beside its script: how words end, and which of them decide nothing. Loaded for one language alone. */

/** @typedef {{ stemmer: (word: string) => string, stopwords: string[] }} Language */

/** @type {Record<string, () => Promise<Language>>} */
const LANGUAGES = {
  da: () => import("./languages/da.js"),
  de: () => import("./languages/de.js"),
  en: () => import("./languages/en.js"),
  es: () => import("./languages/es.js"),
  fi: () => import("./languages/fi.js"),
  fr: () => import("./languages/fr.js"),
  hu: () => import("./languages/hu.js"),
  id: () => import("./languages/id.js"),
  it: () => import("./languages/it.js"),
  nl: () => import("./languages/nl.js"),
  no: () => import("./languages/no.js"),
  pt: () => import("./languages/pt.js"),
  ro: () => import("./languages/ro.js"),
  ru: () => import("./languages/ru.js"),
  sv: () => import("./languages/sv.js"),
  tr: () => import("./languages/tr.js")
}
/** Other tags of them. @type {Record<string, string>} */
const SAME = { nb: "no", nn: "no" }

/**
 * What is known of a language; of one that is not here, nothing, and words are found as they are and by how they begin.
 * @param {string} tag A tag of BCP 47. @returns {Promise<Language>}
 */
export async function languageOf(tag) {
  const [language] = tag.toLowerCase().split("-")
  const load = Object.hasOwn(LANGUAGES, SAME[language] ?? language) ? LANGUAGES[SAME[language] ?? language] : null
  return load ? load() : { stemmer: word => word, stopwords: [] }
}
