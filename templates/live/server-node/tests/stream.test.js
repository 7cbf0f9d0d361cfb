import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mediaQuery, playURLs, pushURL, txSecret } from '../live/stream.js';
import { load } from '../live/config.js';

test('txSecret is that of CSS, for the spelling of txTime that is given', () => {
  for (const [key, stream, txTime, secret] of [
    ['e12c46f2612d5106e2034781ab261ca3', 'test', '5C271099', 'f85a2ab363fe4deaffef9754d79da6fe'],
    ['e12c46f2612d5106e2034781ab261ca3', 'test', '5c271099', '9603387445825a481e6b7496aced5746'],
    ['0123456789abcdef0123456789abcdef', '8888_user1_a1b2', '6553F100', '9f0af7be2bc77d6dd2d7cb6da7594908'],
    ['0123456789abcdef0123456789abcdef', '8888_user1_a1b2', '6553f100', '681dc7d76d2adbd23f925eb1e0ef04df'],
    ['PlayKey2024', 'room_1', '67748580', '5511a9625e821df24e3463f058e19de7'],
    ['PlayKey2024', 'room_1_sd', '67748580', '0a03b8787957d6ee7143551a82f9cba8'],
    ['69e0daf7234b01f257a7adb9f807ae9f', '123456', '57D54927', '478a15bf1b25e5c7c5886d2eef220fb8'],
    ['69e0daf7234b01f257a7adb9f807ae9f', '123456', '57d54927', '98501901b53ba3cdb66d8603ff2995f2'],
  ]) assert.equal(txSecret(key, stream, txTime), secret);
});

/** @param {Record<string, string>} env */
const config = (env) => load('/nowhere', env);
const CSS = { PUSH_DOMAIN: 'push.example.com', PUSH_KEY: 'e12c46f2612d5106e2034781ab261ca3', PLAY_DOMAIN: 'play.example.com' };
const SIGNED = '?txSecret=f85a2ab363fe4deaffef9754d79da6fe&txTime=5C271099';

test('CSS: push URLs are signed, play URLs with a key of their own', () => {
  assert.equal(pushURL(config(CSS), 'test', 1546064025), `rtmp://push.example.com/live/test${SIGNED}`);
  assert.deepEqual(playURLs(config(CSS), 'test', 1546064025), {
    rtmp: 'rtmp://play.example.com/live/test', flv: 'https://play.example.com/live/test.flv',
  });
  assert.deepEqual(playURLs(config({ ...CSS, PLAY_KEY: CSS.PUSH_KEY }), 'test', 1546064025), {
    rtmp: `rtmp://play.example.com/live/test${SIGNED}`, flv: `https://play.example.com/live/test.flv${SIGNED}`,
  });
});

test('a media server: its FLV is on port 8000, whatever the RTMP port', () => {
  const media = config({ ...CSS, MEDIA_URL: 'rtmp://192.168.1.2:1936/app/' });
  assert.equal(pushURL(media, 'test', 0), 'rtmp://192.168.1.2:1936/app/test');
  assert.deepEqual(playURLs(media, 'test', 0), {
    rtmp: 'rtmp://192.168.1.2:1936/app/test', flv: 'http://192.168.1.2:8000/app/test.flv',
  });
});

test('a media server that checks signatures: the Go server makes the same ones', () => {
  for (const [key, action, stream, expires, sign] of /** @type {[string, 'push' | 'play', string, number, string][]} */ ([
    ['0123456789abcdef', 'push', 'user_0_0a1b', 1700000000, '3206cb7da5f2d14dea2ca9028f6be9c983ff8654d63c661c3be26d3d4136ef79'],
    ['0123456789abcdef', 'play', 'user_0_0a1b', 1700000000, 'c444652d37a4dd178ff0a6e5ca37d1bfbc8b310be2dfef86d10575e02b96c5bb'],
    ['a-key.of~signs&more!', 'play', '8888_user1_a1b2', 1893456000, '1d0c265e3921c34920e2faba9fbe822ce01ae8e2f5e2fa89999f8115127b52af'],
  ])) assert.equal(mediaQuery(key, action, stream, expires), `?expires=${expires}&sign=${sign}`);

  const media = config({ MEDIA_URL: 'rtmp://192.168.1.2:1936/live', MEDIA_FLV: 'https://media.example.com/flv/', MEDIA_KEY: 'media-key-0123456789' });
  const query = mediaQuery('media-key-0123456789', 'play', 'test', 1700000000);
  assert.equal(pushURL(media, 'test', 1700000000), `rtmp://192.168.1.2:1936/live/test${mediaQuery('media-key-0123456789', 'push', 'test', 1700000000)}`);
  assert.deepEqual(playURLs(media, 'test', 1700000000), {
    rtmp: `rtmp://192.168.1.2:1936/live/test${query}`, flv: `https://media.example.com/flv/test.flv${query}`,
  });
});
