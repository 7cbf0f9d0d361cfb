/** What the state codes of a live tag mean: for the supervisor that keeps its stream, and in words. */
const { pusherState, playerState } = require('../components/mlvb-live-room/state-codes');
const { clock, duration } = require('./format');
const words = require('../words/index');

/**
 * @typedef {import('./supervisor').Change} Change
 * @typedef {import('./supervisor').Phase} Phase
 * @typedef {import('./supervisor').Signal} Signal
 * @typedef {import('../components/mlvb-live-room/state-codes').State} State
 * @typedef {{ id: number, time: string, kind: string, text: string, code: number }} Entry
 */

/** @type {Record<string, Signal>} */
const PUSHER = { pushing: 'live', disconnected: 'lost', musicFailed: 'progress', waitingImageFailed: 'progress' };

/** @type {Record<string, Signal>} Clients differ in which of the first three they send. */
const PLAYER = { firstPacket: 'live', playing: 'live', firstFrame: 'live', disconnected: 'lost', ended: 'ended' };

/**
 * @param {Record<string, Signal>} signals
 * @param {State} state
 * @returns {Signal}
 */
const signalOf = (signals, { name, kind }) => signals[name] || (kind === 'error' ? 'fatal' : 'progress');

/** @param {number} code */
const ofPusher = (code) => ({ ...pusherState(code), signal: signalOf(PUSHER, pusherState(code)) });

/** @param {number} code */
const ofPlayer = (code) => ({ ...playerState(code), signal: signalOf(PLAYER, playerState(code)) });

/** State codes kept on screen. */
const KEPT = 20;

/** @type {Record<string, string>} */
const texts = words.states;
/** @type {Record<string, string>} */
const advice = words.advice;

/** @param {Pick<State, 'name'>} state */
const textOf = ({ name }) => texts[name] || words.unknownState;

/**
 * The log with one more code, the newest first.
 * @param {Entry[]} entries
 * @param {number} code
 * @param {State} state
 * @param {number} now
 * @returns {Entry[]}
 */
function logged(entries, code, state, now) {
  const id = entries.length ? entries[0].id + 1 : 1;
  return [{ id, time: clock(now), kind: state.kind, text: textOf(state), code }, ...entries].slice(0, KEPT);
}

/**
 * The phase as one line.
 * @param {Pick<Change, 'phase' | 'attempt' | 'delay'>} change
 * @param {number} liveFor Milliseconds since the stream went live.
 */
function phaseText({ phase, attempt, delay }, liveFor) {
  if (phase === 'live') return `${words.phases.live} ${duration(liveFor)}`;
  if (phase === 'waiting') return words.phases.waiting.replace('{n}', String(attempt)).replace('{s}', String(delay / 1000));
  return words.phases[phase];
}

/** A state that ended the stream, as a failure to show. @param {State} state */
const failureOf = (state) => ({ message: textOf(state), hint: advice[state.name] || '' });

module.exports = { ofPusher, ofPlayer, textOf, logged, phaseText, failureOf };
