// Pictures go out at their rate, and never stop.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPace, STILL } from '../live/pace.mjs';

/** When pictures go out for a camera that has one every so many ms, and a page that looks every STILL, or less often. */
function send({ length, fps = 15, every, stands = () => false, look = STILL }) {
  const pace = createPace();
  const sent = [];
  for (let now = 0; now < length; now += 1) {
    if (now % every === 0 && !stands(now) && pace.take(now, fps)) sent.push(now);
    if (now % look === 0 && pace.begun && pace.repeat(now)) sent.push(now);
  }
  return sent;
}

const longest = (sent) => Math.max(...sent.slice(1).map((now, i) => now - sent[i]));

test('the rate is that of the page’s wish, or the camera’s when it is slower', () => {
  assert.ok(Math.abs(send({ length: 10_000, every: 33 }).length - 150) <= 2);
  assert.equal(send({ length: 10_000, every: 100 }).length, 100);
});

test('a camera that stands still for 40 s leaves its last picture, and no burst after that', () => {
  const sent = send({ length: 60_000, every: 33, stands: (now) => now > 10_000 && now < 50_000 });
  assert.ok(longest(sent) <= 2 * STILL);
  assert.ok(Math.abs(sent.filter((now) => now > 50_500).length - 142) <= 3);
});

test('in a hidden tab a picture goes out every second or two', () => {
  assert.ok(longest(send({ length: 60_000, every: 33, stands: (now) => now > 10_000, look: 1000 })) <= 2000);
});
