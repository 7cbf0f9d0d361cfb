import { createHmac } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/**
 * UserSig v2 is Tencent Cloud's proof that a server vouches for a user:
 * base64(zlib(JSON)) with an HMAC-SHA256 inside.
 * https://cloud.tencent.com/document/product/269/32688
 * @typedef {object} Signer
 * @property {number} sdkAppID
 * @property {string} key
 */

/** Lets a user create, enter, speak, show and share in a room. */
export const ALL_PRIVILEGES = 255;

/**
 * Vouches for userID during expire seconds from now on.
 * @param {Signer} signer
 * @param {string} userID
 * @param {number} now unix seconds
 * @param {number} expire seconds
 * @param {Buffer} [userBuf] see grant
 * @returns {string}
 */
export function sign(signer, userID, now, expire, userBuf) {
  const fields = {
    'TLS.ver': '2.0',
    'TLS.identifier': userID,
    'TLS.sdkappid': signer.sdkAppID,
    'TLS.time': now,
    'TLS.expire': expire,
    ...(userBuf && { 'TLS.userbuf': userBuf.toString('base64') }),
  };
  const json = JSON.stringify({ ...fields, 'TLS.sig': mac(fields, signer.key) });
  // Tencent's alphabet: the three characters that URLs dislike are replaced.
  return deflateSync(json).toString('base64').replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_');
}

/**
 * Signs the fields. The key is used as text: its hex digits are not decoded.
 * @param {Record<string, string | number>} fields
 * @param {string} key
 * @returns {string}
 */
export function mac(fields, key) {
  const signed = ['TLS.identifier', 'TLS.sdkappid', 'TLS.time', 'TLS.expire', 'TLS.userbuf'];
  const text = signed.filter((name) => name in fields).map((name) => `${name}:${fields[name]}\n`).join('');
  return createHmac('sha256', key).update(text).digest('base64');
}

/**
 * A UserSig that also grants privileges in one TRTC room.
 * https://cloud.tencent.com/document/product/647/32240
 * @param {Signer} signer
 * @param {string} userID
 * @param {number | string} room
 * @param {number} privileges
 * @param {number} now unix seconds
 * @param {number} expire seconds, of the UserSig and of the grant inside
 * @returns {string}
 */
export function privateMapKey(signer, userID, room, privileges, now, expire) {
  return sign(signer, userID, now, expire, grant(signer.sdkAppID, userID, room, privileges, now + expire));
}

/**
 * Lays the privileges out in TRTC's binary form, big-endian.
 * @param {number} sdkAppID
 * @param {string} userID
 * @param {number | string} room
 * @param {number} privileges
 * @param {number} expires unix seconds
 */
function grant(sdkAppID, userID, room, privileges, expires) {
  const byName = typeof room === 'string';
  const accountType = 0;
  return Buffer.concat([
    Buffer.of(byName ? 1 : 0),
    withLength(userID),
    ...[sdkAppID, byName ? 0 : room, expires, privileges, accountType].map(uint32),
    ...(byName ? [withLength(room)] : []),
  ]);
}

/** @param {string} text */
function withLength(text) {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.of(bytes.length >> 8, bytes.length & 0xff), bytes]);
}

/** @param {number} value */
function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
