const test = require('node:test');
const assert = require('node:assert/strict');
const { load } = require('./mini-program');
const { fromError, deniedBySystem } = load('services/permission-state');
const { describe } = load('services/setup');
const { stateNames } = load('components/mlvb-live-room/state-codes');
const words = load('words/index');

const fresh = { env: 'development', login: 'development', userSig: 'local', stream: 'missing', rooms: true, missing: ['SECRETKEY'] };
const whole = { env: 'production', login: 'wechat', userSig: 'ready', stream: 'ready', rooms: true, missing: [] };
const kinds = (rows) => rows.map(({ id, kind }) => `${id} ${kind}`);

test('a fresh server works with limits, and cannot push yet', () => {
  assert.deepEqual(kinds(describe(fresh, '')), ['login info', 'userSig info', 'stream warn', 'rooms ok']);
});

test('a complete server is fine', () => {
  assert.deepEqual(kinds(describe(whole, '')), ['login ok', 'userSig ok', 'stream ok', 'rooms ok']);
});

test('rooms may come from elsewhere', () => {
  assert.equal(describe({ ...whole, rooms: false }, '')[3].state, 'missing');
  assert.equal(describe({ ...whole, rooms: false }, 'https://liveroom.qcloud.com/weapp/live_room')[3].state, 'hosted');
});

test('every state has words', () => {
  for (const status of [fresh, whole, { ...whole, stream: 'media', rooms: false }]) {
    for (const { id, state } of describe(status, '')) assert.ok(words.setup.rows[id][state], `${id} ${state}`);
  }
  for (const name of stateNames) assert.ok(words.states[name], name);
});

test('why a permission is missing', () => {
  assert.equal(fromError({ errMsg: 'authorize:fail auth deny' }), 'refused');
  assert.equal(fromError({ errMsg: 'authorize:fail:auth denied' }), 'refused');
  assert.equal(fromError({ errno: 104, errMsg: 'authorize:fail privacy permission is not authorized' }), 'privacy');
  assert.equal(fromError({ errno: 112, errMsg: 'authorize:fail api scope is not declared in the privacy agreement' }), 'undeclared');
  assert.equal(fromError({ errno: 1025 }), 'undeclared');
  assert.equal(fromError({ errMsg: 'authorize:fail system error' }), 'failed');
  for (const state of ['refused', 'system', 'privacy', 'undeclared', 'failed']) assert.ok(words.permission.reasons[state], state);
});

test('what the phone keeps from WeChat', () => {
  const setting = { cameraAuthorized: 'denied', microphoneAuthorized: 'not determined' };
  assert.equal(deniedBySystem('scope.camera', setting), true);
  assert.equal(deniedBySystem('scope.record', setting), false);
});
