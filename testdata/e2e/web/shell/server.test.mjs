// The server of the browser view: what it gives away, and to whom; its command line.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { root, webWords } from '../project.mjs';
import { freePort, start } from '../processes.mjs';
import { startServer } from '../server.mjs';

const { shell: words } = webWords;

async function serve(t, ...args) {
  return (await start(t, 'node', ['web/serve.mjs', ...args]).line(/^http:/)).trim();
}

/** A request as it is, with nothing normalised. @returns {Promise<{ status: number, text: string }>} */
function ask(address, target, { method = 'GET', headers = {}, body = '' } = {}) {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path: target, method, headers }, async (response) => {
      const chunks = [];
      for await (const chunk of response.on('error', reject)) chunks.push(chunk);
      resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() });
    });
    sent.on('error', reject).end(body);
  });
}

test('files outside of the mini-program stay inside', async (t) => {
  const address = await serve(t);
  const ways = ['/../package.json', '/app/../../package.json', '/app/..%2f..%2fpackage.json', '/app/%2e%2e/%2e%2e/package.json', '/app/..%5c..%5cpackage.json',
    '/app//etc/passwd', '/app/%00.svg', '/app/%zz.svg', '/server/.env', '/app/../server/.env', '/web/serve.mjs', '/package.json', '/app/app.json', '/client/../serve.mjs'];
  for (const way of ways) {
    const { status, text } = await ask(address, way);
    assert.ok(status >= 400 && status < 500, `${way}: ${status} ${text.slice(0, 80)}`);
  }
  assert.equal((await ask(address, '/app/pages/home/icons/push.svg')).status, 200);
});

test('other hosts and other websites are refused', async (t) => {
  const address = await serve(t);
  const { host } = new URL(address);
  for (const headers of [{ host: 'evil.example' }, { host: `evil.example:${host.split(':')[1]}` }, { host, origin: 'http://evil.example' }, { host, origin: 'null' }]) {
    for (const path of ['/', '/phone', '/build.json', '/events', '/request']) assert.equal((await ask(address, path, { headers })).status, 403, `${path} ${JSON.stringify(headers)}`);
  }
  assert.equal((await ask(address, '/', { headers: { host } })).status, 200);
  assert.equal((await ask(address, '/', { headers: { host: host.replace('127.0.0.1', 'localhost') } })).status, 200);
});

test('requests are forwarded for the page alone', async (t) => {
  const server = await startServer(t);
  const address = await serve(t);
  const body = JSON.stringify({ url: `${server.url}/api/status`, method: 'GET', header: {} });
  const [, token] = /mlvb-token" content="(\w+)"/.exec((await ask(address, '/phone')).text);
  const post = (headers) => ask(address, '/request', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  assert.equal((await post({})).status, 403);
  assert.equal((await post({ 'x-mlvb-token': 'guessed' })).status, 403);
  assert.equal((await post({ 'x-mlvb-token': token, origin: 'http://evil.example' })).status, 403);
  assert.equal((await ask(address, '/request', { headers: { 'x-mlvb-token': token } })).status, 405);
  assert.deepEqual(server.calls, []);
  const { status, text } = await post({ 'x-mlvb-token': token });
  assert.equal(status, 200);
  assert.equal(JSON.parse(text).statusCode, 200);
  assert.equal(server.named('/api/status').length, 1);
});

test('a taken port leads to the next one, unless it was asked for', async (t) => {
  const first = await serve(t);
  const { port } = new URL(first);
  const next = start(t, 'node', ['web/serve.mjs']);
  assert.notEqual(await next.line(/^http:/), first);
  next.child.kill('SIGINT');
  await once(next.child, 'close');
  assert.match(next.said(), new RegExp(words.otherPort('\\d+')));
  const refused = start(t, 'node', ['web/serve.mjs', '--port', port]);
  assert.equal(await refused.ended(), 1);
  assert.equal(refused.said().trim(), words.noPort(Number(port), Number(port)));
  const free = String(await freePort());
  assert.equal(await serve(t, '--port', free), `http://127.0.0.1:${free}/`);
});

test('mistakes on the command line are said', async (t) => {
  for (const [args, said] of [[['--port', '0'], words.badPort('--port 0')], [['--port', 'x'], words.badPort('--port x')], [['--prot', '5180'], words.usage]]) {
    const wrong = start(t, 'node', ['web/serve.mjs', ...args]);
    assert.equal(await wrong.ended(), 2);
    assert.equal(wrong.said().trim(), said);
  }
});

test('without the tools it says how to get them', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'mlvb-web-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const bare = path.join(folder, 'app');
  cpSync(root, bare, { recursive: true, filter: (name) => path.basename(name) !== 'node_modules' });
  const ports = ['--rtmp', String(await freePort()), '--http', String(await freePort())];
  for (const command of [['web/serve.mjs'], ['web/media.mjs', ...ports]]) {
    const failed = start(t, 'node', command, { cwd: bare });
    assert.equal(await failed.ended(), 1);
    assert.equal(failed.said().trim(), words.notInstalled);
  }
});
