/** What push and play have in common, free of `wx`: a supervised stream and the page's data about it. */
const { shown } = require('./failure');
const { statistics } = require('./format');
const { failureOf, logged, phaseText } = require('./stream-report');
const { createSupervisor } = require('./supervisor');
const words = require('../words/index');

/**
 * @typedef {import('./supervisor').Change} Change
 * @typedef {import('./supervisor').Signal} Signal
 * @typedef {import('../components/mlvb-live-room/state-codes').State & { signal: Signal }} Sign
 *
 * @typedef {object} View The part of a page's data that is about its stream.
 * @property {import('./supervisor').Phase} phase
 * @property {boolean} running
 * @property {string} status The phase as one line.
 * @property {{ message: string, hint: string } | null} failure
 * @property {{ name: string, value: string }[]} figures
 * @property {number} quality 0 unknown, 1 best, 6 unusable.
 * @property {import('./stream-report').Entry[]} log
 *
 * @typedef {Omit<import('./supervisor').Means, 'onChange'> & {
 *   signOf: (code: number) => Sign,
 *   show: (change: Partial<View>) => void,
 *   now?: () => number,
 * }} Means
 */

/** @returns {View} The view of a stream that was not started. */
const idleView = () => ({ phase: 'idle', running: false, status: words.phases.idle, failure: null, figures: [], quality: 0, log: [] });

/** @param {Means} means */
function createStreamView({ signOf, show, now = Date.now, ...means }) {
  let view = idleView();
  let liveSince = 0;
  const supervisor = createSupervisor({ ...means, onChange });

  /** @param {Partial<View>} change */
  function set(change) {
    view = { ...view, ...change };
    show(change);
  }

  /** @param {Change} change */
  function onChange({ phase, error, ...rest }) {
    if (phase === 'live') liveSince = now();
    const running = phase !== 'idle' && phase !== 'failed' && phase !== 'ended';
    set({ phase, running, status: phaseText({ phase, ...rest }, 0), ...(running ? {} : { figures: [], quality: 0 }) });
    if (phase === 'live' || phase === 'idle') set({ failure: null });
    else if (phase === 'silent' || phase === 'ended') set({ failure: words[phase] });
    else if (error) set({ failure: shown(error) });
  }

  return {
    start: supervisor.start,
    stop: supervisor.stop,

    /** Takes a state code of the tag. @param {number} code */
    hear(code) {
      const sign = signOf(code);
      set({ log: logged(view.log, code, sign, now()) });
      if (sign.signal === 'fatal' || sign.signal === 'lost') set({ failure: failureOf(sign) });
      supervisor.hear(sign.signal);
      return sign;
    },

    /**
     * Takes `detail.info` of bindnetstatus, which comes every two seconds. The typings describe it as text; clients send an object.
     * @param {unknown} info
     */
    report(info) {
      const figures = /** @type {import('./format').NetInfo} */ (info);
      set({ figures: statistics(figures), quality: Number(figures.netQualityLevel) || 0 });
      if (view.phase === 'live') set({ status: phaseText({ phase: 'live', attempt: 0, delay: 0 }, now() - liveSince) });
    },
  };
}

module.exports = { createStreamView, idleView };
