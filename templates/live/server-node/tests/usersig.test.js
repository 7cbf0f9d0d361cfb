import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { mac, privateMapKey, sign } from '../live/usersig.js';

// The MACs come from Tencent's own libraries. Whole UserSigs cannot be compared:
// every zlib packs in another way.
const K1 = '0123456789abcdef'.repeat(4);
const K2 = '8f14e45fceea167a5a36dedd4bea2543c9f0f895fb98ab9159f51fd0297e236d';
const K3 = 'f'.repeat(64);

/** @type {[number, string, string, number, number, string][]} */
const VECTORS = [
  [1400000001, K1, 'alice', 1700000000, 604800, 'bPWGshsc+vFLPeFEPa+tRfoL27JpAK0RfFmL+h3xO0A='],
  [1400000001, K1, 'bob-2_X', 1700000000, 86400, 'vkI8tlaq0tgwEv1bZwULl6RjkYjP/EDTPeDamXX07RA='],
  [1600012345, K2, 'user_dda36c3f_7c91', 1735689600, 15552000, '7mKB7s1/LLG+yYNPXQR7WizFn5ijEe6jmEsPvWI2PyI='],
  [20001234, K2, 'anchor', 1735689600, 3600, 'hCXNh2Mhdqpe33HNCoic+Uj0mUoKP6kjbx17qhaT1k8='],
  [1400042982, K3, 'james', 1565610959, 2592000, 'dyC7sQ7EHPY0IoolCrsLNfAVb2d3Iq0e8WSSdVY+FQ0='],
  [1400000001, K1, 'a'.repeat(32), 1893456000, 1, 'DRkS8uxlbbDZvUWQGP6zHGzSUM+MN6NagVcm9oIYOn0='],
  [1400000001, K1, 'administrator', 2147483647, 604800, 'f+FeqayZU8ZTEXpAtInTAQr66OLID1fysqLym6HEreU='],
  [2000000001, K2, '18f3c2a9b10', 1767225600, 604800, 'hRw40H1YlcBPGhMTtHyJbAvJrMXDmU6rNmmcZ6M9KPs='],
];

/** @param {string} text */
function decode(text) {
  const packed = Buffer.from(text.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '='), 'base64');
  return JSON.parse(inflateSync(packed).toString());
}

test('UserSigs are those of Tencent\'s libraries', () => {
  for (const [sdkAppID, key, userID, now, expire, signature] of VECTORS) {
    assert.deepEqual(decode(sign({ sdkAppID, key }, userID, now, expire)), {
      'TLS.ver': '2.0', 'TLS.identifier': userID, 'TLS.sdkappid': sdkAppID, 'TLS.time': now, 'TLS.expire': expire, 'TLS.sig': signature,
    });
  }
});

test('UserSigs of Tencent\'s library verify', () => {
  for (const [key, text] of [
    [K1, 'eJw1ycEKgkAUheF3uVtDriYZAy1caFADiQWtJ*dOXsoanEGE6N0Dx87ufP8HLvIcjzSAgDRGWM2fNb08G55ZPbmlJTj9UNayBpFkGJaE4rknEEm*KAalyfJAIDaYbf-m*A4CbvV17zrXRmMla6rKWkW*MW*Z5gdbHLExVS*jbj2dsNjB9wetYDAw'],
    [K3, 'eJwtjMEKgkAUAP-lXQt5bq66Cx1CigSJxDA8KvuMV5nmShTRvwfqcWZgvnBKMudFPWgQDsJyZDb0GLjmUV-LhuwcrLmVXccGtOshoidUKKYycEOgXelL30Ul1WTp3XFPoIVUAhHnCV9Ag-lEgU2D7f5YYNy296i3yaHe5JUwq-iJFJ6zzOTFYpfiGn5-8ecwpA__'],
  ]) {
    const { 'TLS.sig': signature, ...fields } = decode(text);
    assert.equal(mac(fields, key), signature);
  }
});

test('the alphabet is Tencent\'s', () => {
  const texts = VECTORS.map(([sdkAppID, key, userID, now, expire]) => sign({ sdkAppID, key }, userID, now, expire));
  assert.match(texts.join(''), /^[A-Za-z0-9*_-]+$/);
});

test('privateMapKeys are those of Tencent\'s libraries', () => {
  /** @type {[number | string, number, string, string][]} */
  const vectors = [
    [12345, 255, 'AAAFYWxpY2VTck4BAAAwOWVT8iwAAAD/AAAAAA==', 'FCiLdyLbT7ZjlWBx2xwUnciSBUbrXSh7iowkm3vy3MQ='],
    [12345, 42, 'AAAFYWxpY2VTck4BAAAwOWVT8iwAAAAqAAAAAA==', 'mww+eFtAUhO/qPa9830GNyPS5yQzl+l4vmYkz6/Q5rc='],
    ['room_x1', 255, 'AQAFYWxpY2VTck4BAAAAAGVT8iwAAAD/AAAAAAAHcm9vbV94MQ==', 'OX64TwlPdsk0GOdZ8Jxhn5p6yih7IYR41ZizwPMNRKk='],
  ];
  for (const [room, privileges, userBuf, signature] of vectors) {
    const fields = decode(privateMapKey({ sdkAppID: 1400000001, key: K1 }, 'alice', room, privileges, 1700000000, 300));
    assert.equal(fields['TLS.userbuf'], userBuf);
    assert.equal(fields['TLS.sig'], signature);
  }
});
