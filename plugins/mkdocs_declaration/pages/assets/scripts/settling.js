/*
 * A place that is gone to in a long text. What lies around it has an estimated height until it comes into view and is laid out;
 * as it gets its own, the place moves. It is shown again until it stands still, or the reader moves on.
 */

/** How many frames a place stands still before nothing more is expected to move it: what is new in view is laid out in the next. */
const STILL = 10
/** What a reader moves on with. */
const MOVES = ["keydown", "pointerdown", "touchstart", "wheel"]

let turn = 0

/** Shows a place at the top of what is seen, and sees to it that it stays there. @param {Element} place */
export function stayAt(place) {
  const show = () => place.scrollIntoView({ block: "start", behavior: "instant" })
  const mine = ++turn
  show()
  let [top, frames] = [place.getBoundingClientRect().top, 0]
  const leave = () => {
    for (const move of MOVES)
      removeEventListener(move, leave, true)
    if (mine === turn)
      turn++
  }
  const look = () => {
    if (mine !== turn || ++frames > STILL)
      return void leave()
    if (Math.abs(place.getBoundingClientRect().top - top) >= 1) {
      show()
      ;[top, frames] = [place.getBoundingClientRect().top, 0]
    }
    requestAnimationFrame(look)
  }
  for (const move of MOVES)
    addEventListener(move, leave, { capture: true, passive: true })
  requestAnimationFrame(look)
}
