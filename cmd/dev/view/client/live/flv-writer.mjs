/**
 * Writes FLV, as far as a live stream of H.264 with AAC or Opus needs it.
 *
 * Adobe Flash Video File Format Specification 10.1, annex E; Opus by Enhanced RTMP 2.0, "Enhanced Audio".
 */

const AUDIO = 8;
const VIDEO = 9;
const SCRIPT = 18;

/** @param {...(ArrayLike<number>)} parts */
export function join(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Big-endian. @param {number} value @param {number} count */
const bytes = (value, count) => Array.from({ length: count }, (_, i) => Math.floor(value / 256 ** (count - 1 - i)) % 256);

/** @param {string} text ASCII. */
const ascii = (text) => Array.from(text, (char) => char.charCodeAt(0));

/** File header and the size of the tag before the first, which is none. @param {{ audio: boolean, video: boolean }} kinds */
export const header = ({ audio, video }) => Uint8Array.from([...ascii('FLV'), 1, (audio ? 4 : 0) | (video ? 1 : 0), ...bytes(9, 4), ...bytes(0, 4)]);

/**
 * @param {number} type
 * @param {number} time Milliseconds since the start of the stream.
 * @param {Uint8Array} body
 */
function tag(type, time, body) {
  const clock = Math.max(0, Math.round(time));
  const head = [type, ...bytes(body.length, 3), ...bytes(clock % 2 ** 24, 3), Math.floor(clock / 2 ** 24) % 256, 0, 0, 0];
  return join(head, body, bytes(head.length + body.length, 4));
}

/** AMF0. @param {string | number | boolean} value */
function amf(value) {
  if (typeof value === 'boolean') return [1, value ? 1 : 0];
  if (typeof value === 'string') return [2, ...bytes(value.length, 2), ...ascii(value)];
  const number = new Uint8Array(9);
  new DataView(number.buffer).setFloat64(1, value);
  return [...number];
}

/**
 * What the stream is: players that read no more than the header believe that it has both sound and picture.
 * @param {Record<string, string | number | boolean>} values
 */
export function metadata(values) {
  const entries = Object.entries(values);
  const fields = entries.flatMap(([name, value]) => [...bytes(name.length, 2), ...ascii(name), ...amf(value)]);
  return tag(SCRIPT, 0, join(amf('onMetaData'), [8, ...bytes(entries.length, 4)], fields, [0, 0, 9]));
}

/** @param {number} time @param {Uint8Array} record AVCDecoderConfigurationRecord */
export const avcConfig = (time, record) => tag(VIDEO, time, join([0x17, 0, 0, 0, 0], record));

/** @param {number} time @param {boolean} key @param {Uint8Array} units NAL units, each after its length in four bytes. */
export const avcFrame = (time, key, units) => tag(VIDEO, time, join([key ? 0x17 : 0x27, 1, 0, 0, 0], units));

/** @param {number} time @param {Uint8Array} record AudioSpecificConfig */
export const aacConfig = (time, record) => tag(AUDIO, time, join([0xaf, 0], record));

/** @param {number} time @param {Uint8Array} frame */
export const aacFrame = (time, frame) => tag(AUDIO, time, join([0xaf, 1], frame));

/** @param {number} time @param {Uint8Array} record OpusHead */
export const opusConfig = (time, record) => tag(AUDIO, time, join([0x90], ascii('Opus'), record));

/** @param {number} time @param {Uint8Array} frame */
export const opusFrame = (time, frame) => tag(AUDIO, time, join([0x91], ascii('Opus'), frame));
