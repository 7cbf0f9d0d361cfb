/** A player stays where the stream is live, or says that it waits. */

/** How often it is looked, ms. */
const LOOK = 250;

/** A picture that stands still for so long waits, ms. */
const STILL = 1000;

/** One that waits for so long while there is nothing to go on with is better loaded anew, ms. */
const STUCK = 10_000;

/** Behind what its buffer should hold at most by so much it is taken back, s. */
const BEHIND = 2;

/** Nearer than this is no other place, s. */
const NEAR = 0.1;

/**
 * @typedef {{ start: number, end: number }} Range Of the buffer, s.
 * @typedef {object} Step What to do now.
 * @property {boolean} waits Nothing moves.
 * @property {number | null} seek Where to go on, s.
 * @property {boolean} renew Load the stream anew.
 */

/**
 * Decides for one connection.
 * @param {{ least: number, most: number }} cache What the buffer should hold, s.
 */
export function createLiveEdge({ least, most }) {
  let place = -1;
  /** @type {number | null} */
  let movedAt = null;

  /** @param {number} time @param {Range | undefined} latest @param {boolean} waits */
  function target(time, latest, waits) {
    if (!latest) return null;
    const edge = Math.max(latest.start, latest.end - least);
    const late = latest.end - time > most + BEHIND || (waits && edge - time > NEAR);
    return late ? edge : null;
  }

  return {
    /**
     * @param {{ time: number, latest: Range | undefined, idle: boolean }} at Place in the stream, the newest part of the buffer, whether it is not to move.
     * @param {number} now ms
     * @returns {Step}
     */
    look({ time, latest, idle }, now) {
      if (idle || movedAt === null || time !== place) movedAt = now;
      place = time;
      const still = now - movedAt;
      const waits = still >= STILL;
      const seek = idle ? null : target(time, latest, waits);
      return { waits, seek, renew: still >= STUCK };
    },
  };
}

/** The newest part of what is buffered. @param {TimeRanges} ranges @returns {Range | undefined} */
const latestOf = (ranges) => (ranges.length ? { start: ranges.start(ranges.length - 1), end: ranges.end(ranges.length - 1) } : undefined);

/**
 * Keeps a <video> at the live edge.
 * @param {HTMLVideoElement} video
 * @param {Parameters<typeof createLiveEdge>[0]} cache
 * @param {{ waits: (waits: boolean) => void, stuck: () => void }} events
 * @returns {() => void} Ends it.
 */
export function followEdge(video, cache, { waits, stuck }) {
  const edge = createLiveEdge(cache);
  const timer = setInterval(() => {
    const step = edge.look({ time: video.currentTime, latest: latestOf(video.buffered), idle: video.paused }, performance.now());
    if (step.seek !== null) video.currentTime = step.seek;
    waits(step.waits);
    if (!step.renew) return;
    clearInterval(timer);
    stuck();
  }, LOOK);
  return () => {
    clearInterval(timer);
    waits(false);
  };
}
