const test = require('node:test');
const assert = require('node:assert/strict');

const load = () => import('../wx/request.mjs');
const url = 'http://server.test/path';

test('data goes as WeChat sends it', async () => {
  const { prepare } = await load();
  const json = { 'content-type': 'application/json' };
  assert.deepEqual(prepare({ url }), { url, method: 'GET', header: json });
  assert.deepEqual(prepare({ url, data: { a: 1, b: '二' } }), { url: `${url}?a=1&b=%E4%BA%8C`, method: 'GET', header: json });
  assert.deepEqual(prepare({ url: `${url}?x=1`, data: { a: 1 } }).url, `${url}?x=1&a=1`);
  assert.deepEqual(prepare({ url, method: 'post', data: { a: 1 } }), { url, method: 'POST', header: json, data: '{"a":1}' });
  assert.deepEqual(prepare({ url, method: 'POST', data: '{"a":1}', header: { Authorization: 'Bearer t' } }), {
    url,
    method: 'POST',
    header: { authorization: 'Bearer t', ...json },
    data: '{"a":1}',
  });
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  assert.equal(prepare({ url, method: 'POST', data: { a: 'x y', b: [1] }, header: form }).data, 'a=x%20y&b=%5B1%5D');
});

test('what is no address or no method is refused', async () => {
  const { prepare } = await load();
  for (const bad of ['', 'server.test', 'ws://server.test', 'http://', undefined]) {
    assert.throws(() => prepare({ url: bad }), { message: `invalid url "${bad}"` });
  }
  assert.throws(() => prepare({ url, method: 'FETCH' }), { message: 'method "FETCH" is not supported' });
});

test('replies are parsed where they are JSON', async () => {
  const { parse } = await load();
  assert.deepEqual(parse('{"a":1}'), { a: 1 });
  assert.equal(parse('<html>'), '<html>');
  assert.equal(parse('{"a":1}', 'text'), '{"a":1}');
});

/** Time that passes when it is told to. */
function fakeClock() {
  const timers = new Map();
  return {
    timers,
    set(run, ms) {
      timers.set(run, ms);
      return run;
    },
    clear: (timer) => timers.delete(timer),
  };
}

test('a request that takes too long fails, and is given up', async () => {
  const { endable } = await load();
  const clock = fakeClock();
  let given;
  const { work } = endable((signal) => new Promise(() => (given = signal)), 5000, clock);
  const [[run, ms]] = clock.timers;
  assert.equal(ms, 5000);
  run();
  await assert.rejects(work, { message: 'timeout', fields: { errno: 5 } });
  assert.ok(given.aborted);
});

test('an abort fails, an answer stops the clock', async () => {
  const { endable } = await load();
  const clock = fakeClock();
  const aborted = endable(() => new Promise(() => {}), undefined, clock);
  aborted.abort();
  await assert.rejects(aborted.work, { message: 'abort' });
  assert.equal(await endable(async () => 'answer', undefined, clock).work, 'answer');
  assert.equal(clock.timers.size, 0);
});

test('bytes survive the way through JSON', async () => {
  const { toBase64, fromBase64 } = await import('../wx/proxy.mjs');
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
  assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
});
