const test = require('node:test');
const assert = require('node:assert/strict');
const { load } = require('../mini-program');
const { pusherState, playerState, stateNames } = load('components/mlvb-live-room/state-codes');
const { createBackoff } = load('components/mlvb-live-room/backoff');

test('a code says how bad it is and what it means', () => {
  assert.deepEqual(pusherState(1002), { kind: 'ok', name: 'pushing' });
  assert.deepEqual(pusherState(-1307), { kind: 'error', name: 'disconnected' });
  assert.deepEqual(pusherState(3004), { kind: 'warn', name: 'serverClosed' });
  assert.deepEqual(playerState(2103), { kind: 'warn', name: 'reconnecting' });
  assert.deepEqual(playerState(-2301), { kind: 'error', name: 'disconnected' });
});

test('what WeChat does not document is unknown, never an error', () => {
  for (const code of [2027, 2029, 10005, 10012, 10014, -1326, NaN]) {
    assert.equal(pusherState(code).kind, 'unknown', `pusher ${code}`);
    assert.equal(playerState(code).kind, 'unknown', `player ${code}`);
  }
  assert.equal(playerState(1002).kind, 'unknown');
});

test('the names are listed once each, for modules of words', () => {
  assert.ok(stateNames.includes('pushing') && stateNames.includes('playing'));
  assert.equal(new Set(stateNames).size, stateNames.length);
  assert.ok(stateNames.every((name) => /^[a-z][A-Za-z]+$/.test(name)));
});

test('delays double up to a ceiling, end at the limit and start over after a success', () => {
  const backoff = createBackoff();
  const delays = Array.from({ length: 7 }, () => backoff.next());
  assert.deepEqual(delays, [1000, 2000, 4000, 8000, 15000, 15000, null]);
  backoff.reset();
  assert.equal(backoff.next(), 1000);
});

test('the delays are those that were asked for', () => {
  const backoff = createBackoff({ first: 10, factor: 3, max: 50, limit: 3 });
  assert.deepEqual([backoff.next(), backoff.next(), backoff.next(), backoff.next()], [10, 30, 50, null]);
});
