// One picture of all pages for the README: screens/LANGUAGE/pages-THEME.webp.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { lang } from './view.mjs';

/** Of one page, and between two, px. */
const WIDTH = 200;
const GAP = 8;

const here = (...names) => path.join(import.meta.dirname, ...names);

/** One screen for each page. */
const SCREENS = ['home', 'rooms', 'create', 'room-viewer', 'push', 'play'];

/** Puts the kept screens of a theme side by side. @param {string} theme */
export function makeSheet(theme) {
  const screens = SCREENS.flatMap((name) => ['-i', here('screens', lang, `${name}-${theme}.webp`)]);
  const fitted = SCREENS.map((_, at) => `[${at}]format=rgba,scale=${WIDTH}:-2:flags=lanczos,pad=iw+${GAP}:ih:0:0:black@0[page${at}]`);
  const row = `${SCREENS.map((_, at) => `[page${at}]`).join('')}hstack=inputs=${SCREENS.length}`;
  const sheet = here('screens', lang, `pages-${theme}.webp`);
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...screens, '-filter_complex', [...fitted, row].join(';'), '-c:v', 'libwebp', '-quality', '60', '-compression_level', '6', sheet]);
}
