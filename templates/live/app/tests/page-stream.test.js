// The pages that push and play.
const test = require('node:test');
const assert = require('node:assert/strict');
const { openPage, settled, signedIn } = require('./page-fakes');
const { load } = require('./mini-program');
const words = load('words/index');

const TYPED = 'rtmp://192.168.1.5/live/s';

/** A server that makes another address each time. */
function server() {
  let made = 0;
  const stream = () => {
    made += 1;
    return { streamName: `s${made}`, pushURL: `rtmp://push.example.com/live/s${made}`, play: { rtmp: 'r', flv: 'https://play/live/s.flv' }, expiresAt: 0 };
  };
  return { ...signedIn, '/api/stream-url': stream };
}

async function pushing(options) {
  const opened = openPage('push', options);
  opened.page.onURL({ detail: { value: TYPED } });
  await opened.page.onStart();
  await settled();
  return opened;
}

const state = (page, code) => page.onState({ detail: { code } });
const screen = (calls) => calls.filter(({ name }) => name === 'setKeepScreenOn').map(({ options }) => options.keepScreenOn);

test('asks, pushes, keeps the screen on while it runs, and stops when the page is left', async () => {
  const { page, calls, names } = await pushing();
  assert.equal(page.data.pushURL, TYPED);
  assert.ok(names().indexOf('requirePrivacyAuthorize') < names().indexOf('pusher.start'));
  state(page, 1002);
  assert.equal(page.data.phase, 'live');
  page.onUnload();
  assert.equal(names().filter((name) => name === 'pusher.stop').length, 1);
  assert.equal(screen(calls)[0], true);
  assert.equal(screen(calls).at(-1), false);
});

test('an address that cannot work is refused before anything is asked', async () => {
  const { page, names } = openPage('push');
  await page.onStart();
  assert.ok(page.data.problem);
  assert.deepEqual(names(), []);
});

test('a refused permission is explained, and nothing starts', async () => {
  const { page, names } = await pushing({ api: { authorize: ({ fail }) => fail({ errMsg: 'authorize:fail auth deny' }) } });
  assert.deepEqual(page.data.permission, { state: 'refused', scope: 'scope.record' });
  assert.ok(!names().includes('pusher.start'));
});

test('with the camera off only the microphone is asked for', async () => {
  const scopes = [];
  const { page } = openPage('push', { api: { authorize: ({ scope, success }) => success(scopes.push(scope)) } });
  page.onURL({ detail: { value: TYPED } });
  page.onCamera();
  await page.onStart();
  assert.deepEqual(scopes, ['scope.record']);
});

test('a camera refused while pushing is a matter of permission', async () => {
  const { page } = await pushing();
  page.onError({ detail: { errCode: 10001, errMsg: '' } });
  assert.deepEqual(page.data.permission, { state: 'refused', scope: 'scope.camera' });
  assert.deepEqual([page.data.phase, page.data.failure], ['failed', null]);
});

test('after -1307 an address of the server is replaced by a new one', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { page } = openPage('push', { replies: server() });
  await page.onFetch();
  assert.equal(page.data.url, 'rtmp://push.example.com/live/s1');
  await page.onStart();
  await settled();
  state(page, -1307);
  assert.equal(page.data.phase, 'waiting');
  t.mock.timers.tick(1000);
  await settled();
  assert.equal(page.data.pushURL, 'rtmp://push.example.com/live/s2');
});

test('an address that the server refuses is explained', async () => {
  const refusal = { status: 503, body: { error: { code: 'stream_not_configured', message: 'm', hint: 'h' } } };
  const { page } = openPage('push', { replies: { ...signedIn, '/api/stream-url': refusal } });
  await page.onFetch();
  assert.equal(page.data.failure.message, words.failures.stream_not_configured.message);
  assert.deepEqual([page.data.url, page.data.fetching], ['', false]);
});

test('a typed address is tried again as it is', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { page, names } = await pushing({ replies: server() });
  state(page, -1307);
  t.mock.timers.tick(1000);
  await settled();
  assert.equal(page.data.pushURL, TYPED);
  assert.ok(!names().includes('request'));
  assert.equal(names().filter((name) => name === 'pusher.start').length, 2);
});

test('leaving while a new address is on its way starts nothing', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { page, names } = openPage('push', { replies: server() });
  await page.onFetch();
  await page.onStart();
  await settled();
  state(page, -1307);
  t.mock.timers.tick(1000);
  page.onUnload();
  await settled();
  assert.equal(names().filter((name) => name === 'pusher.start').length, 1);
});

test('in the background the push pauses and the screen may sleep', async () => {
  const { page, calls, names } = await pushing();
  page.onHide();
  assert.equal(screen(calls).at(-1), false);
  page.onShow();
  assert.equal(screen(calls).at(-1), true);
  assert.ok(names().indexOf('pusher.pause') < names().indexOf('pusher.resume'));
});

test('a push that breaks in the background is restored when it is seen again', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { page, names } = await pushing();
  page.onHide();
  state(page, -1307);
  t.mock.timers.tick(60000);
  assert.equal(page.data.running, true);
  page.onShow();
  assert.equal(page.data.phase, 'waiting');
  t.mock.timers.tick(1000);
  await settled();
  assert.equal(names().filter((name) => name === 'pusher.start').length, 2);
});

test('impatient taps start once', async () => {
  const answers = [];
  const { page, names } = openPage('push', { api: { authorize: ({ success }) => answers.push(success) } });
  page.onURL({ detail: { value: TYPED } });
  page.onStart();
  page.onStart();
  await settled();
  answers[0]();
  await settled();
  answers[1]();
  await settled();
  assert.equal(answers.length, 2);
  assert.equal(names().filter((name) => name === 'pusher.start').length, 1);
});

test('the simulator starts no tag: codes are sent by hand', async () => {
  const { page, names } = await pushing({ platform: 'devtools' });
  assert.ok(!names().includes('pusher.start'));
  state(page, page.data.codes.find(({ code }) => code === 1002).code);
  assert.equal(page.data.phase, 'live');
});

test('sharing leads to where the stream can be watched', async () => {
  const { page } = openPage('push', { replies: server() });
  await page.onFetch();
  assert.equal(page.onShareAppMessage().path, '/packages/live/pages/play/play?url=https%3A%2F%2Fplay%2Flive%2Fs.flv');
  page.onURL({ detail: { value: TYPED } });
  assert.equal(page.onShareAppMessage().path, '/packages/live/pages/play/play');
});

const PLAYED = 'https://play.example.com/live/s.flv';

async function playing(options) {
  const opened = openPage('play', { query: { url: encodeURIComponent(PLAYED) }, ...options });
  opened.page.onStart();
  await settled();
  return opened;
}

test('plays a shared address and stops when the page is left', async () => {
  const { page, names } = await playing();
  assert.equal(page.data.src, PLAYED);
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
  const { page } = openPage('play', { query: { url: encodeURIComponent(PLAYED) } });
  const choose = (mode) => page.onMode({ currentTarget: { dataset: { mode } } });
  choose('RTC');
  assert.deepEqual([page.data.mode, page.data.cache], ['RTC', [0.2, 0.8]]);
  page.onStart();
  choose('live');
  assert.equal(page.data.mode, 'RTC');
});
