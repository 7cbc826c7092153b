/** The code of a key that an input method takes; in Safari the Enter that ends a composition has nothing else to tell it (UI Events, section 7.3.1). */
const COMPOSING = 229

/** Whether a key is one of an input method that composes words. @param {KeyboardEvent} event */
export const composes = ({ isComposing, keyCode }) => isComposing || keyCode === COMPOSING
