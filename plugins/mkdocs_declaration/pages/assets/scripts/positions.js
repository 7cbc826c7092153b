/* Words that show by themselves what is raised or lowered, where there is nothing but words: 10³, CO₂. */

/** The signs that Unicode has for what is raised and lowered, in the order of `ORDINARY`. @type {Record<string, string>} */
const SIGNS = { SUP: "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾", SUB: "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎" }
const ORDINARY = "0123456789+-–−=()"

/** The words of a node, as files of plain text have them. @param {Node} node @returns {string} */
export function plainWords(node) {
  const signs = SIGNS[node.nodeName]
  if (signs)
    return (node.textContent ?? "").replace(/[-0-9+–−=()]/g, sign => signs[ORDINARY.indexOf(sign)])
  return node.hasChildNodes() ? [...node.childNodes].map(plainWords).join("") : node.textContent ?? ""
}
