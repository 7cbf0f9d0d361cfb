const test = require('node:test');
const assert = require('node:assert/strict');

test('a code is one that the server takes, and never the same', async () => {
  const { codeOf } = await import('../wx/login.mjs');
  assert.match(codeOf(Uint8Array.from({ length: 31 }, (_, at) => at * 8)), /^[0-9A-Za-z]{32}$/);
  assert.notEqual(codeOf(new Uint8Array(31).fill(1)), codeOf(new Uint8Array(31).fill(2)));
});

test('the computer is none of the phones that cannot reach a server at 127.0.0.1', async () => {
  const { platformOf } = await import('../wx/device.mjs');
  assert.equal(platformOf('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'), 'mac');
  assert.equal(platformOf('Mozilla/5.0 (Windows NT 10.0)'), 'windows');
  assert.equal(platformOf('Mozilla/5.0 (X11; Linux x86_64)'), 'windows');
});

test('somebody with a name logs in by it, cut between characters', async () => {
  const { namedCode } = await import('../wx/login.mjs');
  assert.equal(namedCode('小李 1'), 'name:%E5%B0%8F%E6%9D%8E%201');
  const long = namedCode('a'.repeat(250) + '李');
  assert.equal(long, `name:${'a'.repeat(250)}`);
  assert.equal(namedCode('😀'.repeat(30)).length, 5 + 20 * 12);
});
