// The pure parts of <live-pusher> and <live-player> in the browser view.
const assert = require('node:assert/strict');
const { test, before } = require('node:test');

/** @type {Record<string, any>} */
let live;
before(async () => {
  const names = ['address', 'attributes', 'capture', 'context', 'link', 'meter', 'picture', 'play-states'];
  live = Object.assign({}, ...(await Promise.all(names.map((name) => import(`../live/${name}.mjs`)))));
});

test('the local media server takes pushes over a WebSocket', () => {
  const push = (url, port) => live.pushTarget(url, port).address;
  assert.equal(push('rtmp://127.0.0.1/live/a'), 'ws://127.0.0.1:8000/live/a.flv');
  assert.equal(push(' rtmp://192.168.1.5:1935/live/a?x=1&y=2 '), 'ws://192.168.1.5:8000/live/a.flv?x=1&y=2');
  assert.equal(push('rtmp://localhost/live/a', 8001), 'ws://localhost:8001/live/a.flv');
  assert.equal(push('rtmp://[::1]/live/a'), 'ws://[::1]:8000/live/a.flv');
});

test('a push that a browser cannot make says why', () => {
  const problem = (url) => live.pushTarget(url).problem;
  assert.equal(problem('rtmp://1.livepush.myqcloud.com/live/a?txSecret=1'), 'remote');
  assert.equal(problem('trtc://cloud.tencent.com/push/a'), 'room');
  assert.equal(problem('room://cloud.tencent.com/rtc?x'), 'room');
  assert.equal(problem('http://127.0.0.1/live/a'), 'scheme');
  assert.equal(problem('rtmp://127.0.0.1/live'), 'form');
  assert.equal(problem('live/a'), 'form');
});

test('RTMP is played as FLV from where the same server has it', () => {
  const play = (src) => live.playTarget(src);
  assert.deepEqual(play('rtmp://127.0.0.1/live/a?b=c'), { kind: 'flv', address: 'http://127.0.0.1:8000/live/a.flv?b=c', own: true });
  assert.deepEqual(play('rtmp://play.example.com/live/a?txTime=1'), { kind: 'flv', address: 'https://play.example.com/live/a.flv?txTime=1', own: false });
  assert.deepEqual(play('https://play.example.com/live/a.flv'), { kind: 'flv', address: 'https://play.example.com/live/a.flv', own: false });
  assert.equal(play('https://play.example.com/live/a.m3u8').kind, 'file');
  assert.equal(play('webrtc://play.example.com/live/a').problem, 'room');
  assert.equal(play('ftp://play.example.com/live/a').problem, 'scheme');
});

test('the signature of an address goes along, and an FLV address stays as it is', () => {
  const signed = '?expires=1900000000&sign=abc';
  assert.equal(live.pushTarget(`rtmp://192.168.1.2/live/a${signed}`, 8001).address, `ws://192.168.1.2:8001/live/a.flv${signed}`);
  assert.equal(live.playTarget(`rtmp://192.168.1.2/live/a${signed}`, 8001).address, `http://192.168.1.2:8001/live/a.flv${signed}`);
  assert.deepEqual(live.playTarget(`http://127.0.0.1:8000/live/a.flv${signed}`, 8001), { kind: 'flv', address: `http://127.0.0.1:8000/live/a.flv${signed}`, own: true });
});

test('a device that the user refused is not opened', async () => {
  const asked = [];
  const { openMicrophone, openCamera } = live.createDevices({ allows: (scope) => asked.push(scope) < 0 });
  await assert.rejects(openMicrophone({}), { device: 'microphone', refused: true });
  await assert.rejects(openCamera('front', { width: 1, height: 1 }, 15), { device: 'camera', refused: true });
  assert.deepEqual(asked, ['scope.record', 'scope.camera']);
});

