/** While no picture comes (no camera, one that stands still, a push that is paused) a still one goes out so often, ms: players wait for what is announced. */
export const STILL = 500;

/** When pictures go out. */
export function createPace() {
  let due = 0;
  let last = -Infinity;

  return {
    /** The camera has a picture: whether to send it. @param {number} now ms @param {number} fps */
    take(now, fps) {
      if (now < due) return false;
      // On average the rate is kept, whatever that of the camera is.
      const interval = 1000 / fps;
      due = Math.max(due, now - interval) + interval;
      last = now;
      return true;
    },

    /** Time passes: whether to send the last picture again. @param {number} now */
    repeat(now) {
      if (now - last < STILL) return false;
      last = now;
      return true;
    },

    /** Whether the camera has ever had one. */
    get begun() {
      return due > 0;
    },
  };
}
