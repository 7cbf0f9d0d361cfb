/** A phone tries three times again, three seconds apart, before it leaves the stream to the page. */
const TRIES = 3;
const PAUSE = 3000;

/**
 * @typedef {object} Attempt What a connection reports.
 * @property {() => void} held It works: a later loss has all its tries again.
 * @property {(code: number) => void} lost It is gone, or never was.
 *
 * @typedef {object} Means
 * @property {(attempt: Attempt) => (() => void)} open Connects; returns how to close.
 * @property {(code: number) => void} say
 * @property {{ again: number, over: number }} codes State codes of a new try, and of the end of all tries.
 * @property {(task: () => void, ms: number) => any} [schedule]
 * @property {(timer: any) => void} [cancel]
 */

/**
 * Keeps one connection as the phone's tags do: lost, tried again, given up.
 * @param {Means} means
 */
export function createLink({ open, say, codes, schedule = setTimeout, cancel = clearTimeout }) {
  let running = false;
  let left = TRIES;
  let current = 0;
  /** @type {any} */
  let timer = null;
  let close = () => {};

  function run() {
    const mine = ++current;
    const isMine = () => running && mine === current;
    const closing = open({
      held: () => {
        if (isMine()) left = TRIES;
      },
      lost: (code) => {
        if (isMine()) fail(code);
      },
    });
    if (isMine()) close = closing;
    else closing();
  }

  function drop() {
    current += 1;
    cancel(timer);
    close();
    close = () => {};
  }

  /** @param {number} code */
  function fail(code) {
    drop();
    say(code);
    if (!running) return;
    if (left === 0) {
      running = false;
      say(codes.over);
      return;
    }
    left -= 1;
    timer = schedule(run, PAUSE);
    say(codes.again);
  }

  return {
    start() {
      drop();
      running = true;
      left = TRIES;
      run();
    },

    stop() {
      running = false;
      drop();
    },

    /** Connects anew without a word: the stream is about to be another. */
    renew() {
      if (!running) return;
      drop();
      run();
    },
  };
}
