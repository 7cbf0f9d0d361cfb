/**
 * Rooms and the people in them as pages show them. A room's one free text is `roomInfo`: our rooms put their name there,
 * others a JSON object.
 */
const { count } = require('./format');
const words = require('../words/index');

/** A guest who asks to join the mic waits so long for an answer, ms: what is older is of no use. */
const PATIENCE = 10 * 1000;

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

/** @param {string} name @returns {'empty' | 'long' | ''} What is wrong with it as the name of a room. */
function checkName(name) {
  const trimmed = name.trim();
  if (!trimmed) return 'empty';
  // Quotes and backslashes count twice: the text travels inside JSON, and hosted services measure it there.
  return byteLength(JSON.stringify(trimmed)) > MAX_BYTES ? 'long' : '';
}

/** The name in a room's `roomInfo`, '' when it has none. @param {unknown} roomInfo */
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

/**
 * @typedef {import('./rooms').Room} Room
 * @typedef {Room & { hue: number, initial: string, watching: string }} Card `hue` in degrees: every room keeps its own colour.
 */

/** @param {string} id Of a room or a user. @returns {number} Its colour, in degrees. */
function hueOf(id) {
  const sum = [...id].reduce((before, character) => (before * 31 + character.charCodeAt(0)) % 9973, 7);
  // 137 degrees, the golden angle, keep neighbours apart.
  return (sum * 137) % 360;
}

/** @param {string} name */
const initialOf = (name) => [...name][0] || '';

/** @param {Room} room @returns {Card} */
function coverOf(room) {
  return { ...room, hue: hueOf(room.roomID), initial: initialOf(room.name), watching: room.audience ? count(room.audience, words.large) : '' };
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

/** @typedef {import('./rooms').People} People */

/**
 * Who came and who went, between two looks.
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

/** @typedef {{ userID: string, userName: string, userAvatar: string, at: number }} Request */

/** @param {Request[]} requests @param {number} now */
const waiting = (requests, now) => requests.filter(({ at }) => now - at < PATIENCE);

/**
 * @param {Request[]} requests
 * @param {Omit<Request, 'at'>} guest
 * @param {number} now
 */
const added = (requests, guest, now) => [
  ...waiting(requests, now).filter(({ userID }) => userID !== guest.userID),
  { ...guest, at: now },
];

/** @param {Request[]} requests @param {string} userID */
const without = (requests, userID) => requests.filter((request) => request.userID !== userID);

module.exports = { waiting, added, without, PATIENCE, comings, checkName, nameIn, byteLength, MAX_BYTES, coverOf, joined, hueOf, initialOf };
