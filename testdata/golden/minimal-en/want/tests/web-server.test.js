const test = require('node:test');
const assert = require('node:assert/strict');
const { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } = require('node:fs');
const { createServer, request } = require('node:http');
const { tmpdir } = require('node:os');
const path = require('node:path');

const load = (name) => import(`../web/server/${name}.mjs`);

test('the command line', async () => {
  const { readOptions } = await load('options');
  const { ports, open } = readOptions([]);
  assert.deepEqual([ports[0], ports.length, open], [5180, 20, false]);
  assert.deepEqual(readOptions(['--port', '80', '--open']), { ports: [80], open: true });
  assert.deepEqual(readOptions(['--port=65535']), { ports: [65535], open: false });
  assert.equal(readOptions(['--flv', '8001']).flv, 8001);
  assert.deepEqual(readOptions(['--port', '65536']), { usage: true, wrong: '--port 65536' });
  assert.deepEqual(readOptions(['--flv=x']), { usage: true, wrong: '--flv x' });
  assert.deepEqual(readOptions(['--port']), { usage: true, wrong: '--port ' });
  assert.deepEqual(readOptions(['--host', '0.0.0.0']), { usage: true });
});

test('only our own page may ask', async () => {
  const { isOwn } = await load('guard');
  assert.equal(isOwn({ host: '127.0.0.1:5180' }, 5180), true);
  assert.equal(isOwn({ host: 'localhost:5180', origin: 'http://localhost:5180' }, 5180), true);
  assert.equal(isOwn({ host: 'evil.example:5180' }, 5180), false);
  assert.equal(isOwn({}, 5180), false);
  for (const origin of ['http://evil.example', 'null', 'https://127.0.0.1:5180', 'http://127.0.0.1:5181', '']) {
    assert.equal(isOwn({ host: '127.0.0.1:5180', origin }, 5180), false, origin);
  }
});

/** A server for a mini-program with one image beside what nobody shall get. */
async function start(t) {
  const root = mkdtempSync(path.join(tmpdir(), 'web-server-'));
  const folder = path.join(root, 'miniprogram');
  mkdirSync(path.join(folder, 'icons'), { recursive: true });
  mkdirSync(path.join(root, 'server'));
  writeFileSync(path.join(folder, 'icons', 'a b.svg'), '<svg/>');
  writeFileSync(path.join(folder, 'app.js'), 'secret');
  writeFileSync(path.join(root, 'server', '.env'), 'SECRETKEY=1');
  writeFileSync(path.join(root, 'outside.svg'), 'outside');
  symlinkSync(path.join(root, 'outside.svg'), path.join(folder, 'link.svg'));
  const { createHandler } = await load('http');
  const handler = createHandler({
    folder,
    pages: { shell: 'shell %CLIENT%', phone: '%TOKEN%' },
    client: async () => ({ version: 'v1', files: new Map([['phone.js', Buffer.from('client')]]) }),
    built: async () => ({ revision: 'r1', failures: [] }),
  });
  await new Promise((resolve) => { handler.server.listen(0, '127.0.0.1', resolve); });
  t.after(() => {
    handler.close();
    rmSync(root, { recursive: true });
  });
  return handler;
}

