import { join } from './flv-writer.mjs';

/** Says whose message it is, as ISO/IEC 14496-10, D.1.6 asks for: any 16 bytes that others do not use. */
const OWNER = Array.from('mlvb-web-message', (char) => char.charCodeAt(0));

/** User data, unregistered. */
const PAYLOAD = 5;

/** No three bytes may look like the start of a unit. @param {number[]} data */
function escaped(data) {
  const out = [];
  let zeros = 0;
  for (const byte of data) {
    if (zeros >= 2 && byte <= 3) {
      out.push(3);
      zeros = 0;
    }
    out.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return out;
}

/**
 * A text as an SEI unit of H.264, after its length in four bytes.
 * @param {string} text
 */
export function messageUnit(text) {
  const payload = [...OWNER, ...new TextEncoder().encode(text)];
  const size = [...Array(Math.floor(payload.length / 255)).fill(255), payload.length % 255];
  const unit = [6, ...escaped([PAYLOAD, ...size, ...payload, 0x80])];
  return join([0, 0, unit.length >> 8, unit.length & 255], unit);
}
