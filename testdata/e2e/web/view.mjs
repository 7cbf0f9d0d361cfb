// What the tests know of any project that mlvb dev shows.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
export const root = process.env.MLVB_PROJECT;

/** Language of the browser view: the project's. */
export const lang = process.env.MLVB_LOCALE;
export const webWords = require(path.resolve(import.meta.dirname, `../../../cmd/dev/view/client/words/${lang}.js`));

export const { appid } = JSON.parse(readFileSync(path.join(root, 'project.config.json'), 'utf8'));
