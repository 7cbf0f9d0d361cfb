/**
 * Listeners of one event, as a pair like `wx.onThemeChange` and `wx.offThemeChange`.
 * @template Heard
 */
export function createEvent() {
  /** @type {Set<(heard: Heard) => void>} */
  const listeners = new Set();
  return {
    /** @param {(heard: Heard) => void} listener */
    on: (listener) => void listeners.add(listener),
    /** @param {(heard: Heard) => void} [listener] Without one: all of them. */
    off: (listener) => void (listener ? listeners.delete(listener) : listeners.clear()),
    /** @param {Heard} [heard] */
    emit: (heard) => [...listeners].forEach((listener) => listener(heard)),
    get size() {
      return listeners.size;
    },
  };
}
