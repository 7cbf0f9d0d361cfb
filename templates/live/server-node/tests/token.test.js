import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTokens } from '../live/token.js';

const NOW = 1700000000;
const api = createTokens('secret', 'api');
const token = api.issue('user_1', NOW + 60);
const [payload, mac] = token.split('.');
const forged = Buffer.from('{"userID":"user_2","exp":9999999999}').toString('base64url');

test('a token holds until it expires', () => {
  assert.equal(api.verify(token, NOW), 'user_1');
  assert.equal(api.verify(token, NOW + 59), 'user_1');
  assert.equal(api.verify(token, NOW + 60), undefined);
});

test('nothing but the genuine token passes', () => {
  for (const text of [`${forged}.${mac}`, payload, `${payload}.`, token.slice(0, -1), `${token}A`, `${token}.`, '', '.', '中.文']) {
    assert.equal(api.verify(text, NOW), undefined, text);
  }
  assert.equal(createTokens('secret', 'rooms').verify(token, NOW), undefined);
  assert.equal(createTokens('secreT', 'api').verify(token, NOW), undefined);
});

test('a token has one spelling', () => {
  // The last character of base64 has spare bits: none of its neighbours may pass.
  for (const last of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') {
    const other = token.slice(0, -1) + last;
    assert.equal(api.verify(other, NOW) !== undefined, other === token, other);
  }
});
