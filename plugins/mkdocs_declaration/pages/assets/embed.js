/*
 * Replaces the link before this script by the words of the clause, or of the range of clauses, that it leads to:
 *
 *   <a href="https://…/1.3.ii/">paragraph 1.3(ii)</a><script async src="https://…/embed.js"></script>
 *
 * The words come from a small file of the page that the clause is on. Where that cannot be read, the link stays.
 */

import { quote } from "./scripts/quotation.js"

/** @param {HTMLScriptElement} script */
function replaceLinkBefore(script) {
  const root = new URL(".", script.src)
  let before = script.previousElementSibling
  while (before?.localName === "br") // which an editor may put there
    before = before.previousElementSibling
  const link = /** @type {HTMLAnchorElement | undefined} */ (
    before?.matches("a[href]") ? before : [...before?.querySelectorAll("a[href]") ?? []].pop())
  if (link?.href.startsWith(root.href))
    quote(link, root).catch(() => null)
}

const script = document.currentScript // a module does not know where it stands
if (script instanceof HTMLScriptElement)
  replaceLinkBefore(script)
