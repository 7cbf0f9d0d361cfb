// Messages between people in a room, as JSON text `{cmd, data}` and in the flat shape that pages get.

/** @typedef {import('./types').ChatSender} ChatSender */
/** @typedef {import('./types').TextMessage} TextMessage */
/** @typedef {import('./types').CustomMessage} CustomMessage */

/** The cmd of the messages that put guests on the mic and take them off again. */
const LINK_MIC = 'linkmic';

/** The cmd that MLVB's other clients wrap a room's custom messages in. */
const CUSTOM = 'CustomCmdMsg';

/** A control message older than this has lost its moment, ms. */
const MAX_AGE = 10000;

/** @param {number} ms since 1970, to HH:MM:SS in local time */
function timeOfDay(ms) {
  const date = new Date(ms);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

/**
 * @param {string} text
 * @returns {{ cmd: string, data: Record<string, any> } | null} Null for anything that is no such message.
 */
function parse(text) {
  try {
    const { cmd, data } = JSON.parse(text);
    return typeof cmd === 'string' ? { cmd, data: Object(data) } : null;
  } catch (error) {
    return null;
  }
}

/**
 * @param {string} cmd
 * @param {object} data
 */
const format = (cmd, data) => JSON.stringify({ cmd, data });

/**
 * @param {unknown} timestamp The sender's, server-aligned ms. Some servers tell no time, then it is no number.
 * @param {number} now
 */
const isStale = (timestamp, now) => Number.isFinite(timestamp) && now - Number(timestamp) > MAX_AGE;

/**
 * @param {string} roomID
 * @param {ChatSender & { text: string }} message
 * @param {number} now Used when the transport gives no time.
 * @returns {TextMessage}
 */
function flatText(roomID, { from, name, avatar, time, raw, text }, now) {
  const flat = {
    roomID,
    userID: from,
    userName: name || from,
    userAvatar: avatar || '',
    message: text,
    time: timeOfDay(time || now),
  };
  return raw === undefined ? flat : { ...flat, msg: raw };
}

/**
 * A likes, gifts or danmaku message: `{cmd: 'CustomCmdMsg', data: {cmd, msg, …}}` to a room, or
 * `{cmd, data: {msg, …}}` to one user. Who sent it is what the transport says, only name and picture are the sender's words.
 * @param {string} roomID
 * @param {ChatSender} sender
 * @param {{ cmd: string, data: Record<string, any> }} parsed
 * @param {number} now
 * @returns {CustomMessage}
 */
function flatCustom(roomID, sender, { cmd, data }, now) {
  const name = sender.name || data.userName || data.nickName;
  const avatar = sender.avatar || data.userAvatar || data.headPic;
  const flat = flatText(roomID, { ...sender, name, avatar, text: String(data.msg === undefined ? '' : data.msg) }, now);
  return { ...flat, cmd: String(cmd === CUSTOM ? data.cmd : cmd) };
}

module.exports = { LINK_MIC, CUSTOM, MAX_AGE, isStale, parse, format, flatText, flatCustom };
