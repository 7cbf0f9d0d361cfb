// Pictures as arrays of pixels.
import { PNG } from 'pngjs';

/** Cells in which differing pixels are counted as one region when they touch. */
const CELL = 16;

/** A picture of half the size: each pixel is the mean of four. @param {PNG} picture */
export function halved({ width, height, data }) {
  const half = new PNG({ width: width >> 1, height: height >> 1 });
  for (let y = 0; y < half.height; y += 1) {
    for (let x = 0; x < half.width; x += 1) {
      const at = (2 * y * width + 2 * x) * 4;
      for (let band = 0; band < 4; band += 1) {
        const sum = data[at + band] + data[at + 4 + band] + data[at + width * 4 + band] + data[at + width * 4 + 4 + band];
        half.data[(y * half.width + x) * 4 + band] = sum >> 2;
      }
    }
  }
  return half;
}

/** @param {PNG[]} pictures of one height */
export function sideBySide(pictures) {
  const all = new PNG({ width: pictures.reduce((sum, { width }) => sum + width, 0), height: pictures[0].height });
  let left = 0;
  for (const picture of pictures) {
    PNG.bitblt(picture, all, 0, 0, picture.width, picture.height, left, 0);
    left += picture.width;
  }
  return all;
}

/**
 * The rectangles in which pixels are set, the largest first.
 * @param {PNG} mask of which only opaque pixels count
 */
export function regions({ width, height, data }) {
  /** @type {Map<string, { left: number, top: number, right: number, bottom: number }>} */
  const cells = new Map();
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!data[(y * width + x) * 4 + 3]) continue;
      const key = `${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`;
      cells.set(key, around(cells.get(key), { left: x, top: y, right: x + 1, bottom: y + 1 }));
    }
  }
  const found = [];
  for (const [key] of cells) if (cells.has(key)) found.push(taken(cells, key));
  const boxes = found.map(({ left, top, right, bottom }) => ({ x: left, y: top, width: right - left, height: bottom - top }));
  return boxes.sort((a, b) => b.width * b.height - a.width * a.height).slice(0, 8);
}

/** Takes a cell and all that touch it out of the map. */
function taken(cells, key) {
  let box;
  const next = [key];
  while (next.length) {
    const at = next.pop();
    if (!cells.has(at)) continue;
    box = around(box, cells.get(at));
    cells.delete(at);
    const [x, y] = at.split(' ').map(Number);
    for (const dy of [-1, 0, 1]) for (const dx of [-1, 0, 1]) next.push(`${x + dx} ${y + dy}`);
  }
  return box;
}

const around = (a, b) =>
  a
    ? { left: Math.min(a.left, b.left), top: Math.min(a.top, b.top), right: Math.max(a.right, b.right), bottom: Math.max(a.bottom, b.bottom) }
    : b;
