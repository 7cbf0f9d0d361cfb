/** @typedef {import('./types').Anchor} Anchor */

/**
 * Who came and who went between two lists of the people on the mic, oneself left out.
 * A new address counts as both, since whoever plays it has to start over.
 * @param {Anchor[]} before
 * @param {Anchor[]} after
 * @param {string} self
 * @returns {{ entered: Anchor[], left: Anchor[] }}
 */
function compareAnchors(before, after, self) {
  /** @param {Anchor[]} list */
  const missing = (list) => (/** @type {Anchor} */ { userID, accelerateURL }) =>
    userID !== self && !list.some((other) => other.userID === userID && other.accelerateURL === accelerateURL);
  return { entered: after.filter(missing(before)), left: before.filter(missing(after)) };
}

module.exports = { compareAnchors };
