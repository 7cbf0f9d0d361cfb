/** A tag that works says something within this time, ms. */
const SOON = 8000;

/** And within this one even when people first have to allow camera and microphone, ms. */
const LATE = 30000;

/**
 * A mini-program without the right to the live tags is told nothing: no state code ever comes.
 * @param {object} dependencies
 * @param {import('./life').Life} dependencies.life
 * @param {() => Promise<boolean>} dependencies.granted Whether nobody is being asked for permission any more.
 * @param {() => void} dependencies.onSilent Called once, if at all.
 * @returns {() => void} To be called at a sign.
 */
function expectSign({ life, granted, onSilent }) {
  const waiting = life.child();
  const silent = () => {
    waiting.end();
    onSilent();
  };
  waiting.after(SOON, () => {
    waiting.step(granted()).then((yes) => yes && silent(), () => {});
  });
  waiting.after(LATE, silent);
  return () => waiting.end();
}

module.exports = { expectSign };
