/**
 * Holds sound to the clock of the page, which is that of the picture.
 *
 * An encoder of sound counts samples. Whatever a busy computer, one that slept or a device that was interrupted has lost would move all later sound
 * ahead of its picture, without end. So the count is kept right before it is encoded: silence stands in for what was lost, and what is too much is left
 * out. The timestamps then follow from the count; they never go back, and players have no gap to fill.
 */

/** Sound may differ by so much before it is mended, ms. With what the measuring is off by it stays under 200. */
const TOLERANCE = 160;

/** How late sound may come before silence takes its place, ms: a page that is busy hears it late, but does not lose it. */
const SLACK = 1000;

/** What is longer than this is not filled: the timestamps go forward with the page's clock, as after a sleep of the computer, ms. */
const LONGEST = 10_000;

/** A reading with less delay than all others counts for so many more at least: by then a clock that goes slower shows. */
const MEMORY = 500;

/** Tells the page's time from another clock, whose readings come late: the one with the least delay is right. */
function createReference() {
  let count = 0;
  let before = Infinity;
  let least = Infinity;
  let last = -Infinity;

  /** @param {number} reading Of the other clock, ms. @param {number} now Of the page's. */
  return (reading, now) => {
    if (reading < last) before = least = Infinity; // it was set
    else if (count % MEMORY === 0) [before, least] = [least, Infinity];
    count += 1;
    last = reading;
    least = Math.min(least, now - reading);
    return reading + Math.min(least, before);
  };
}

/** @param {number} rate Samples a second. */
export function createSoundClock(rate) {
  const pageTime = createReference();
  /** Samples that went into the encoder, and that came out of it. */
  let fed = 0;
  let given = 0;
  let skipping = false;
  /** @type {number | undefined} */
  let began;
  /** From which sample on the count goes with which time of the page; the last is for what goes in, the first for what comes out. */
  const runs = /** @type {{ from: number, time: number }[]} */ ([]);

  const timeOf = (run, sample) => run.time + ((sample - run.from) * 1000) / rate;

  /** Samples of silence from the end of what there is to a time of the page. @param {number} time */
  function fill(time) {
    const missing = runs.length ? time - timeOf(runs.at(-1), fed) : Infinity;
    if (missing > LONGEST) {
      runs.push({ from: fed, time });
      return 0;
    }
    const silence = Math.max(0, Math.round((missing * rate) / 1000));
    fed += silence;
    return silence;
  }

  return {
    /**
     * A piece of sound comes.
     * @param {number} stamp When its first sample was taken, on a clock of its own, ms.
     * @param {number} samples
     * @param {number} now
     * @returns {{ silence: number, use: boolean }} Samples of silence to encode before it, and whether to encode it.
     */
    take(stamp, samples, now) {
      const time = pageTime(stamp, now);
      const late = runs.length ? time - timeOf(runs.at(-1), fed) : Infinity;
      const silence = late > TOLERANCE ? fill(time) : 0;
      skipping = late < -TOLERANCE || (skipping && late < 0);
      if (!skipping) fed += samples;
      return { silence, use: !skipping };
    },

    /**
     * Time passes, whether sound comes or not.
     * @param {number} now
     * @returns {number} Samples of silence to encode.
     */
    pass(now) {
      began ??= now;
      return now - began < SLACK ? 0 : fill(now - SLACK);
    },

    /**
     * The encoder gives a packet.
     * @param {number} samples
     * @returns {number} Time of the page at its beginning, ms.
     */
    give(samples) {
      while (runs.length > 1 && given >= runs[1].from) runs.shift();
      const time = timeOf(runs[0], given);
      given += samples;
      return time;
    },
  };
}
