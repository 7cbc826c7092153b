/* Words with places for values. */

/**
 * Puts values into words with braces: `Link to {label}`. Braces of other names, as records have them, stay.
 * @param {string} words @param {Record<string, string | number>} values
 */
export const fill = (words, values) => words.replace(/\{([\w-]+)\}/g, (whole, name) => String(values[name] ?? whole))

/** This day in words, as a locale writes it at length. @param {string} locale A tag (BCP 47). */
export const today = locale => new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(new Date())
