// What the tests know of the project of the template that they run against.
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './view.mjs';

const require = createRequire(import.meta.url);
const live = 'miniprogram/packages/live';

/** A module of the project. @param {string} name path from its root */
const load = (name) => require(path.join(root, name));

export const words = load(`${live}/words/index.js`);
export const homeWords = load('miniprogram/pages/home/words.js');
export const roomWords = load(`${live}/components/mlvb-live-room/words.js`);
export const states = load(`${live}/components/mlvb-live-room/state-codes.js`);

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
