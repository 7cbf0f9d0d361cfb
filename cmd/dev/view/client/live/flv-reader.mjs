import { join } from './flv-writer.mjs';

/**
 * @typedef {object} Tag
 * @property {'audio' | 'video' | 'script'} kind
 * @property {number} time Milliseconds.
 * @property {number} size Bytes of the body.
 * @property {boolean} key Whether decoding can begin here.
 * @property {boolean} config Tells the decoder about frames to come and is none.
 */

const KINDS = /** @type {Record<number, Tag['kind']>} */ ({ 8: 'audio', 9: 'video', 18: 'script' });
const FILE_HEADER = 13;
const TAG_HEADER = 11;
const TAIL = 4;

/** Enhanced RTMP marks its video by the highest bit and keeps the packet type in the lowest four. @param {Uint8Array} body */
function videoFlags(body) {
  const enhanced = body[0] >= 0x80;
  const config = enhanced ? (body[0] & 15) === 0 : body[1] === 0;
  return { key: ((body[0] >> 4) & 7) === 1 && !config, config };
}

/** @param {Uint8Array} body */
function audioFlags(body) {
  const format = body[0] >> 4;
  const config = (format === 9 && (body[0] & 15) === 0) || (format === 10 && body[1] === 0);
  return { key: !config, config };
}

/** @param {Uint8Array} data A whole tag. @returns {Tag} */
function describe(data) {
  const body = data.subarray(TAG_HEADER);
  const kind = KINDS[data[0] & 31] ?? 'script';
  const flags = kind === 'video' ? videoFlags(body) : kind === 'audio' ? audioFlags(body) : { key: false, config: true };
  const time = data[7] * 2 ** 24 + data[4] * 65536 + data[5] * 256 + data[6];
  return { kind, time, size: sizeOf(data), ...flags };
}

/** @param {Uint8Array} data */
const sizeOf = (data) => data[1] * 65536 + data[2] * 256 + data[3];

/**
 * Reads an FLV stream that comes in pieces.
 * @param {(tag: Tag) => void} onTag
 * @returns {(piece: Uint8Array) => void} Throws when it is no FLV.
 */
export function createFlvReader(onTag) {
  let rest = new Uint8Array(0);
  let begun = false;

  function begin() {
    if (rest.length < FILE_HEADER) return false;
    if (String.fromCharCode(...rest.subarray(0, 3)) !== 'FLV') throw new Error('not FLV');
    rest = rest.subarray(FILE_HEADER);
    return true;
  }

  return (piece) => {
    rest = join(rest, piece);
    begun ||= begin();
    while (begun && rest.length >= TAG_HEADER) {
      const whole = TAG_HEADER + sizeOf(rest) + TAIL;
      if (rest.length < whole) return;
      onTag(describe(rest));
      rest = rest.subarray(whole);
    }
  };
}
