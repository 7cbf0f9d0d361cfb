const TIDY_AT = 1024;

/**
 * Lets every key do burst requests at once and one more per interval. It keeps one
 * instant per key: when the key's allowance will be whole again.
 * @param {number} burst
 * @param {number} interval milliseconds
 */
export function createLimiter(burst, interval) {
  /** @type {Map<string, number>} */
  const whole = new Map();
  let tidyAt = TIDY_AT;

  // Keeps the memory in proportion to the keys that were active lately. The
  // doubling makes its cost per request constant.
  const tidy = (/** @type {number} */ now) => {
    if (whole.size < tidyAt) return;
    for (const [key, at] of whole) if (at <= now) whole.delete(key);
    tidyAt = Math.max(TIDY_AT, 2 * whole.size);
  };

  return {
    /**
     * Counts a request of key and returns 0, or how long the key has to wait.
     * @param {string} key
     * @param {number} now milliseconds
     */
    wait(key, now) {
      const at = Math.max(whole.get(key) ?? 0, now);
      const wait = at - now - (burst - 1) * interval;
      if (wait > 0) return wait;
      whole.set(key, at + interval);
      tidy(now);
      return 0;
    },
    /** How many keys are kept. */
    size: () => whole.size,
  };
}
