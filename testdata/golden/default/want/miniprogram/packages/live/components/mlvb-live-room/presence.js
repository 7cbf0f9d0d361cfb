const { toRoomError } = require('./room-error');

/** No such room, or no such member: 1, 3 and 5 by the open servers, the others by the hosted one. */
const GONE = [1, 3, 5, 203010, 204003];

/** The list failed, the heartbeat was not recorded: the same, or a moment's trouble. */
const PERHAPS_GONE = [204002, 206001];

/** After so many doubts in a row it is no accident. */
const PATIENCE = 3;

/** A doubt is looked into soon, ms. */
const SOON = 2000;

/**
 * How much a failed question speaks for the end of the room. No answer at all proves nothing.
 * @param {unknown} thrown
 */
function doubt(thrown) {
  const { errCode } = toRoomError(thrown);
  if (GONE.includes(errCode)) return PATIENCE;
  return PERHAPS_GONE.includes(errCode) ? 1 : 0;
}

/**
 * Asks the server again and again how the room is doing, one question at a time.
 * @template T
 * @param {object} dependencies
 * @param {import('./life').Life} dependencies.life Ended when `onGone` is called.
 * @param {number} dependencies.interval ms
 * @param {() => Promise<T>} dependencies.ask
 * @param {(answer: T) => boolean} dependencies.isHere Takes the answer in. False when one who must be there is missing in it.
 * @param {() => void} dependencies.onGone
 * @returns {() => Promise<void>} Asks now.
 */
function watchPresence({ life, interval, ask, isHere, onGone }) {
  let doubts = 0;
  let busy = false;

  async function check() {
    if (busy || !life.alive) return;
    busy = true;
    const before = doubts;
    try {
      doubts = isHere(await life.step(ask())) ? 0 : doubts + 1;
    } catch (thrown) {
      doubts += doubt(thrown);
    }
    busy = false;
    if (!life.alive || doubts <= before) return;
    if (doubts < PATIENCE) return void life.after(SOON, check);
    life.end();
    onGone();
  }

  life.every(interval, check);
  return check;
}

module.exports = { watchPresence };
