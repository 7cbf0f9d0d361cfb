/** Who came and who went in a room, between two looks at it. */

/** @typedef {import('./rooms').People} People */

/**
 * @param {People | null} before null at the first look: everybody was there already.
 * @param {People} now
 * @param {string} self The user's own id: no news to them.
 */
function comings(before, now, self) {
  if (!before) return [];
  /** @param {'came' | 'left' | 'onMic' | 'offMic'} what @param {import('./rooms').Person[]} those @param {import('./rooms').Person[]} known */
  const news = (what, those, known) => {
    const ids = [self, ...known.map(({ userID }) => userID)];
    return those.filter(({ userID, name }) => name && !ids.includes(userID)).map(({ name }) => ({ what, name }));
  };
  // Of a large audience only some are named: who is missing there need not have left.
  const gone = now.watching.length === now.count ? before.watching : [];
  return [
    ...news('onMic', now.mic, before.mic),
    ...news('offMic', before.mic, now.mic),
    ...news('came', now.watching, before.watching),
    ...news('left', gone, [...now.watching, ...now.mic]),
  ];
}

module.exports = { comings };
