/** Numbers as people read them, and values in the query strings of pages, which WeChat hands over as they were written. */

/** @typedef {Record<string, string | number | undefined>} NetInfo `detail.info` of bindnetstatus. */

/** @param {number} value */
const pad = (value) => String(value).padStart(2, '0');

/** 65000 → "01:05", 3665000 → "1:01:05". @param {number} ms */
function duration(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const rest = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  return seconds < 3600 ? rest : `${Math.floor(seconds / 3600)}:${rest}`;
}

/** Time of day, in the phone's own zone. @param {number} ms */
function clock(ms) {
  const date = new Date(ms);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(pad).join(':');
}

/**
 * 12345 → "1.2万" or "12.3K": people in a room, in the space of a badge.
 * @param {number} number
 * @param {{ size: number, unit: string }} large The unit of large numbers.
 */
function count(number, { size, unit }) {
  if (number < size) return String(number);
  const large = number / size;
  return `${large < 100 ? Math.floor(large * 10) / 10 : Math.floor(large)}${unit}`;
}

/** @type {[string, string][]} Name in the report, unit. */
const FIGURES = [
  ['videoBitrate', 'kbps'],
  ['audioBitrate', 'kbps'],
  ['videoFPS', 'fps'],
  ['netSpeed', 'kbps'],
  ['netJitter', 'ms'],
  ['videoCache', ''],
];

/**
 * The figures of a bindnetstatus report that it has, with units; 0 to 6 in netQualityLevel is left to words.
 * @param {NetInfo} info
 * @returns {{ name: string, value: string }[]}
 */
function statistics(info) {
  const rows = FIGURES.filter(([name]) => info[name] !== undefined && info[name] !== '').map(([name, unit]) => ({
    name,
    value: `${info[name]} ${unit}`.trim(),
  }));
  const size = Number(info.videoWidth) > 0 ? [{ name: 'size', value: `${info.videoWidth}×${info.videoHeight}` }] : [];
  return [...size, ...rows];
}

/**
 * @param {string} value
 * @returns {string} The value as it is when it isn't encoded, as a `%` in a name would have it.
 */
function decoded(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** @param {string} path @param {Record<string, string | number | boolean>} values */
const withQuery = (path, values) =>
  `${path}?${Object.keys(values).map((name) => `${name}=${encodeURIComponent(values[name])}`).join('&')}`;

module.exports = { duration, clock, count, statistics, decoded, withQuery };
