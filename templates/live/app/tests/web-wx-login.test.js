const test = require('node:test');
const assert = require('node:assert/strict');
const { load } = require('./mini-program');

test('a code is one that the server takes, and never the same', async () => {
  const { codeOf } = await import('../web/client/wx/login.mjs');
  assert.match(codeOf(Uint8Array.from({ length: 31 }, (_, at) => at * 8)), /^[0-9A-Za-z]{32}$/);
  assert.notEqual(codeOf(new Uint8Array(31).fill(1)), codeOf(new Uint8Array(31).fill(2)));
});

test('the computer is none of the phones that cannot reach a server at 127.0.0.1', async (t) => {
  const { platformOf } = await import('../web/client/wx/device.mjs');
  const agents = { 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)': 'mac', 'Mozilla/5.0 (Windows NT 10.0)': 'windows', 'Mozilla/5.0 (X11; Linux x86_64)': 'windows' };
  t.after(() => delete globalThis.wx);
  const { isPhone } = load('services/device');
  for (const [agent, platform] of Object.entries(agents)) {
    assert.equal(platformOf(agent), platform);
    globalThis.wx = { getDeviceInfo: () => ({ platform }) };
    assert.ok(!isPhone());
  }
});
