// Addresses of streams, and what a page shows of one.
const test = require('node:test');
const assert = require('node:assert/strict');
const { load } = require('./mini-program');
const { checkPush, checkPlay } = load('services/stream-address');
const { ofPusher, ofPlayer } = load('services/stream-report');
const { createStreamView, idleView } = load('services/stream-view');
const { failure } = load('services/failure');
const words = load('words/index');

const NOW = 1700000000 * 1000;
const push = (text, playDomain = '') => checkPush(text, { now: NOW, playDomain });
const play = (text, pushDomain = '') => checkPlay(text, { pushDomain });

test('push takes RTMP with a stream name', () => {
  assert.equal(push(' rtmp://push.example.com/live/s?txSecret=a&txTime=6553F101 '), '');
  assert.equal(push('rtmp://192.168.1.5:1935/live/s'), '');
  assert.equal(push(''), 'empty');
  assert.equal(push('push.example.com/live/s'), 'form');
  assert.equal(push('rtmp://push.example.com/live/a b'), 'form');
  assert.equal(push('https://play.example.com/live/s.flv'), 'notRtmp');
  assert.equal(push('rtmp://push.example.com/live'), 'noStream');
  assert.equal(push('rtmp://push.example.com/live/'), 'noStream');
});

test('push finds what CSS would refuse without a word', () => {
  assert.equal(push('rtmp://Play.example.com/live/s', 'play.example.com'), 'playDomain');
  assert.equal(push('rtmp://push.example.com/live/s?txSecret=a&txTime=6553f0ff'), 'expired');
});

test('play takes FLV and RTMP, and says why not the others', () => {
  assert.equal(play('https://play.example.com/live/s.flv'), '');
  assert.equal(play('http://192.168.1.5:8000/live/s.flv'), '');
  assert.equal(play('rtmp://play.example.com/live/s'), '');
  assert.equal(play('https://play.example.com/live/s.m3u8?a=1'), 'hls');
  assert.equal(play('webrtc://play.example.com/live/s'), 'webrtc');
  assert.equal(play('trtc://cloud.tencent.com/play/s'), 'notPlayable');
  assert.equal(play('rtmp://push.example.com/live/s', 'push.example.com'), 'pushDomain');
  assert.equal(play('rtmp://play.example.com'), 'noStream');
  assert.equal(play('  '), 'empty');
});

/** A page's data, kept by a view whose clock is `at.now`. */
function page(signOf, open = async () => {}) {
  const data = idleView();
  const at = { now: Date.UTC(2026, 0, 1) };
  const view = createStreamView({
    signOf,
    open,
    close: () => {},
    backoff: { next: () => 4000, reset() {} },
    silence: 1000,
    show: (change) => Object.assign(data, change),
    now: () => at.now,
    schedule: (run) => (at.timer = run),
    cancel: () => {},
  });
  return { data, view, at };
}

test('a push in words: connecting, live with its time, statistics', async () => {
  const { data, view, at } = page(ofPusher);
  assert.equal(data.status, words.phases.idle);
  await view.start();
  assert.deepEqual([data.status, data.running], [words.phases.starting, true]);
  view.hear(1002);
  assert.equal(data.status, `${words.phases.live} 00:00`);
  at.now += 65000;
  view.report({ videoBitrate: 800, netQualityLevel: 2 });
  assert.equal(data.status, `${words.phases.live} 01:05`);
  assert.deepEqual(data.figures, [{ name: 'videoBitrate', value: '800 kbps' }]);
  assert.equal(data.quality, 2);
  view.stop();
  assert.deepEqual([data.status, data.running, data.figures, data.quality], [words.phases.idle, false, [], 0]);
});

test('the log has the newest code first and does not grow for ever', async () => {
  const { data, view } = page(ofPusher);
  await view.start();
  view.hear(1001);
  view.hear(2027);
  assert.deepEqual(data.log.map(({ code, text }) => [code, text]), [[2027, words.unknownState], [1001, words.states.connected]]);
  for (let i = 0; i < 100; i += 1) view.hear(1101);
  assert.equal(data.log.length, 20);
  assert.equal(new Set(data.log.map(({ id }) => id)).size, 20);
});

test('a lost push says what to do and when it is tried again; live again, all is well', async () => {
  const { data, view, at } = page(ofPusher);
  await view.start();
  view.hear(-1307);
  assert.deepEqual(data.failure, { message: words.states.disconnected, hint: words.advice.disconnected });
  assert.match(data.status, /4/);
  at.timer();
  await new Promise(setImmediate);
  view.hear(1002);
  assert.equal(data.failure, null);
});

test('silence names the setting in the back end', async () => {
  const { data, view, at } = page(ofPusher);
  await view.start();
  at.timer();
  assert.match(data.failure.hint, /接口设置/);
});

test('a failed start shows its failure', async () => {
  const { data, view } = page(ofPusher, async () => {
    throw failure('rate_limited');
  });
  await view.start();
  assert.equal(data.failure.message, words.failures.rate_limited.message);
  assert.equal(data.running, false);
});

test('a player is live by any of three codes, and its end is no failure to retry', async () => {
  for (const code of [2003, 2004, 2032]) {
    const { data, view } = page(ofPlayer);
    await view.start();
    view.hear(code);
    assert.equal(data.phase, 'live', String(code));
  }
  const { data, view } = page(ofPlayer);
  await view.start();
  view.hear(2006);
  assert.deepEqual([data.phase, data.running, data.failure], ['ended', false, words.ended]);
});

test('codes end a stream only when nothing comes back by itself', () => {
  assert.equal(ofPusher(-1301).signal, 'fatal');
  assert.equal(ofPusher(10001).signal, 'fatal');
  for (const code of [1101, 1102, 3004, 5001, 10003, 2027]) assert.equal(ofPusher(code).signal, 'progress', String(code));
  assert.equal(ofPlayer(-2301).signal, 'lost');
  assert.equal(ofPlayer(2103).signal, 'progress');
});
