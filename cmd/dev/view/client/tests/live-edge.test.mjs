// A viewer stays where the stream is live, or says that it waits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLiveEdge } from '../live/live-edge.mjs';
import { createPlayStates } from '../live/play-states.mjs';

const cache = { least: 1, most: 3 };
const range = (start, end) => ({ start, end });

/** Looks every 250 ms from 0 on. @param {(now: number) => object} state @param {number} length ms */
function watch(state, length) {
  const edge = createLiveEdge(cache);
  const steps = [];
  for (let now = 0; now <= length; now += 250) steps.push({ now, ...edge.look({ time: 0, latest: undefined, idle: false, ...state(now) }, now) });
  return steps;
}

const first = (steps, which) => steps.find(which)?.now;

test('what plays is left alone', () => {
  const steps = watch((now) => ({ time: now / 1000, latest: range(0, now / 1000 + 2) }), 60_000);
  assert.ok(steps.every(({ waits, seek, renew }) => !waits && seek === null && !renew));
});

test('without a picture it waits after a second, and the stream is loaded anew after ten', () => {
  const steps = watch(() => ({}), 12_000);
  assert.equal(first(steps, ({ waits }) => waits), 1000);
  assert.equal(first(steps, ({ renew }) => renew), 10_000);
});

test('a picture that is not to move does not wait', () => {
  assert.ok(watch(() => ({ idle: true, latest: range(0, 60) }), 20_000).every(({ waits, seek, renew }) => !waits && seek === null && !renew));
});

test('what begins beyond a gap is gone to', () => {
  const sought = watch(() => ({ latest: range(41, 41.5) }), 2000).filter(({ seek }) => seek !== null);
  assert.deepEqual(sought[0], { now: 0, waits: false, seek: 41, renew: false });
  const near = watch(() => ({ time: 5, latest: range(6, 6.4) }), 2000).filter(({ seek }) => seek !== null);
  assert.deepEqual(near[0], { now: 1000, waits: true, seek: 6, renew: false });
});

test('a stand at the end of the buffer is waited out', () => {
  assert.ok(watch(() => ({ time: 5, latest: range(0, 5.05) }), 9000).every(({ seek }) => seek === null));
});

test('more than some seconds behind, the picture goes to the live edge', () => {
  const { look } = createLiveEdge(cache);
  assert.equal(look({ time: 4, latest: range(0, 9), idle: false }, 0).seek, null);
  assert.equal(look({ time: 4.1, latest: range(0, 9.2), idle: false }, 250).seek, 8.2);
});

test('a viewer who waits for the first picture is told that it loads, once', () => {
  const told = [];
  let now = 1;
  const states = createPlayStates((code) => told.push(code), () => now);
  states.pulling();
  states.late();
  states.late();
  states.playing();
  assert.deepEqual(told.splice(0), [2002, 2007, 2004]);
  states.waiting();
  now = 3000;
  states.late();
  states.playing();
  assert.deepEqual(told, [2007, 2105, 2004]);
});
