/** Figures of `bindnetstatus`, counted from the packets that pass. */

/**
 * @typedef {object} Passing
 * @property {'audio' | 'video'} kind
 * @property {number} size Bytes.
 * @property {number} time Milliseconds in the stream.
 * @property {boolean} key
 */

const kbps = (bytes, ms) => Math.round((bytes * 8) / ms);

/** @param {() => number} [now] Milliseconds. */
export function createMeter(now = () => performance.now()) {
  let since = now();
  let counted = { video: 0, audio: 0, frames: 0 };
  let gop = 0;
  /** @type {number | null} */
  let lastKey = null;
  /** @type {number | null} Arrival less time in the stream. */
  let transit = null;
  let jitter = 0;

  return {
    /** @param {Passing} packet */
    count({ kind, size, time, key }) {
      counted[kind] += size;
      if (kind !== 'video') return;
      counted.frames += 1;
      // RFC 3550, 6.4.1: a sixteenth of each deviation counts.
      const next = now() - time;
      if (transit !== null) jitter += (Math.abs(next - transit) - jitter) / 16;
      transit = next;
      if (!key) return;
      if (lastKey !== null) gop = Math.max(0, time - lastKey) / 1000;
      lastKey = time;
    },

    /** Figures since the last reading. */
    read() {
      const ms = Math.max(1, now() - since);
      const { video, audio, frames } = counted;
      since = now();
      counted = { video: 0, audio: 0, frames: 0 };
      return {
        videoBitrate: kbps(video, ms),
        audioBitrate: kbps(audio, ms),
        videoFPS: Math.round((frames * 1000) / ms),
        videoGOP: Math.round(gop * 10) / 10,
        netSpeed: kbps(video + audio, ms),
        netJitter: Math.round(jitter),
      };
    },
  };
}

/** Seconds of delay up to which a network is of level 1, 2… as WeChat counts: 1 best, 6 unusable. */
const LEVELS = [0.2, 0.5, 1, 2, 4];

/** @param {number} seconds How long what was encoded waits to be sent, or how long nothing came. */
export const qualityOf = (seconds) => LEVELS.filter((limit) => seconds > limit).length + 1;

/**
 * Bit rate for the next seconds: down fast when the network does not take it, up slowly when it does.
 * @param {number} rate kbps now.
 * @param {number} waiting Seconds of stream that wait to be sent.
 * @param {{ min: number, max: number }} limits kbps
 */
export function adapted(rate, waiting, { min, max }) {
  const wished = waiting > 1 ? rate * 0.7 : waiting < 0.2 ? rate * 1.1 : rate;
  return Math.round(Math.min(Math.max(wished, min), Math.max(min, max)));
}
