// Forms see the controls of their own template, and of components that let them.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { open, settled } from './mini-program.mjs';

/** @type {typeof import('../tags/native.mjs').Native} */
let Native;
before(async () => {
  // They stand on the document that mini-program.mjs makes.
  const [{ Button }, { Input }, { Form }, native] = await Promise.all(['button', 'field', 'form', 'native'].map((name) => import(`../tags/${name}.mjs`)));
  ({ Native } = native);
  for (const [name, tag] of Object.entries({ 'wx-form': Form, 'wx-input': Input, 'wx-button': Button })) customElements.define(name, tag);
});

const component = '{"component": true}';

/** A form with these components in it, beside a field and a button. */
function form(files) {
  const names = Object.keys(files).filter((name) => name.endsWith('.js')).map((name) => name.slice(0, -3));
  const opened = open({
    'page.js': 'Page({ data: { value: null, n: 0 }, submit({ detail }) { this.setData({ value: detail.value, n: this.data.n + 1 }); } })',
    'page.json': JSON.stringify({ usingComponents: Object.fromEntries(names.map((name) => [name, `/${name}`])) }),
    'page.wxml': `<form bindsubmit="submit"><input name="own" value="1" />${names.map((name) => `<${name} name="part" value="{{7}}" />`).join('')}<button id="send" form-type="submit" /></form>`,
    ...Object.fromEntries(names.map((name) => [`${name}.json`, component])),
    ...files,
  });
  Native.host = { keyboard: { on() {}, off() {} }, fire: (element, type, detail) => element.__wxElement.triggerEvent(type, detail), behaviors: () => opened.engine.behaviors };
  return { ...opened, press: (selector) => (opened.$(selector).act(), settled()) };
}

test('a component with form-field is a field', async () => {
  const { page, press } = form({ 'my-field.js': 'Component({ behaviors: ["wx://form-field"] })' });
  await press('#send');
  assert.deepEqual(page.data.value, { own: '1', part: 7 });
});

test('fields inside of a component belong to it, unless it has form-field-group', async () => {
  const inner = '<input name="inner" value="2" />';
  const { page, press } = form({
    'my-group.js': 'Component({ behaviors: ["wx://form-field-group"] })', 'my-group.wxml': inner,
    'my-closed.js': 'Component({})', 'my-closed.wxml': '<input name="closed" value="3" />',
  });
  await press('#send');
  assert.deepEqual(page.data.value, { own: '1', inner: '2' });
});

test('a button inside of a component submits when it has form-field-button', async () => {
  const { page, press } = form({
    'my-open.js': 'Component({ behaviors: ["wx://form-field-button"] })', 'my-open.wxml': '<button id="open" form-type="submit" />',
    'my-closed.js': 'Component({})', 'my-closed.wxml': '<button id="closed" form-type="submit" />',
  });
  await press('#closed');
  assert.equal(page.data.n, 0);
  await press('#open');
  assert.equal(page.data.n, 1);
});
