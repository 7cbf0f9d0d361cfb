/** From this many milliseconds on, an interruption is told as a stutter. */
const STUTTER = 500;

/**
 * The state codes that <live-player> tells of one connection, in the phone's order.
 * @param {(code: number) => void} say
 * @param {() => number} [now] Milliseconds.
 */
export function createPlayStates(say, now = () => performance.now()) {
  const said = new Set();
  let size = '';
  let playing = false;
  let loading = false;
  let waitingSince = 0;

  /** @param {number} code */
  function once(code) {
    if (said.has(code)) return;
    said.add(code);
    say(code);
  }

  return {
    connected: () => once(2001),
    pulling: () => once(2002),

    /** @param {import('./flv-reader.mjs').Tag} tag */
    received({ kind, key }) {
      if (kind === 'video' && key) once(2003);
    },

    /** @param {number} width @param {number} height 0 for a stream of sound alone. */
    decoding(width, height) {
      once(2008);
      if (!width || size === `${width}x${height}`) return;
      size = `${width}x${height}`;
      say(2009);
    },

    playing() {
      if (playing) return;
      playing = true;
      loading = false;
      if (waitingSince && now() - waitingSince >= STUTTER) say(2105);
      say(2004);
    },

    waiting() {
      if (!playing) return;
      playing = false;
      loading = true;
      waitingSince = now();
      say(2007);
    },

    /** Nothing is to be seen yet. */
    late() {
      if (playing || loading) return;
      loading = true;
      say(2007);
    },
  };
}
