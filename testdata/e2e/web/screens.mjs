// Compares what a phone shows with the picture kept in screens/LANGUAGE/NAME.webp.
//
//   UPDATE_SCREENS=1 go test ./cmd/e2e/browser/screens   keeps the pictures of this run instead
//
// Pictures are taken at twice the size, for the READMEs, and compared at half of it, so that another build of
// Chromium with the same fonts passes. Camera and streams show a still picture, and the clock stands.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { halved, regions, sideBySide } from './pixels.mjs';
import { lang } from './view.mjs';

/** Pixels per pixel of a picture. */
export const SCALE = 2;

/** How far a colour may be off, 0 to 1, and how much of a picture may be. */
const COLOUR = 0.15;
const SHARE = 0.003;

const folder = path.join(import.meta.dirname, 'screens', lang);
const ffmpeg = (args, input) => execFileSync('ffmpeg', ['-v', 'error', ...args, '-'], { input, maxBuffer: 1 << 26 });

const toWebP = (png) => ffmpeg(['-f', 'png_pipe', '-i', '-', '-c:v', 'libwebp', '-quality', '80', '-compression_level', '6', '-f', 'webp'], png);
const toPNG = (file) => ffmpeg(['-i', file, '-f', 'image2pipe', '-c:v', 'png', '-pix_fmt', 'rgba']);

/** A picture may be taken amid a change: as many are taken before it counts. */
const ATTEMPTS = 5;

/**
 * @param {{ page: import('playwright-core').Page }} phone
 * @param {string} name
 */
export async function checkScreen({ page }, name) {
  const file = path.join(folder, `${name}.webp`);
  if (process.env.UPDATE_SCREENS) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, toWebP(await take(page)));
    return;
  }
  assert.ok(existsSync(file), `${file} is not there: UPDATE_SCREENS=1 makes it`);
  const kept = PNG.sync.read(toPNG(file));
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const found = difference(kept, PNG.sync.read(await take(page)));
    if (!found) return;
    if (attempt === ATTEMPTS) assert.fail(`${lang}/${name}: ${tell(found, name)}`);
  }
}

/** What stays when nothing moves any more. */
async function take(page) {
  await page.waitForFunction(() => {
    const images = [...document.querySelectorAll('wx-image')].map(({ shadowRoot }) => shadowRoot.querySelector('img'));
    return document.fonts.status === 'loaded' && !document.querySelector('.phone-toast') && images.every((image) => !image.src || image.naturalWidth > 0);
  });
  return page.screenshot({ animations: 'disabled', caret: 'hide', scale: 'device' });
}

/** @param {PNG} kept @param {PNG} taken @returns {{ share: number, pictures: PNG[] } | null} */
function difference(kept, taken) {
  const sizes = [kept, taken].map(({ width, height }) => `${width}×${height}`);
  assert.equal(sizes[1], sizes[0], 'size of the picture');
  const pictures = [halved(kept), halved(taken)];
  const [{ width, height }] = pictures;
  const mask = new PNG({ width, height });
  const differing = pixelmatch(pictures[0].data, pictures[1].data, mask.data, width, height, { threshold: COLOUR, diffMask: true });
  const share = differing / (width * height);
  return share > SHARE ? { share, pictures: [...pictures, mask] } : null;
}

/** @param {{ share: number, pictures: PNG[] }} found @param {string} name */
function tell({ share, pictures: [expected, actual, mask] }, name) {
  const percent = (value) => `${(value * 100).toFixed(2)} %`;
  const places = regions(mask).map(({ x, y, width, height }) => `${width}×${height} px at ${x}, ${y}`);
  pixelmatch(expected.data, actual.data, mask.data, mask.width, mask.height, { threshold: COLOUR });
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'mlvb-screens-')), `${lang}-${name}.png`);
  writeFileSync(file, PNG.sync.write(sideBySide([expected, actual, mask])));
  return `${percent(share)} of the picture differ, ${percent(SHARE)} may\n  ${places.join('\n  ')}\n  expected | actual | difference: ${file}`;
}
