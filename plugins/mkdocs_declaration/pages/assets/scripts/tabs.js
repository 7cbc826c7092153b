/* Tabs of which one is shown: one stop of the tab key, with the arrow keys from one to the next (ARIA, tabs pattern). */

import { named } from "./elements.js"

/**
 * @param {HTMLElement} list The element with the tabs, each a button that controls the panel of its name.
 * @param {(name: string) => void} onSelect What is to be done when one is shown, by the id of its panel.
 */
export function tabs(list, onSelect) {
  const all = /** @type {HTMLButtonElement[]} */ ([...list.querySelectorAll("[role=tab]")])
  /** @param {HTMLButtonElement} tab */
  const panelOf = tab => tab.getAttribute("aria-controls") ?? ""
  /** @param {HTMLButtonElement} selected */
  function select(selected) {
    for (const tab of all) {
      tab.setAttribute("aria-selected", String(tab === selected))
      tab.tabIndex = tab === selected ? 0 : -1
      named(panelOf(tab)).hidden = tab !== selected
    }
    onSelect(panelOf(selected))
  }
  list.addEventListener("click", ({ target }) => {
    const tab = all.find(one => one === target)
    if (tab)
      select(tab)
  })
  list.addEventListener("keydown", event => {
    const forward = getComputedStyle(list).direction === "rtl" ? -1 : 1
    const index = all.findIndex(tab => tab === document.activeElement)
    /** @type {Record<string, number>} */
    const places = { ArrowRight: index + forward, ArrowLeft: index - forward, Home: 0, End: -1 }
    const next = all.at(places[event.key] % all.length)
    if (!(event.key in places) || !next)
      return
    event.preventDefault()
    select(next)
    next.focus()
  })
  return {
    /** Shows a panel by its id; the first if there is none of that name. @param {string | null} name */
    show: name => select(all.find(tab => panelOf(tab) === name) ?? all[0]),
    /** The tab whose panel is shown. */
    current: () => all.find(tab => !tab.tabIndex) ?? all[0]
  }
}
