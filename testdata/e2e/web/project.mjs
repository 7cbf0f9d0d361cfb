// What the tests know of the project that they run against.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
export const root = process.env.MLVB_PROJECT;
const live = 'miniprogram/packages/live';

/** A module of the project. @param {string} name path from its root */
const load = (name) => require(path.join(root, name));
const json = (name) => JSON.parse(readFileSync(path.join(root, name), 'utf8'));

export const words = load(`${live}/words/index.js`);
export const homeWords = load('miniprogram/pages/home/words.js');
export const roomWords = load(`${live}/components/mlvb-live-room/words.js`);
export const webWords = load('web/words.js');
export const states = load(`${live}/components/mlvb-live-room/state-codes.js`);

/** Language of the project's words. */
export const { lang } = webWords.shell;
export const { appid } = json('project.config.json');

export const themes = ['light', 'dark'];

/** Longer than the 1024 bytes that a room's name may have. */
export const longName = 'Averylongwordwithoutanyspace'.repeat(20) + '很长的名字'.repeat(40);

/** Names that break careless layouts. */
export const hardNames = {
  long: longName.slice(0, 300),
  emoji: '👩‍👩‍👧‍👦🏳️‍🌈 生日快乐 🎂🎉',
  rightToLeft: 'بث مباشر: مرحبا بكم',
  markup: '<b>"bold"</b> & {{data}}',
  nothing: ' ',
};
