const test = require('node:test');
const assert = require('node:assert/strict');

const load = (name) => import(`../${name}.mjs`);

test('references lead where WeChat takes them', async () => {
  const { places, resolve } = await load('runtime/paths');
  assert.equal(resolve('pages/a/a.json', '../b/b'), 'pages/b/b');
  assert.equal(resolve('pages/a/a.json', '/b/./b'), 'b/b');
  assert.equal(resolve('pages/a/a.json', 'b'), 'pages/a/b');
  assert.equal(resolve('a.js', '../../x'), 'x');
  assert.deepEqual(places('live/a/a.js', './b'), ['live/a/b']);
  assert.deepEqual(places('live/a/a.js', 'kit/b'), [
    'live/a/kit/b', 'live/a/miniprogram_npm/kit/b', 'live/miniprogram_npm/kit/b', 'miniprogram_npm/kit/b',
  ]);
});

test('addresses of pages, as WeChat reads them', async () => {
  const { parse, format } = await load('runtime/routes');
  assert.deepEqual(parse('/pages/a/a?x=%E4%B8%AD&y=1=2&z'), { path: 'pages/a/a', query: { x: '%E4%B8%AD', y: '1=2', z: '' } });
  assert.deepEqual(parse('../b/b', 'live/pages/a/a'), { path: 'live/pages/b/b', query: {} });
  assert.deepEqual(parse('b?c=1', 'pages/a/a'), { path: 'pages/a/b', query: { c: '1' } });
  assert.deepEqual(parse('/pages/a/a.html?x=1#part'), { path: 'pages/a/a', query: { x: '1' } });
  assert.equal(format({ path: 'pages/a/a', query: { x: '%20', y: '' } }), '/pages/a/a?x=%20&y=');
  assert.equal(format({ path: 'pages/a/a', query: {} }), '/pages/a/a');
});

test('a short path means the one page that ends so', async () => {
  const { findPage } = await load('runtime/routes');
  const pages = ['pages/home/home', 'live/pages/push/push', 'live/pages/room/room', 'shop/pages/room/room'];
  assert.equal(findPage('pages/push/push', pages), 'live/pages/push/push');
  assert.equal(findPage('pages/home/home', pages), 'pages/home/home');
  assert.equal(findPage('pages/room/room', pages), undefined);
  assert.equal(findPage('push', pages), 'live/pages/push/push');
  assert.equal(findPage('ush/push', pages), undefined);
});

test('the window of a page has the colours of the theme', async () => {
  const { windowOf } = await load('runtime/theme');
  const built = {
    app: { darkmode: true, window: { navigationBarTitleText: 'app', backgroundColor: '@ground' } },
    configs: { a: { navigationBarTitleText: 'a' } },
    theme: { light: { ground: '#fff' }, dark: { ground: '#000' } },
  };
  assert.deepEqual(windowOf(built, 'a', 'dark'), { navigationBarTitleText: 'a', backgroundColor: '#000' });
  assert.deepEqual(windowOf({ ...built, app: { ...built.app, darkmode: false } }, 'b', 'dark'), { navigationBarTitleText: 'app', backgroundColor: '#fff' });
});

test('scripts run once, see no browser, and keep their lines', async () => {
  const { createModules } = await load('runtime/modules');
  const run = [];
  const require = createModules({
    'pages/a.js': "const b = require(`../b`); require(`../dir`); require('/b.js'); exports.b = b.name; exports.doc = typeof document;",
    'b.js': "wx.push('b'); module.exports = { name: 'b' };",
    'dir/index.js': "wx.push('dir');",
    'lost.js': "\n  require(`./nowhere`);",
    'wrong.js': '\n\nnothing();',
    'one-line.js': 'let a; nothing();',
  }, { wx: run }, (file) => `http://127.0.0.1/source/${file}`);
  assert.deepEqual(require('pages/a.js'), { b: 'b', doc: 'undefined' });
  assert.deepEqual(run, ['b', 'dir']);
  assert.throws(() => require('lost.js'), /module '.\/nowhere' is not defined/);
  const { placeOf } = await load('runtime/place');
  assert.deepEqual(placeOf(caught(() => require('wrong.js')).stack), { file: 'wrong.js', line: 3, column: 1 });
  assert.deepEqual(placeOf(caught(() => require('one-line.js')).stack), { file: 'one-line.js', line: 1, column: 8 });
  assert.deepEqual(placeOf('Error\n    at http://127.0.0.1/client/phone.js:1:1'), { file: '' });
});

test('places in a script that esbuild wrote anew', async () => {
  const { original } = await load('runtime/sourcemap');
  // Two lines: the second one maps column 2 to 5:3 and column 10 to 6:0 of the source, all counted from 0.
  const map = { version: 3, sources: ['a.js'], mappings: 'AAAA;EAKG,QACH' };
  const code = `one\ntwo\n//# sourceMappingURL=data:application/json;base64,${btoa(JSON.stringify(map))}`;
  assert.deepEqual(original(code, { line: 2, column: 3 }), { line: 6, column: 4 });
  assert.deepEqual(original(code, { line: 2, column: 30 }), { line: 7, column: 1 });
  assert.deepEqual(original('one', { line: 1, column: 2 }), { line: 1, column: 2 });
});

test('devices: by name, else the widest that fits', async () => {
  const { deviceOf } = await load('runtime/devices');
  assert.equal(deviceOf('large', 320).width, 430);
  assert.equal(deviceOf(null, 375).name, 'medium');
  assert.equal(deviceOf('none', 100).name, 'small');
});

test('values in the panel: functions, bytes and what holds itself', async () => {
  const { readable } = await load('shell/readable');
  const both = { a: 1 };
  const self = { one: both, two: both, run() {}, bytes: new Uint8Array(3) };
  self.self = self;
  assert.deepEqual(JSON.parse(readable(self)), { one: { a: 1 }, two: { a: 1 }, run: 'run()', bytes: '3 B', self: '…' });
  assert.equal(readable(undefined), 'undefined');
  assert.equal(readable('x'.repeat(30000)).length, 20001);
});

function caught(act) {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

test('modules of other sub-packages: by callbacks, by a promise', async () => {
  const { createModules } = await load('runtime/modules');
  const heard = [];
  const require = createModules({
    'a.js': "require('./b', (b) => wx.push(b.name), () => {}); require('./none', () => {}, ({ mod }) => wx.push(mod)); module.exports = require.async('./b');",
    'b.js': "exports.name = 'b';",
  }, { wx: heard }, (file) => file);
  assert.deepEqual(await require('a.js'), { name: 'b' });
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(heard, ['b', './none']);
});
