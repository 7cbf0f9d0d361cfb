/**
 * @typedef {object} Backoff
 * @property {() => number | null} next Milliseconds to wait before the next attempt, null when the limit is reached.
 * @property {() => void} reset Starts over, after an attempt that held.
 */

/**
 * Delays that grow by `factor` from `first` up to `max` ms, for at most `limit` attempts.
 * @param {{ first?: number, factor?: number, max?: number, limit?: number }} [options]
 * @returns {Backoff}
 */
function createBackoff({ first = 1000, factor = 2, max = 15000, limit = 6 } = {}) {
  let attempts = 0;
  return {
    next: () => (attempts < limit ? Math.min(first * factor ** attempts++, max) : null),
    reset() {
      attempts = 0;
    },
  };
}

module.exports = { createBackoff };
