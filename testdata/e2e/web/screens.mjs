// Compares what a phone shows with the picture kept in screens/LANGUAGE/NAME.webp.
//
//   UPDATE_SCREENS=1 go test ./cmd -run TestWeb        keeps the pictures of this run instead
//
// Pictures are taken at twice the size, for the READMEs, and compared at half of it, so that another build of
// Chromium with the same fonts passes. What moves by itself is masked by the test.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { halved, regions, sideBySide } from './pixels.mjs';
import { lang } from './project.mjs';

/** Pixels per pixel of a picture. */
export const SCALE = 2;

/** How far a colour may be off, 0 to 1, and how much of a picture may be. */
const COLOUR = 0.15;
const SHARE = 0.003;

const folder = path.join(import.meta.dirname, 'screens', lang);
const ffmpeg = (args, input) => execFileSync('ffmpeg', ['-v', 'error', ...args, '-'], { input, maxBuffer: 1 << 26 });

const toWebP = (png) => ffmpeg(['-f', 'png_pipe', '-i', '-', '-c:v', 'libwebp', '-quality', '80', '-compression_level', '6', '-f', 'webp'], png);
const toPNG = (file) => ffmpeg(['-i', file, '-f', 'image2pipe', '-c:v', 'png', '-pix_fmt', 'rgba']);

/**
 * @param {{ page: import('playwright-core').Page }} phone
 * @param {string} name
 * @param {import('playwright-core').Locator[]} [mask]
 */
export async function checkScreen({ page }, name, mask = []) {
  await page.evaluate(() => document.fonts.ready);
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide', scale: 'device', mask, maskColor: '#777' });
  const file = path.join(folder, `${name}.webp`);
  if (process.env.UPDATE_SCREENS) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, toWebP(png));
    return;
  }
  assert.ok(existsSync(file), `${file} is not there: UPDATE_SCREENS=1 makes it`);
  compare(name, PNG.sync.read(toPNG(file)), PNG.sync.read(png));
}

function compare(name, kept, taken) {
  const sizes = [kept, taken].map(({ width, height }) => `${width}×${height}`);
  assert.equal(sizes[1], sizes[0], `${lang}/${name}: size of the picture`);
  const [expected, actual] = [halved(kept), halved(taken)];
  const { width, height } = expected;
  const difference = new PNG({ width, height });
  const differing = pixelmatch(expected.data, actual.data, difference.data, width, height, { threshold: COLOUR, diffMask: true });
  const share = differing / (width * height);
  if (share <= SHARE) return;
  const places = regions(difference).map(({ x, y, width: w, height: h }) => `${w}×${h} px at ${x}, ${y}`);
  pixelmatch(expected.data, actual.data, difference.data, width, height, { threshold: COLOUR });
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'mlvb-screens-')), `${lang}-${name}.png`);
  writeFileSync(file, PNG.sync.write(sideBySide([expected, actual, difference])));
  const percent = (value) => `${(value * 100).toFixed(2)} %`;
  assert.fail(`${lang}/${name}: ${percent(share)} of the picture differ, ${percent(SHARE)} may\n  ${places.join('\n  ')}\n  expected | actual | difference: ${file}`);
}