/** Sends a request with its path as it stands, which fetch would tidy up. */
function ask({ server }, target, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const sent = request({ port: server.address().port, host: '127.0.0.1', path: target, method, headers }, async (response) => {
      const parts = [];
      for await (const part of response) parts.push(part);
      resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(parts).toString() });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

test('serves its few paths and nothing else', async (t) => {
  const handler = await start(t);
  assert.equal((await ask(handler, '/?theme=dark')).text, 'shell /client/v1');
  assert.equal((await ask(handler, '/client/v1/phone.js')).headers['cache-control'], 'max-age=31536000, immutable');
  const image = await ask(handler, '/app/icons/a%20b.svg');
  assert.deepEqual([image.text, image.headers['content-type'], image.headers['cache-control']], ['<svg/>', 'image/svg+xml', 'no-store']);
  const refused = [
    '/app/app.js', '/app/link.svg', '/app/../outside.svg', '/app/%2e%2e/outside.svg', '/app/..%2foutside.svg', '/app/..%5coutside.svg',
    '/app/icons/%00.svg', '/app/%.svg', '/app/../server/.env', '/server/.env', '/app/', '/client/v0/phone.js', '/client/v1/other.js', '/constructor',
  ];
  for (const target of refused) assert.equal((await ask(handler, target)).status, 404, target);
});

test('refuses strangers and what it doesn\'t know', async (t) => {
  const handler = await start(t);
  assert.equal((await ask(handler, '/phone', { headers: { host: 'evil.example' } })).status, 403);
  assert.equal((await ask(handler, '/build.json', { headers: { origin: 'http://evil.example' } })).status, 403);
  assert.equal((await ask(handler, '/', { method: 'DELETE' })).status, 405);
  assert.equal((await ask(handler, '/request')).status, 405);
  assert.equal((await ask(handler, '/request', { method: 'POST', body: '{}' })).status, 403);
  assert.equal((await ask(handler, '/request', { method: 'POST', headers: { 'x-mlvb-token': 'guess' }, body: '{}' })).status, 403);
});

test('forwards what the page asks for, with the token', async (t) => {
  const handler = await start(t);
  const seen = [];
  const far = createServer(async (asked, response) => {
    const parts = [];
    for await (const part of asked) parts.push(part);
    seen.push([asked.method, asked.url, asked.headers.authorization, asked.headers.referer, Buffer.concat(parts).toString()]);
    response.writeHead(401, { 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] }).end('{"error":1}');
  });
  await new Promise((resolve) => { far.listen(0, '127.0.0.1', resolve); });
  t.after(() => far.close());
  const { text: token } = await ask(handler, '/phone');
  const send = async (sent) => JSON.parse((await ask(handler, '/request', {
    method: 'POST', headers: { 'x-mlvb-token': token }, body: JSON.stringify(sent),
  })).text);

  const url = `http://127.0.0.1:${far.address().port}/api?x=1`;
  const reply = await send({ url, method: 'POST', header: { Authorization: 'Bearer 1', Referer: 'http://x' }, data: '{"a":"中"}' });
  assert.deepEqual(seen, [['POST', '/api?x=1', 'Bearer 1', undefined, '{"a":"中"}']]);
  assert.deepEqual([reply.statusCode, reply.data, reply.cookies], [401, '{"error":1}', ['a=1', 'b=2']]);
  assert.equal((await send({ url, binary: true })).data, Buffer.from('{"error":1}').toString('base64'));
  assert.deepEqual(await send({ url: 'file:///etc/passwd' }), { errMsg: 'fail invalid url' });
  assert.match((await send({ url: 'http://127.0.0.1:1/' })).errMsg, /^fail /);
  const { status } = await ask(handler, '/request', { method: 'POST', headers: { 'x-mlvb-token': token }, body: '{' });
  assert.equal(status, 400);
});

test('a request that takes too long fails as WeChat\'s', async (t) => {
  const { forward } = await load('request');
  const silent = createServer(() => {});
  await new Promise((resolve) => { silent.listen(0, '127.0.0.1', resolve); });
  t.after(() => silent.closeAllConnections() ?? silent.close());
  const url = `http://127.0.0.1:${silent.address().port}/`;
  assert.deepEqual(await forward({ url, timeout: 1 }, new AbortController().signal), { errMsg: 'fail timeout' });
});

test('a file that an editor replaces, and one in a new folder, are noticed', async (t) => {
  const { watchFolder } = await load('watch');
  const folder = mkdtempSync(path.join(tmpdir(), 'web-watch-'));
  writeFileSync(path.join(folder, 'a.wxss'), '1');
  let heard;
  const next = () => new Promise((resolve) => { heard = resolve; });
  const stop = watchFolder(folder, (names) => heard(names));
  t.after(() => {
    stop();
    rmSync(folder, { recursive: true });
  });

  const replaced = next();
  writeFileSync(path.join(folder, 'a.wxss.tmp'), '2');
  renameSync(path.join(folder, 'a.wxss.tmp'), path.join(folder, 'a.wxss'));
  assert.deepEqual(await replaced, ['a.wxss']);

  const added = next();
  mkdirSync(path.join(folder, 'pages', 'b'), { recursive: true });
  writeFileSync(path.join(folder, 'pages', 'b', 'b.js'), '');
  assert.deepEqual(await added, ['pages/b/b.js']);
});

test('a page hears of the build it missed, then of each one', async (t) => {
  const handler = await start(t);
  const response = await fetch(`http://127.0.0.1:${handler.server.address().port}/events`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  assert.equal((await reader.read()).value, 'event: revision\ndata: {"revision":"r1"}\n\n');
  handler.tell('reload', { revision: 'r2' });
  assert.equal((await reader.read()).value, 'event: reload\ndata: {"revision":"r2"}\n\n');
  await reader.cancel();
});

test('the next port when one is taken', async (t) => {
  const { listen } = await load('start');
  const [first, second] = [createServer(), createServer()];
  t.after(() => [first, second].forEach((server) => server.close()));
  const taken = await listen(first, [0]);
  assert.equal(taken, 0);
  const { port } = first.address();
  assert.equal(await listen(second, [port]), undefined);
  assert.equal(await listen(second, [port, 0]), 0);
});
