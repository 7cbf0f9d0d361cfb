/** Keeps one stream going, free of `wx`: start, live, lost, wait, start again. One supervisor per tag. */

/**
 * @typedef {'idle' | 'starting' | 'silent' | 'live' | 'waiting' | 'ended' | 'failed'} Phase
 *   `silent`: started, yet no state code came. `waiting`: lost, the next attempt is due after a delay.
 * @typedef {'progress' | 'live' | 'lost' | 'ended' | 'fatal'} Signal What a state code means for the stream.
 *
 * @typedef {object} Change
 * @property {Phase} phase
 * @property {number} attempt 0 for the first start.
 * @property {number} delay Milliseconds until the next attempt, in `waiting`.
 * @property {unknown} error What an attempt to open threw, in `failed`; null when a state code says it.
 *
 * @typedef {object} Means
 * @property {(attempt: number, isCurrent: () => boolean) => Promise<void>} open Starts the tag, as long as it is current; throws what hinders it.
 * @property {() => void} close Stops the tag.
 * @property {import('../components/mlvb-live-room/backoff').Backoff} backoff
 * @property {(change: Change) => void} onChange
 * @property {number} silence Milliseconds without any code after which a start is `silent`; 0 for never.
 * @property {(task: () => void, ms: number) => any} [schedule]
 * @property {(timer: any) => void} [cancel]
 */

/** A stream that was live for so many milliseconds counts as held. */
const HELD = 30 * 1000;

/** @param {Means} means */
function createSupervisor({ open, close, backoff, onChange, silence, schedule = setTimeout, cancel = clearTimeout }) {
  /** @type {Phase} */
  let phase = 'idle';
  let attempt = 0;
  let opened = 0;
  let heard = false;
  /** @type {any} */
  let timer = null;

  /** @param {Phase} next @param {Partial<Change>} [detail] */
  function change(next, detail) {
    phase = next;
    onChange({ phase, attempt, delay: 0, error: null, ...detail });
  }

  /** @param {() => void} task @param {number} ms */
  function after(task, ms) {
    cancel(timer);
    timer = schedule(task, ms);
  }

  async function run() {
    const mine = ++opened;
    heard = false;
    change('starting');
    try {
      await open(attempt, () => mine === opened);
    } catch (error) {
      if (mine === opened) settle(attempt === 0 ? null : backoff.next(), error);
      return;
    }
    if (mine === opened && silence && !heard) after(() => change('silent'), silence);
  }

  /** Ends this attempt: another one after a delay, or none. @param {number | null} delay @param {unknown} [error] */
  function settle(delay, error = null) {
    finish();
    if (delay === null) {
      change('failed', { error });
      return;
    }
    attempt += 1;
    change('waiting', { delay, error });
    after(run, delay);
  }

  /** The stream held: a later loss starts with the shortest delay again. */
  function forgive() {
    attempt = 0;
    backoff.reset();
  }

  function finish() {
    opened += 1;
    cancel(timer);
    close();
  }

  return {
    /** Starts, or starts again at once. */
    start() {
      if (phase !== 'idle') finish();
      forgive();
      return run();
    },

    stop() {
      if (phase === 'idle') return;
      finish();
      change('idle');
    },

    /** @param {Signal} signal */
    hear(signal) {
      if (phase !== 'starting' && phase !== 'silent' && phase !== 'live') return;
      if (!heard) cancel(timer);
      heard = true;
      if (signal === 'lost') settle(backoff.next());
      else if (signal === 'fatal') settle(null);
      else if (signal === 'ended') {
        finish();
        change('ended');
      } else if (signal === 'live' && phase !== 'live') {
        change('live');
        after(forgive, HELD);
      } else if (phase === 'silent') change('starting');
    },
  };
}

module.exports = { createSupervisor };
