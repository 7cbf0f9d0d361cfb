// From the command to the page, from a save to the page, and what a mistake looks like. Figures are told, not judged.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { homeWords } from '../project.mjs';
import { newContext } from '../start.mjs';
import { editor, openShell } from './shell.mjs';

const home = 'miniprogram/pages/home/home';

test('from the command to the home page', async (t) => {
  await (await newContext({})).close();
  const begun = performance.now();
  const shell = await openShell(t, { own: true });
  await shell.shows(homeWords.title);
  t.diagnostic(`home page ${Math.round(performance.now() - begun)} ms after the command, in a browser that runs already`);
});

for (const [kind, file, change, look] of [
  ['template', `${home}.wxml`, (text) => text.replace('{{words.title}}', 'A saved template'), 'A saved template'],
  ['words', 'miniprogram/pages/home/words.js', (text) => text.replace(homeWords.title, 'Saved words'), 'Saved words'],
  ['script', `${home}.js`, (text) => text.replace('data: {', "data: { ...{}, saved: 'A saved script' },\n  onShow() { this.setData({ 'words.title': 'A saved script' }); },\n  was: {"), 'A saved script'],
]) {
  test(`a saved ${kind} is shown`, async (t) => {
    const saved = editor(t, file);
    const shell = await openShell(t);
    await shell.shows(homeWords.title);
    const begun = performance.now();
    saved.change(change);
    await shell.shows(look);
    t.diagnostic(`${kind}: ${Math.round(performance.now() - begun)} ms from the save to the page`);
  });
}

test('a saved style is shown, and the page is not loaded anew', async (t) => {
  const saved = editor(t, `${home}.wxss`);
  const shell = await openShell(t);
  await shell.shows(homeWords.title);
  await shell.inPhone(() => (window.sameAsBefore = true));
  const begun = performance.now();
  saved.change((text) => `${text}\n.phone-scroll { outline: 3px solid rgb(1, 2, 3); }\nview { color: rgb(1, 2, 3); }\n`);
  await shell.until(() => [...document.querySelectorAll('wx-view')].some((each) => getComputedStyle(each).color === 'rgb(1, 2, 3)'));
  t.diagnostic(`style: ${Math.round(performance.now() - begun)} ms from the save to the page`);
  assert.equal(await shell.inPhone(() => window.sameAsBefore), true);
});

for (const [mistake, file, change, at] of [
  ['an unclosed tag', `${home}.wxml`, (text) => `${text}\n<view><text></view>\n`, '<view><text></view>'],
  ['a wrong end tag', `${home}.wxml`, (text) => `${text}\n<view>\n<view></vieww>\n</view>\n`, '</vieww>'],
  ['a bad expression', `${home}.wxml`, (text) => `${text}\n<view>{{ a + }}</view>\n`, '{{ a + }}'],
  ['a bad statement', `${home}.js`, (text) => `${text}\nconst = 1;\n`, 'const = 1'],
  ['a missing module', `${home}.js`, (text) => `${text}\nrequire('./nowhere');\n`, './nowhere'],
  ['a bad JSON file', `${home}.json`, (text) => text.replace('{', '{\n  "a": oops,'), 'oops'],
  ['an unclosed rule', `${home}.wxss`, (text) => `${text}\n.unclosed { color: red`, '.unclosed'],
  ['a missing component', `${home}.json`, (text) => text.replace('"usingComponents": {', '"usingComponents": {\n    "x-none": "./none",'), 'x-none'],
]) {
  test(`${mistake} is named with its line, and forgotten when it is mended`, async (t) => {
    const saved = editor(t, file);
    const shell = await openShell(t);
    await shell.shows(homeWords.title);
    saved.change(change);
    const alert = shell.page.getByRole('alert');
    await alert.getByText(`${file}:${saved.lineOf(change, at)}`).waitFor();
    assert.equal(await alert.locator('article').count(), 1, 'mistakes beside the one');
    assert.match(shell.dev.said(), new RegExp(`${file}:${saved.lineOf(change, at)}`));
    saved.restore();
    await alert.waitFor({ state: 'detached' });
    await shell.shows(homeWords.title);
  });
}

for (const [fault, change, at] of [
  ['a page that throws', (text) => text.replace('Page({', 'Page({\n  onLoad() {\n    this.nothing.at.all();\n  },'), 'this.nothing.at.all'],
  ['a promise that nobody catches', (text) => text.replace('Page({', "Page({\n  async onShow() {\n    throw new Error('nobody caught it');\n  },"), 'nobody caught it'],
]) {
  test(`${fault} is named with its line`, async (t) => {
    const saved = editor(t, `${home}.js`);
    saved.change(change);
    const shell = await openShell(t, { faults: [/./] });
    const alert = shell.page.getByRole('alert');
    await alert.getByText(`${home}.js:${saved.lineOf(change, at)}`).waitFor();
    saved.restore();
    await alert.waitFor({ state: 'detached' });
  });
}

test('what a page says on console.error is a note beside the phone', async (t) => {
  const saved = editor(t, `${home}.js`);
  const change = (text) => text.replace('Page({', "Page({\n  onShow() {\n    console.error('it went wrong');\n  },");
  saved.change(change);
  const shell = await openShell(t, { faults: [/it went wrong/] });
  await shell.page.getByText(`${home}.js:${saved.lineOf(change, 'it went wrong')}`).waitFor();
  assert.equal(await shell.page.getByRole('alert').count(), 0);
  saved.restore();
  await shell.shows(homeWords.title);
});

test('a mistake that is there from the start is named', async (t) => {
  const saved = editor(t, `${home}.wxml`);
  saved.change((text) => `${text}\n<view><text></view>\n`);
  const shell = await openShell(t, { own: true });
  const alert = shell.page.getByRole('alert');
  await alert.getByText(`${home}.wxml:`).waitFor();
  saved.restore();
  await shell.shows(homeWords.title);
  assert.equal(await alert.count(), 0);
});
