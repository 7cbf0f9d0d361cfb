/**
 * `roomInfo`, the one free text that a room carries: our rooms put their name there, others a JSON object.
 */

/** The room service refuses a longer one (in bytes). */
const MAX_BYTES = 1024;

/**
 * Length of a text in UTF-8, in bytes. A lone surrogate counts as the replacement character that is sent for it.
 * @param {string} text
 */
function byteLength(text) {
  let bytes = 0;
  for (const character of text) {
    const point = /** @type {number} */ (character.codePointAt(0));
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/**
 * @param {string} name
 * @returns {'empty' | 'long' | ''} What is wrong with it as the name of a room.
 */
function checkName(name) {
  const trimmed = name.trim();
  if (!trimmed) return 'empty';
  // Quotes and backslashes count twice: the text travels inside JSON, and hosted services measure it there.
  return byteLength(JSON.stringify(trimmed)) > MAX_BYTES ? 'long' : '';
}

/**
 * The name in a room's `roomInfo`, '' when it has none.
 * @param {unknown} roomInfo
 */
function nameIn(roomInfo) {
  if (typeof roomInfo !== 'string') return '';
  if (!roomInfo.startsWith('{')) return roomInfo.trim();
  try {
    const { roomName, title, name } = JSON.parse(roomInfo);
    return [roomName, title, name].find((value) => typeof value === 'string') || '';
  } catch {
    return roomInfo;
  }
}

module.exports = { checkName, nameIn, byteLength, MAX_BYTES };
