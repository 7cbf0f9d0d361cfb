/**
 * Rooms as cards of a list.
 */

/**
 * @typedef {import('./rooms').Room} Room
 * @typedef {Room & { hue: number, initial: string }} Card `hue` in degrees: every room keeps its own colour.
 */

/**
 * @param {Room} room
 * @returns {Card}
 */
function coverOf(room) {
  const sum = [...room.roomID].reduce((before, character) => (before * 31 + character.charCodeAt(0)) % 9973, 7);
  // 137 degrees, the golden angle, keep neighbours apart.
  return { ...room, hue: (sum * 137) % 360, initial: [...room.name][0] || '' };
}

/**
 * A list with its next page. Rooms move up while others close, so that a page may repeat what is there.
 * @param {Card[]} before
 * @param {Card[]} next
 */
function joined(before, next) {
  const seen = new Set(before.map(({ roomID }) => roomID));
  return [...before, ...next.filter(({ roomID }) => !seen.has(roomID))];
}

module.exports = { coverOf, joined };
