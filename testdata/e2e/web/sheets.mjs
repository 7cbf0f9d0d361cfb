// One picture of all pages for the READMEs of the projects: templates/live/LANGUAGE/docs/pages-THEME.webp.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { lang, pages } from './project.mjs';

/** Of one page, and between two, px. */
const WIDTH = 240;
const GAP = 8;

const here = (...names) => path.join(import.meta.dirname, ...names);

/** The screen that stands for a page. @param {string} page */
const screenOf = (page) => (page === 'room' ? 'room-viewer' : page);

/** Puts the kept screens of a theme side by side. @param {string} theme */
export function makeSheet(theme) {
  const screens = pages.flatMap((page) => ['-i', here('screens', lang, `${screenOf(page)}-${theme}.webp`)]);
  const fitted = pages.map((_, at) => `[${at}]format=rgba,scale=${WIDTH}:-2:flags=lanczos,pad=iw+${GAP}:ih:0:0:black@0[page${at}]`);
  const row = `${pages.map((_, at) => `[page${at}]`).join('')}hstack=inputs=${pages.length}`;
  const sheet = here('../../../templates/live', lang, 'docs', `pages-${theme}.webp`);
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...screens, '-filter_complex', [...fitted, row].join(';'), '-c:v', 'libwebp', '-quality', '70', '-compression_level', '6', sheet]);
}
