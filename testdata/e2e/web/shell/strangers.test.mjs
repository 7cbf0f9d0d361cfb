// What mlvb dev gives away, on each of its ports, and to whom.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { before, test } from 'node:test';
import { WebSocket } from 'ws';
import { file } from '../defer.mjs';
import { newStream } from '../dev.mjs';
import { startDev } from '../processes.mjs';
import { startServer } from '../server.mjs';

/** @type {import('../dev.mjs').Dev} */
let dev;
/** What answers over HTTP, by the port's name. @type {Record<string, URL>} */
let web;
before(async () => {
  ({ dev } = await startDev(file));
  web = { view: new URL(dev.view), server: new URL('/api/status', dev.server), media: new URL(dev.media.sample.flv) };
});

/** A request as it is, with nothing normalised. @returns {Promise<{ status: number, headers: Record<string, string>, text: string }>} */
function ask({ hostname, port }, target, { method = 'GET', headers = {}, body = '' } = {}) {
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path: target, method, headers }, async (response) => {
      const chunks = [];
      for await (const chunk of response.on('error', reject)) chunks.push(chunk);
      resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() });
    });
    sent.on('error', reject).end(body);
  });
}

const pathOf = ({ pathname, search }) => pathname + search;

test('files outside of the mini-program stay inside', async () => {
  const ways = ['/../package.json', '/app/../../package.json', '/app/..%2f..%2fpackage.json', '/app/%2e%2e/%2e%2e/package.json', '/app/..%5c..%5cpackage.json',
    '/app//etc/passwd', '/app/%00.svg', '/app/%zz.svg', '/server/.env', '/app/../server/.env', '/package.json', '/app/app.json', '/client/../package.json'];
  for (const way of ways) {
    const { status, text } = await ask(web.view, way);
    assert.ok(status >= 400 && status < 500, `${way}: ${status} ${text.slice(0, 80)}`);
  }
  assert.equal((await ask(web.view, '/app/pages/home/icons/push.svg')).status, 200);
});

test('other hosts and other websites are refused, on every port', async () => {
  for (const [name, address] of Object.entries(web)) {
    const { host, port } = address;
    const strangers = [{ host: 'evil.example' }, { host: `evil.example:${port}` }, { host, origin: 'http://evil.example' }, { host, origin: 'null' }, { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }];
    for (const headers of strangers) {
      for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
        const reply = await ask(address, pathOf(address), { method, headers });
        assert.equal(reply.status, 403, `${name}: ${method} ${JSON.stringify(headers)}`);
        assert.equal(reply.headers['access-control-allow-origin'], undefined);
      }
    }
  }
  for (const path of ['/phone', '/build.json', '/events', '/request']) assert.equal((await ask(web.view, path, { headers: { host: 'evil.example' } })).status, 403, path);
});

test('one’s own names are welcome', async () => {
  for (const address of [web.view, web.server]) {
    for (const host of [address.host, address.host.replace('127.0.0.1', 'localhost')]) {
      assert.equal((await ask(address, pathOf(address), { headers: { host } })).status, 200, host);
    }
  }
});

test('requests are forwarded for the page alone', async (t) => {
  const server = await startServer(t);
  const body = JSON.stringify({ url: `${server.url}/api/status`, method: 'GET', header: {} });
  const [, token] = /mlvb-token" content="(\w+)"/.exec((await ask(web.view, '/phone')).text);
  const post = (headers) => ask(web.view, '/request', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  assert.equal((await post({})).status, 403);
  assert.equal((await post({ 'x-mlvb-token': 'guessed' })).status, 403);
  assert.equal((await post({ 'x-mlvb-token': token, origin: 'http://evil.example' })).status, 403);
  assert.equal((await ask(web.view, '/request', { headers: { 'x-mlvb-token': token } })).status, 405);
  assert.deepEqual(server.calls, []);
  const { status, text } = await post({ 'x-mlvb-token': token });
  assert.equal(status, 200);
  assert.equal(JSON.parse(text).statusCode, 200);
  assert.equal(server.named('/api/status').length, 1);
});

test('nobody watches, sends or cuts a stream without its signed address', async () => {
  const { pushURL, play } = await newStream(dev);
  const flv = new URL(play.flv);
  const [push, watch] = [new URL(pushURL).search, flv.search];
  const forged = watch.replace(/sign=.{4}/, 'sign=0000');
  for (const [method, search] of [['GET', ''], ['GET', forged], ['GET', push], ['DELETE', ''], ['DELETE', watch], ['DELETE', push]]) {
    assert.equal((await ask(flv, flv.pathname + search, { method })).status, 403, `${method} ${search}`);
  }
  assert.equal((await ask(flv, flv.pathname + watch)).status, 404, 'nobody sends it yet');
  for (const search of ['', watch, forged]) {
    const socket = new WebSocket(`ws://${flv.host}${flv.pathname}${search}`, 'publisher');
    const [code] = await once(socket, 'close');
    assert.equal(code, 1008, search);
  }
});

test('nonsense on a port ends nothing', async () => {
  const ports = [...Object.values(web).map(({ port }) => port), new URL(dev.media.url).port || '1935'];
  for (const port of ports) {
    await Promise.all(
      Array.from({ length: 20 }, async (_, size) => {
        const socket = connect(Number(port), '127.0.0.1').on('error', () => {});
        socket.end(randomBytes(1 + size * 200));
        socket.resume();
        await once(socket, 'close');
      }),
    );
  }
  for (const address of [web.view, web.server]) assert.equal((await ask(address, pathOf(address))).status, 200);
  assert.equal((await newStream(dev)).pushURL.startsWith(dev.media.url), true);
});
