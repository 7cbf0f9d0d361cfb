// The command line of `npm run media`, as far as it gets without its dependencies.
const assert = require('node:assert/strict');
const { execFile } = require('node:child_process');
const { once } = require('node:events');
const net = require('node:net');
const path = require('node:path');
const { test } = require('node:test');
const { live: { media }, shell } = require('../web/words.js');

const run = (...args) =>
  new Promise((resolve) => {
    execFile(process.execPath, [path.join(__dirname, '../web/media.mjs'), ...args], (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }));
  });

test('a port that is none is refused with the usage', async () => {
  for (const port of ['0', '65536', 'x', '']) {
    const { code, stdout, stderr } = await run('--http', port);
    assert.equal(code, 1);
    assert.equal(stdout, '');
    assert.equal(stderr, `${shell.badPort(`--http ${port}`)}\n  ${media.usage}\n`);
  }
});

test('an option that there is not is answered with the usage', async () => {
  assert.deepEqual(await run('--record'), { code: 1, stdout: '', stderr: `${media.usage}\n` });
});

test('a port that is taken is named, with the way out', async () => {
  const other = net.createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = /** @type {net.AddressInfo} */ (other.address());
  const { code, stderr } = await run('--rtmp', String(port));
  other.close();
  assert.equal(code, 1);
  assert.equal(stderr, `${media.portTaken(port)}\n  ${media.otherPort('rtmp')}\n`);
});