test('attributes have WeChat’s defaults, and false is not the same as none', () => {
  const values = (given) => live.valuesOf(live.PUSHER, (name) => (name in given ? given[name] : null));
  const { enableCamera, mode, minBitrate, fps, localMirror } = values({});
  assert.deepEqual({ enableCamera, mode, minBitrate, fps, localMirror }, { enableCamera: true, mode: 'RTC', minBitrate: 200, fps: 15, localMirror: 'auto' });
  assert.equal(values({ 'enable-camera': false }).enableCamera, false);
  assert.equal(values({ muted: '' }).muted, true);
  assert.equal(values({ fps: '30' }).fps, 30);
  assert.equal(values({ fps: 'many' }).fps, 15);
  assert.equal(values({ mode: '' }).mode, 'RTC');
});

test('a context answers by callbacks after it returned', async () => {
  const tag = { start: () => {}, snapshot: async ({ quality }) => ({ quality }), stop: () => { throw new Error('why'); } };
  const context = live.createContext('operateX', ['start', 'snapshot', 'stop'], ['fly'], () => tag);
  const told = [];
  const ask = (method, options = {}) =>
    new Promise((resolve) => {
      const tell = (kind) => (result) => told.push([method, kind, result]);
      context[method]({ ...options, success: tell('success'), fail: tell('fail'), complete: resolve });
      told.push([method, 'returned']);
    });
  for (const [method, options] of [['start'], ['snapshot', { quality: 'raw' }], ['stop'], ['fly']]) await ask(method, options);
  assert.deepEqual(told, [
    ['start', 'returned'],
    ['start', 'success', { errMsg: 'operateX:ok' }],
    ['snapshot', 'returned'],
    ['snapshot', 'success', { quality: 'raw', errMsg: 'operateX:ok' }],
    ['stop', 'returned'],
    ['stop', 'fail', { errMsg: 'operateX:fail why' }],
    ['fly', 'returned'],
    ['fly', 'fail', { errMsg: 'operateX:fail fly is not in the browser view' }],
  ]);
  assert.doesNotThrow(() => context.stop());
});

/** A link whose time only moves when told. */
function link({ codes = { again: 1102, over: -1307 } } = {}) {
  const told = [];
  const waiting = [];
  const attempts = [];
  const it = live.createLink({
    codes,
    say: (code) => told.push(code),
    open: (attempt) => {
      attempts.push(attempt);
      return () => told.push('closed');
    },
    schedule: (task, ms) => waiting.push({ task, ms }),
    cancel: (id) => id && (waiting[id - 1].task = () => {}),
  });
  const pass = () => waiting.at(-1).task();
  return { it, told, waiting, attempts, pass };
}

test('three tries, three seconds apart, then it is given up', () => {
  const { it, told, waiting, attempts, pass } = link();
  it.start();
  for (let i = 0; i < 4; i += 1) {
    attempts.at(-1).lost(3002);
    if (i < 3) pass();
  }
  assert.deepEqual(told.filter(Number), [3002, 1102, 3002, 1102, 3002, 1102, 3002, -1307]);
  assert.deepEqual(waiting.map(({ ms }) => ms), [3000, 3000, 3000]);
  assert.equal(attempts.length, 4);
});

test('a connection that held has all its tries again', () => {
  const { it, told, attempts, pass } = link({ codes: { again: 2103, over: -2301 } });
  it.start();
  for (let i = 0; i < 6; i += 1) {
    attempts.at(-1).held();
    attempts.at(-1).lost(3005);
    pass();
  }
  assert.ok(!told.includes(-2301));
});

test('a stopped link is silent, whatever its connections still say', () => {
  const { it, told, attempts, pass } = link();
  it.start();
  attempts[0].lost(3002);
  it.stop();
  const before = told.length;
  pass();
  attempts[0].lost(3005);
  assert.equal(attempts.length, 1);
  assert.equal(told.length, before);
});

test('a renewed link closes the connection before, which says no more', () => {
  const { it, told, attempts } = link();
  it.start();
  it.renew();
  attempts[0].lost(3005);
  assert.equal(attempts.length, 2);
  assert.deepEqual(told, ['closed']);
});

