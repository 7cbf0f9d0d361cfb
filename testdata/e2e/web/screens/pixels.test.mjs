// The comparison of pictures itself: it sees what changed, and where.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PNG } from 'pngjs';
import { halved, regions, sideBySide } from '../pixels.mjs';

/** @param {{ x: number, y: number, width: number, height: number }[]} boxes what is white, all else is transparent */
function drawn(width, height, boxes) {
  const picture = new PNG({ width, height });
  for (const box of boxes) {
    for (let y = box.y; y < box.y + box.height; y += 1) picture.data.fill(255, (y * width + box.x) * 4, (y * width + box.x + box.width) * 4);
  }
  return picture;
}

test('regions are the rectangles around what touches, the largest first', () => {
  const boxes = [{ x: 3, y: 5, width: 20, height: 4 }, { x: 100, y: 90, width: 60, height: 50 }];
  assert.deepEqual(regions(drawn(200, 200, boxes)), [boxes[1], boxes[0]]);
  assert.deepEqual(regions(drawn(50, 50, [])), []);
});

test('half the size takes the mean', () => {
  const half = halved(drawn(4, 4, [{ x: 0, y: 0, width: 1, height: 2 }]));
  assert.deepEqual([half.width, half.height, half.data[0], half.data[4]], [2, 2, 127, 0]);
});

test('pictures stand side by side', () => {
  const white = drawn(2, 2, [{ x: 0, y: 0, width: 2, height: 2 }]);
  const both = sideBySide([drawn(3, 2, []), white]);
  assert.deepEqual([both.width, both.data[2 * 4], both.data[3 * 4]], [5, 0, 255]);
});
