/** Rooms as cards of a list. */
const { count } = require('./format');
const words = require('../words/index');

/**
 * @typedef {import('./rooms').Room} Room
 * @typedef {Room & { hue: number, initial: string, watching: string }} Card `hue` in degrees: every room keeps its own colour.
 */

/**
 * @param {string} id Of a room or a user.
 * @returns {number} Its colour, in degrees.
 */
function hueOf(id) {
  const sum = [...id].reduce((before, character) => (before * 31 + character.charCodeAt(0)) % 9973, 7);
  // 137 degrees, the golden angle, keep neighbours apart.
  return (sum * 137) % 360;
}

/** @param {string} name */
const initialOf = (name) => [...name][0] || '';

/**
 * @param {Room} room
 * @returns {Card}
 */
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

module.exports = { coverOf, joined, hueOf, initialOf };
