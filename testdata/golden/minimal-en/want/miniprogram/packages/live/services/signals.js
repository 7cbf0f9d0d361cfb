/**
 * What a state code of a live tag means for the stream that a supervisor keeps.
 */
const { pusherState, playerState } = require('../components/mlvb-live-room/state-codes');

/**
 * @typedef {import('../components/mlvb-live-room/state-codes').State} State
 * @typedef {import('./supervisor').Signal} Signal
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

module.exports = { ofPusher, ofPlayer };
