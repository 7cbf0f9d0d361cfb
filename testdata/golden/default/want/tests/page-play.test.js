const test = require('node:test');
const assert = require('node:assert/strict');
const { openPage, settled } = require('./page-fakes');
const { load } = require('./mini-program');
const words = load('words/index');

const URL = 'https://play.example.com/live/s.flv';

async function playing(options) {
  const opened = openPage('play', { query: { url: encodeURIComponent(URL) }, ...options });
  opened.page.onStart();
  await settled();
  return opened;
}

test('plays a shared address and stops when the page is left', async () => {
  const { page, names } = await playing();
  assert.equal(page.data.src, URL);
  assert.ok(names().includes('player.play'));
  page.onState({ detail: { code: 2004 } });
  assert.equal(page.data.phase, 'live');
  page.onUnload();
  assert.ok(names().includes('player.stop'));
});

test('what the player cannot play is said at once', () => {
  const { page, names } = openPage('play', { query: { url: encodeURIComponent('https://play.example.com/live/s.m3u8') } });
  page.onStart();
  assert.equal(page.data.problem, words.streamProblems.hls);
  assert.ok(!names().includes('player.play'));
});

test('a lost stream is played again after a while', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { page, names } = await playing();
  page.onState({ detail: { code: -2301 } });
  t.mock.timers.tick(1000);
  await settled();
  assert.equal(names().filter((name) => name === 'player.play').length, 2);
});

test('full screen turns for a wide picture', async () => {
  const { page, calls } = await playing();
  const directions = () => calls.filter(({ name }) => name === 'player.requestFullScreen').map(({ options }) => options.direction);
  page.onFullScreen();
  page.onNet({ detail: { info: { videoWidth: 1280, videoHeight: 720 } } });
  page.onFullScreen();
  assert.deepEqual(directions(), [0, 90]);
});

test('mode and buffer change together, never while playing', async () => {
  const { page } = openPage('play', { query: { url: encodeURIComponent(URL) } });
  const choose = (mode) => page.onMode({ currentTarget: { dataset: { mode } } });
  choose('RTC');
  assert.deepEqual([page.data.mode, page.data.cache], ['RTC', [0.2, 0.8]]);
  page.onStart();
  choose('live');
  assert.equal(page.data.mode, 'RTC');
});
