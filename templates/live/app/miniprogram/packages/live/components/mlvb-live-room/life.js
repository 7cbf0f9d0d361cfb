const { Ended } = require('./room-error');

/**
 * How long something lasts: a stay in a room, a link, a broadcast. Ending it stops its timers and settles
 * every step still under way with `Ended`, so that nothing late can act.
 */
class Life {
  /** @param {import('./types').Clock} clock */
  constructor(clock) {
    this.clock = clock;
    this.alive = true;
    /** @type {Set<() => void>} */
    this.endings = new Set();
  }

  /**
   * Waits for `work`, but not beyond the end of life: what comes later is handed to `undo`.
   * @template T
   * @param {Promise<T>} work
   * @param {(value: T) => unknown} [undo]
   * @returns {Promise<T>}
   */
  step(work, undo) {
    return new Promise((resolve, reject) => {
      const forget = this.onEnd(() => reject(new Ended()));
      work.finally(forget).then((value) => {
        if (this.alive) resolve(value);
        else if (undo) Promise.resolve(undo(value)).catch(() => {});
      }, reject);
    });
  }

  /**
   * A step of at most `ms`, then it fails with `late`.
   * @template T
   * @param {number} ms
   * @param {Error} late
   * @param {Promise<T>} work
   * @param {(value: T) => unknown} [undo]
   * @returns {Promise<T>}
   */
  within(ms, late, work, undo) {
    const limit = this.child();
    let failure = /** @type {Error} */ (new Ended());
    limit.after(ms, () => {
      failure = late;
      limit.end();
    });
    return limit
      .step(work, undo)
      .catch((error) => {
        throw error instanceof Ended ? failure : error;
      })
      .finally(() => limit.end());
  }

  /**
   * @param {number} ms
   * @param {() => void} run
   * @returns {() => void} Cancels it.
   */
  after(ms, run) {
    const cancel = this.hold(
      this.clock.after(ms, () => {
        cancel();
        run();
      }),
    );
    return cancel;
  }

  /**
   * @param {number} ms
   * @param {() => void} run
   * @returns {() => void} Cancels it.
   */
  every(ms, run) {
    return this.hold(this.clock.every(ms, run));
  }

  /** @param {() => void} cancel */
  hold(cancel) {
    const forget = this.onEnd(cancel);
    return () => {
      forget();
      cancel();
    };
  }

  /** @param {() => void} run @returns {() => void} Forgets `run` again. */
  onEnd(run) {
    if (this.alive) this.endings.add(run);
    else run();
    return () => this.endings.delete(run);
  }

  /** @returns {Life} One that ends with this one, or before. */
  child() {
    const child = new Life(this.clock);
    child.onEnd(this.onEnd(() => child.end()));
    return child;
  }

  end() {
    if (!this.alive) return;
    this.alive = false;
    this.endings.forEach((run) => run());
    this.endings.clear();
  }
}

exports.Life = Life;
