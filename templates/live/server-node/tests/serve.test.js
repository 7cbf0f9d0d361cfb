import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { TIMEOUTS } from '../live/serve.js';
import { PRODUCTION, start } from './phone.js';

const HALF_A_BODY = 'POST /api/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 12\r\n\r\n';

/**
 * Sends text to the server and collects what comes back.
 * @param {string} url
 * @param {string} text
 */
async function dial(url, text) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const received = { text: '' };
  socket.on('data', (chunk) => { received.text += chunk; });
  const closed = once(socket, 'close');
  await once(socket, 'connect');
  socket.write(text);
  return { socket, received, closed };
}

test('a client that never finishes its request loses the connection', async (t) => {
  const { url } = await start(t, {}, { headers: 50, request: 100, idle: 50, silent: 100, check: 20 });
  await Promise.all([
    '', // nothing at all
    'POST /api/login HTTP/1.1\r\nHost: localhost\r\nX-Slow:',
    HALF_A_BODY,
    'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n', // and then silence
  ].map(async (text) => (await dial(url, text)).closed));
});

test('every time-out is set, none longer than a minute', () => {
  for (const [name, ms] of Object.entries(TIMEOUTS)) assert.ok(ms >= 1000 && ms <= 60_000, `${name}: ${ms}`);
});

test('stop lets a running request finish and refuses new connections', async (t) => {
  const server = await start(t, {});
  const { socket, received, closed } = await dial(server.url, HALF_A_BODY);
  await once(socket, 'data'); // 100 Continue: now it is running
  const stopped = server.stop();
  await assert.rejects(fetch(`${server.url}/healthz`));
  socket.write('{"code":"c"}');
  await Promise.all([stopped, closed]);
  assert.match(received.text, /HTTP\/1.1 200 OK[^]*"token"/);
});

test('stop cuts what does not end', async (t) => {
  const server = await start(t, {}, { stop: 10 });
  const { socket, closed } = await dial(server.url, HALF_A_BODY);
  socket.on('error', () => {}); // the cut
  await once(socket, 'data');
  await server.stop();
  await closed;
  assert.match(server.log(), /were cut/);
});

test('a port in use is told with what to do', async (t) => {
  const { url } = await start(t, {});
  await assert.rejects(start(t, { PORT: new URL(url).port }), /cannot listen on 127\.0\.0\.1:\d+: .*EADDRINUSE.*set PORT or HOST/);
});

test('development mode is loud, production is not', async (t) => {
  for (const [env, want, lack] of /** @type {[Record<string, string>, string, string][]} */ ([
    [{}, 'DEVELOPMENT MODE', 'whole network'],
    [{ HOST: '0.0.0.0' }, 'whole network', 'MEDIA_URL is set'],
    [{ ...PRODUCTION, HOST: '0.0.0.0' }, 'listening', 'DEVELOPMENT'],
    [{ ...PRODUCTION, MEDIA_URL: 'rtmp://127.0.0.1/live' }, 'MEDIA_URL is set without MEDIA_KEY', 'DEVELOPMENT'],
    [{ ...PRODUCTION, MEDIA_URL: 'rtmp://127.0.0.1/live', MEDIA_KEY: 'media-key-0123456789' }, 'listening', 'MEDIA_URL is set'],
  ])) {
    const log = (await start(t, env)).log();
    assert.ok(log.includes(want) && !log.includes(lack), log);
  }
});
