// The life of the app and its stack of pages in the browser view.
const test = require('node:test');
const assert = require('node:assert/strict');

const load = (name) => import(`../runtime/${name}.mjs`);

/** A stack of pages that note what happens to them. */
async function start({ tabBar } = {}) {
  const { createPages } = await load('pages');
  const heard = [];
  const open = (route, { canGoBack, given }) => {
    if (route.query.broken) throw new Error('broken');
    const note = (what) => () => heard.push(`${what} ${route.path}`);
    return { route, canGoBack, given, load: note('load'), show: note('show'), ready: note('ready'), hide: note('hide'), unload: note('unload') };
  };
  const pages = createPages({ built: { app: { tabBar }, pages: ['a/a', 'b/b', 'c/c'] }, open, changed: () => heard.push(pages.addresses().join()) });
  return { pages, heard: () => heard.splice(0) };
}

test('pages come and go as in WeChat', async () => {
  const { pages, heard } = await start();
  pages.reLaunch('/a/a');
  assert.deepEqual(heard(), ['load a/a', '/a/a', 'show a/a', 'ready a/a']);
  const given = { getOpenerEventChannel() {} };
  pages.navigateTo('../b/b?x=1', given);
  assert.deepEqual(heard(), ['hide a/a', 'load b/b', '/a/a,/b/b?x=1', 'show b/b', 'ready b/b']);
  assert.equal(pages.current().given, given);
  pages.redirectTo('/c/c');
  assert.deepEqual(heard(), ['unload b/b', 'load c/c', '/a/a,/c/c', 'show c/c', 'ready c/c']);
  assert.equal(pages.current().canGoBack, true);
  pages.navigateBack(9);
  assert.deepEqual(heard(), ['unload c/c', '/a/a', 'show a/a']);
  assert.throws(() => pages.navigateBack(), /cannot navigate back/);
});

test('what can not be opened leaves the stack as it is', async () => {
  const { pages, heard } = await start({ tabBar: { list: [{ pagePath: 'b/b' }] } });
  pages.redirectTo('/a/a');
  heard();
  assert.throws(() => pages.navigateTo('/gone/gone'), /page "gone\/gone" is not found/);
  assert.throws(() => pages.navigateTo('/b/b'), /can not navigateTo a tabbar page/);
  assert.throws(() => pages.switchTab('/c/c'), /can not switch to no-tabBar page/);
  assert.throws(() => pages.navigateTo('/c/c?broken=1'), /broken/);
  assert.deepEqual([heard(), pages.addresses()], [[], ['/a/a']]);
  for (let count = 1; count < 10; count += 1) pages.navigateTo('/c/c');
  assert.throws(() => pages.navigateTo('/c/c'), /webview count limit exceed/);
});

test('the app hears how it was opened, of leaving and of mistakes, its own not twice', async (t) => {
  const { createApp } = await load('app');
  const [heard, listened, reported] = [[], [], []];
  globalThis.reportError = (error) => {
    reported.push(error.message);
    app.tell('onError', error.message);
  };
  t.after(() => delete globalThis.reportError);
  t.mock.method(console, 'error', (error) => reported.push(`console ${error.message}`));
  const app = createApp(['a/a', 'live/b/b'], '/b/b?x=1');
  app.globals.App({
    onLaunch: ({ path, query }) => heard.push(['launch', path, query]),
    onHide() { throw new Error('hide'); },
    onError(message) {
      heard.push(['error', message]);
      throw new Error('error');
    },
  });
  app.listen((name) => listened.push(name));
  assert.equal(app.launched().path, 'live/b/b');
  app.launch();
  app.visible(false);
  assert.deepEqual(heard, [['launch', 'live/b/b', { x: '1' }], ['error', 'hide']]);
  assert.deepEqual(listened, ['onLaunch', 'onShow', 'onError', 'onHide']);
  assert.deepEqual(reported, ['hide', 'console error']);
});

test('the bottom is reached again when the content has grown', async () => {
  const { createReached } = await load('frame');
  const reached = createReached(50);
  const at = (scrollTop, scrollHeight) => reached({ scrollTop, scrollHeight, clientHeight: 100 });
  assert.deepEqual([at(0, 1000), at(850, 1000), at(900, 1000), at(1900, 2000), at(0, 2000), at(1900, 2000)], [false, true, false, true, false, true]);
});