test('figures are those since the last reading', () => {
  let now = 0;
  const meter = live.createMeter(() => now);
  for (let i = 0; i < 30; i += 1) {
    now = i * 66;
    meter.count({ kind: 'video', size: 5000, time: i * 66, key: i % 15 === 0 });
    meter.count({ kind: 'audio', size: 500, time: i * 66, key: true });
  }
  now = 2000;
  assert.deepEqual(meter.read(), { videoBitrate: 600, audioBitrate: 60, videoFPS: 15, videoGOP: 1, netSpeed: 660, netJitter: 0 });
  now = 4000;
  assert.deepEqual(meter.read(), { videoBitrate: 0, audioBitrate: 0, videoFPS: 0, videoGOP: 1, netSpeed: 0, netJitter: 0 });
});

test('late packets are jitter', () => {
  let now = 0;
  const meter = live.createMeter(() => now);
  for (let i = 0; i < 200; i += 1) {
    now = i * 50 + (i % 2) * 20;
    meter.count({ kind: 'video', size: 1, time: i * 50, key: false });
  }
  assert.equal(meter.read().netJitter, 20);
});

test('the quality falls with the delay, the bit rate stays in its limits', () => {
  assert.deepEqual([0, 0.2, 0.4, 0.9, 1.5, 3, 9].map(live.qualityOf), [1, 1, 2, 3, 4, 5, 6]);
  const limits = { min: 300, max: 800 };
  assert.equal(live.adapted(800, 0, limits), 800);
  assert.equal(live.adapted(800, 2, limits), 560);
  assert.equal(live.adapted(320, 2, limits), 300);
  assert.equal(live.adapted(500, 0, limits), 550);
  assert.equal(live.adapted(500, 0.5, limits), 500);
});

test('the size follows mode, aspect and orientation; a given one wins', () => {
  const size = (values) => Object.values(live.sizeOf({ mode: 'RTC', aspect: '9:16', orientation: 'vertical', videoWidth: 0, videoHeight: 0, ...values }));
  assert.deepEqual(size({}), [360, 640]);
  assert.deepEqual(size({ aspect: '3:4' }), [480, 640]);
  assert.deepEqual(size({ mode: 'HD' }), [540, 960]);
  assert.deepEqual(size({ mode: 'FHD', orientation: 'horizontal' }), [1280, 720]);
  assert.deepEqual(size({ videoWidth: 241, videoHeight: 321 }), [242, 322]);
});

test('the middle of the camera’s picture is sent', () => {
  const to = { width: 360, height: 640 };
  assert.deepEqual(live.crop({ width: 640, height: 480 }, to, 1), { x: 185, y: 0, width: 270, height: 480 });
  assert.deepEqual(live.crop({ width: 640, height: 480 }, to, 2), { x: 252.5, y: 120, width: 135, height: 240 });
});

test('beauty and filters become a CSS filter', () => {
  assert.equal(live.filterOf({ beauty: 0, whiteness: 0, filter: 'standard' }), 'none');
  assert.equal(live.filterOf({ beauty: 5, whiteness: 4, filter: 'nostalgia' }), 'blur(0.40px) brightness(1.060) sepia(0.6)');
  assert.deepEqual(['auto', 'enable', 'disable'].map((mode) => [live.isMirrored(mode, 'front'), live.isMirrored(mode, 'back')]), [[true, false], [true, true], [false, false]]);
});

test('the player tells its states in the phone’s order', () => {
  const told = [];
  let now = 0;
  const states = live.createPlayStates((code) => told.push(code), () => now);
  const key = { kind: 'video', key: true };
  states.connected();
  for (let i = 0; i < 3; i += 1) {
    states.pulling();
    states.received({ kind: 'audio', key: true });
    states.received(key);
  }
  states.decoding(360, 640);
  states.decoding(360, 640);
  states.playing();
  states.playing();
  assert.deepEqual(told.splice(0), [2001, 2002, 2003, 2008, 2009, 2004]);
  now = 1000;
  states.waiting();
  states.waiting();
  now = 1100;
  states.playing();
  states.waiting();
  now = 2000;
  states.playing();
  states.decoding(640, 360);
  assert.deepEqual(told, [2007, 2004, 2007, 2105, 2004, 2009]);
});
