import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLimiter } from '../live/limiter.js';

const NOW = 1_700_000_000_000;

test('a burst, then one per interval, each key by itself', () => {
  const limiter = createLimiter(3, 1000);
  for (let i = 0; i < 3; i += 1) assert.equal(limiter.wait('a', NOW), 0);
  assert.equal(limiter.wait('a', NOW), 1000);
  assert.equal(limiter.wait('b', NOW), 0);
  assert.equal(limiter.wait('a', NOW + 999), 1);
  assert.equal(limiter.wait('a', NOW + 1000), 0);
  for (let i = 0; i < 3; i += 1) assert.equal(limiter.wait('a', NOW + 3_600_000), 0);
});

test('keys that are not active any more are forgotten', () => {
  const limiter = createLimiter(3, 1000);
  for (let i = 0; i < 100_000; i += 1) limiter.wait(String(i), NOW + i);
  assert.ok(limiter.size() <= 4096, `${limiter.size()} keys kept`);
});
