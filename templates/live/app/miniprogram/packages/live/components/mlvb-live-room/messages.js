// Messages of a room in the flat shape that pages get.

/** The cmd of the messages that put guests on the mic and take them off again. */
const LINK_MIC = 'linkmic';

/** A control message older than this has lost its moment, ms. */
const MAX_AGE = 10000;

/** @param {number} ms since 1970, to HH:MM:SS in local time */
function timeOfDay(ms) {
  const date = new Date(ms);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

/**
 * @param {unknown} timestamp The sender's, server-aligned ms. Some servers tell no time, then it is no number.
 * @param {number} now
 */
const isStale = (timestamp, now) => Number.isFinite(timestamp) && now - Number(timestamp) > MAX_AGE;

/**
 * @param {import('./types').ImMessage} message
 * @returns {import('./types').TextMessage} With the message itself as `msg`.
 */
function flatText(message) {
  const { room, from, time, body } = message;
  return {
    roomID: room,
    userID: from.id,
    userName: from.name || from.id,
    userAvatar: from.avatar || '',
    message: Object(body) === body ? JSON.stringify(body) : String(body),
    time: timeOfDay(time),
    msg: message,
  };
}

/**
 * Likes, gifts, danmaku and what else people agree upon.
 * @param {import('./types').ImMessage} message
 * @returns {import('./types').CustomMessage}
 */
const flatCustom = (message) => ({ ...flatText(message), cmd: message.cmd || '' });

module.exports = { LINK_MIC, MAX_AGE, isStale, flatText, flatCustom };
