/* Where the site is: all scripts of its pages are published in `assets/declaration/`. */

/** The address of the site's root, with a slash at its end. */
export const root = new URL("../../", import.meta.url)

/** An address relative to the site's root as an absolute one. @param {string} path */
export const absolute = path => new URL(path, root).href

/** An absolute address relative to the site's root, or null if it is elsewhere. @param {string} address */
export const relative = address => (address.startsWith(root.href) ? address.slice(root.href.length) : null)

/** The address of this page relative to the site's root: `general-provisions/`. */
export const here = () => (relative(location.href.replace(/[?#].*$/s, "")) ?? "").replace(/(^|\/)index\.html$/, "$1")
