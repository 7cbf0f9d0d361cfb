// A mini-program that mlvb did not make: every page shows what it does in WeChat.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShell } from '../shell/shell.mjs';
import { startPhone } from '../start.mjs';
import { broken, cases } from './cases.mjs';

/** What every phone reports, whatever page it shows. */
const faults = [/pages\/broken\/broken\.wxml/];

/** @param {import('node:test').TestContext} t @param {string} name @param {import('../start.mjs').Options} [options] */
async function opened(t, name, options) {
  const phone = await startPhone(t, null, { faults, ...options });
  await phone.open(`pages/${name}/${name}`);
  return phone;
}

for (const [name, { reads }] of Object.entries(cases)) {
  test(`${name} shows ${reads.join(' and ')}`, async (t) => {
    await (await opened(t, name)).sees(...reads);
  });
}

test('data attributes are in lower case', async (t) => {
  const phone = await opened(t, 'upper-case-data');
  await phone.tapText('not yet');
  await phone.sees('room 12');
});

test('a handler of a wxs module calls the page', async (t) => {
  const phone = await opened(t, 'wxs-event');
  await phone.tap('add two');
  await phone.sees('now 3');
});

test('a page with a mistake stops alone, and is named here and in the terminal', async (t) => {
  const shell = await openShell(t, { hash: `#/${broken.route}` });
  const place = `${broken.route}.wxml:${broken.line}`;
  const alert = shell.page.getByRole('alert');
  await alert.getByText(place).waitFor();
  assert.match(shell.dev.said(), new RegExp(place));
  await shell.page.evaluate(() => (location.hash = '#/pages/for-items/for-items'));
  await shell.shows('0 ada');
  await alert.waitFor({ state: 'detached' });
});

test('a tab bar of the mini-program’s own stands on each tab and knows which one', async (t) => {
  const phone = await opened(t, 'one');
  await phone.sees('tab one', 'tab number 0');
  await phone.tap('go to two');
  await phone.isAt('pages/two/two');
  await phone.sees('tab two', 'tab number 1');
});

test('the address of a tab says who its user is', async (t) => {
  const shell = await openShell(t, { hash: '?user=小李#/pages/login/login' });
  await shell.shows(`code name:${encodeURIComponent('小李')}`);
});

test('each user has a name, and a storage of their own', async (t) => {
  const li = await opened(t, 'login', { user: '小李' });
  await li.sees(`code name:${encodeURIComponent('小李')}`, 'nothing kept');
  await li.tap('keep');
  await li.sees('kept something');
  const wang = await opened(t, 'login', { user: '小王', beside: li });
  await wang.sees(`code name:${encodeURIComponent('小王')}`, 'nothing kept');
  await li.open('pages/login/login');
  await li.sees('kept something');
});
