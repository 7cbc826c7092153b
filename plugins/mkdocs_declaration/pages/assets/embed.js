/*
 * Replaces the link before this script by the words of the clause, or of the range of clauses, that it leads to:
 *
 *   <a href="https://…/1.3.ii/">paragraph 1.3(ii)</a><script async src="https://…/embed.js"></script>
 *
 * The words come from a small file of the page that the clause is on. Where that cannot be read, the link stays.
 */

import { quote } from "./scripts/quotation.js"

/** What stands before an element: what is alone in its paragraph has nothing before it there. @param {Element} element @returns {Element | null} */
function before(element) {
  let found = element.previousElementSibling
  while (found?.localName === "br") // which an editor may put there
    found = found.previousElementSibling
  const holder = element.parentElement
  const isAlone = holder?.localName === "p" && !holder.textContent?.trim()
  return found ?? (isAlone ? before(/** @type {Element} */ (holder)) : null)
}

/** @param {HTMLScriptElement} script */
function replaceLinkBefore(script) {
  const root = new URL(".", script.src)
  const found = before(script)
  const link = /** @type {HTMLAnchorElement | undefined} */ (
    found?.matches("a[href]") ? found : [...found?.querySelectorAll("a[href]") ?? []].pop())
  if (link?.href.startsWith(root.href))
    quote(link, root).catch(error => console.warn(
      `“${link.href}” stays a link: ${error.message}.` + (error instanceof TypeError // as of a request that is refused
        ? ` Pages of other sites can read its words if the host of ${root.href} sends “Access-Control-Allow-Origin: *”, and if their own `
          + `policy allows “connect-src ${root.origin}”.` : "")))
  else
    console.warn(`There is no link to a clause of ${root.href} before ${script.outerHTML}`)
}

const script = document.currentScript // a module does not know where it stands
if (script instanceof HTMLScriptElement)
  replaceLinkBefore(script)
