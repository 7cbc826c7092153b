import { stemmer as stem } from "@orama/stemmers/english"

export { stopwords } from "@orama/stopwords/english"

/** British and American endings. @type {[RegExp, string][]} */
const SPELLINGS = [
  [/is(?=(?:e|ed|er|ers|es|ing|ation|ations)$)/, "iz"], [/(?<=..)our|our(?=..)/, "or"], [/amme(?=s?$)/, "am"],
  [/tre(?=s?$)/, "ter"], [/(?<=def|off|lic)ence/, "ense"], [/ll(?=(?:ed|er|ers|ing)$)/, "l"]
]

/** What is left of a word without its ending, in one of its spellings. @param {string} word */
export const stemmer = word => stem(SPELLINGS.reduce((form, [british, american]) => form.replace(british, american), word))
