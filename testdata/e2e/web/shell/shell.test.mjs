// What stands around the mini-program: address, device, theme, panel.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { homeWords, words as live } from '../project.mjs';
import { openShell, words } from './shell.mjs';

test('the title of the project is shown as it is written', async (t) => {
  const shell = await openShell(t);
  await shell.shows('说"播"就播 {{x}} <b>');
  await shell.shows(homeWords.title);
});

test('a page is opened by its short name, its whole path, and with a query', async (t) => {
  const shell = await openShell(t, { hash: '#/pages/push/push' });
  await shell.shows(live.push.start);
  await shell.isAt('packages/live/pages/push/push');
  await shell.page.evaluate(() => (location.hash = '#/packages/live/pages/create/create'));
  await shell.shows(live.create.note);
  await shell.page.evaluate(() => (location.hash = '#/pages/play/play?url=http%3A%2F%2Fhost%2Flive%2Fx.flv'));
  await shell.until(() => window.mlvb.page().data.url === 'http://host/live/x.flv');
});

test('the address follows the navigation, and survives a reload', async (t) => {
  const shell = await openShell(t);
  await shell.screen.getByText(homeWords.entries[0].text).click();
  await shell.isAt('pages/create/create');
  await shell.page.reload();
  await shell.shows(live.create.note);
  await shell.screen.getByLabel(words.back, { exact: true }).filter({ visible: true }).click();
  await shell.isAt('pages/home/home');
});

test('a page that does not exist is said, and forgotten on another one', async (t) => {
  const shell = await openShell(t, { hash: '#/pages/none/none', faults: [/pages\/none\/none/] });
  const alert = shell.page.getByRole('alert');
  await alert.getByText('pages/none/none').waitFor();
  await shell.page.evaluate(() => (location.hash = '#/pages/create/create'));
  await shell.shows(live.create.note);
  await alert.waitFor({ state: 'detached' });
});

test('another device has another size, and keeps the page', async (t) => {
  const shell = await openShell(t, { hash: '#/pages/create/create' });
  await shell.shows(live.create.note);
  for (const [name, width] of [['320×568', 320], ['430×932', 430], ['375×812', 375]]) {
    await shell.page.getByRole('radio', { name }).click();
    await shell.until((wanted) => innerWidth === wanted && window.mlvb?.ready, width);
    await shell.shows(live.create.note);
    assert.equal(await shell.inPhone(() => [...document.querySelectorAll('.phone-scroll')].some((each) => each.scrollWidth > each.clientWidth)), false);
  }
});

test('the theme changes the page, its bar and what its code hears', async (t) => {
  const shell = await openShell(t);
  await shell.shows(homeWords.title);
  const background = () => shell.inPhone(() => getComputedStyle(document.querySelector('.phone-page')).backgroundColor);
  const seen = new Set();
  for (const theme of [words.dark, words.light]) {
    await shell.page.getByRole('radio', { name: theme, exact: true }).click();
    await shell.until((wanted) => wx.getAppBaseInfo().theme === wanted, theme === words.dark ? 'dark' : 'light');
    seen.add(await background());
  }
  assert.equal(seen.size, 2, 'both themes look the same');
});

test('the panel shows pages, data and calls', async (t) => {
  const shell = await openShell(t);
  await shell.shows(homeWords.title);
  const panel = shell.page.locator('.panel');
  await panel.getByText('pages/home/home').waitFor();
  await panel.getByText(/^words: /).waitFor();
  await shell.inPhone(() => wx.setStorageSync('a key', { a: 'value' }));
  await panel.getByText('wx.setStorageSync').first().click();
  await panel.getByText(/"a key"/).first().waitFor();
});
