// What components of a mini-program may do, in the words of WeChat's documentation.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, settled } from './mini-program.mjs';

const using = (...names) => JSON.stringify({ usingComponents: Object.fromEntries(names.map((name) => [name, `/${name}`])) });
const component = '{"component": true}';

test('component-export: selectComponent gives what export() gives', () => {
  const { page } = open({
    'page.json': using('my-box'), 'page.wxml': '<my-box id="box" />',
    'my-box.json': component, 'my-box.wxml': '<text>in the box</text>',
    'my-box.js': 'Component({ behaviors: ["wx://component-export"], export() { return { hello: "there" }; } });',
  });
  assert.deepEqual(page.selectComponent('#box'), { hello: 'there' });
});

test('component-export: a behaviour may export for its components', () => {
  const { page } = open({
    'page.json': using('my-box'), 'page.wxml': '<my-box id="box" />',
    'my-box.json': component,
    'my-box.js': 'const shared = Behavior({ behaviors: ["wx://component-export"], export() { return this.data.kind; } }); Component({ behaviors: [shared], data: { kind: "oak" } });',
  });
  assert.equal(page.selectComponent('#box'), 'oak');
});

test('form-field: name and value are properties', () => {
  const { page } = open({
    'page.json': using('my-field'), 'page.wxml': '<my-field id="field" name="size" value="{{3}}" />',
    'my-field.json': component, 'my-field.js': 'Component({ behaviors: ["wx://form-field"] });',
  });
  assert.deepEqual(page.selectComponent('#field').data, { name: 'size', value: 3 });
});

test('generics: the page chooses a component, or the default is taken', () => {
  const { text } = open({
    'page.json': using('my-list', 'my-row'), 'page.wxml': '<my-list generic:row="my-row" /><my-list />',
    'my-list.json': JSON.stringify({ component: true, componentGenerics: { row: { default: './my-default' } } }), 'my-list.js': 'Component({})', 'my-list.wxml': '<row />',
    'my-row.json': component, 'my-row.js': 'Component({})', 'my-row.wxml': 'chosen ',
    'my-default.json': component, 'my-default.js': 'Component({})', 'my-default.wxml': 'default',
  });
  assert.equal(text(), 'chosen default');
});

test('slots by name', () => {
  const { $ } = open({
    'page.json': using('my-card'), 'page.wxml': '<my-card><text slot="after">2</text><text slot="before">1</text></my-card>',
    'my-card.json': component, 'my-card.js': 'Component({ options: { multipleSlots: true } })', 'my-card.wxml': '<view><slot name="before" />-<slot name="after" /></view>',
  });
  assert.equal($('wx-view').textContent, '1-2');
});

test('a virtual host has no element of its own', () => {
  const { $ } = open({
    'page.json': using('my-row'), 'page.wxml': '<view id="outer"><my-row /></view>',
    'my-row.json': component, 'my-row.js': 'Component({ options: { virtualHost: true } })', 'my-row.wxml': '<text>row</text>',
  });
  assert.equal($('#outer').firstElementChild.localName, 'wx-text');
});

test('external classes are those of the page', () => {
  const { $ } = open({
    'page.json': using('my-row'), 'page.wxml': '<my-row row-class="red big" />',
    'my-row.json': component, 'my-row.js': 'Component({ externalClasses: ["row-class"] })', 'my-row.wxml': '<view class="row-class own" />',
  });
  assert.deepEqual([...$('wx-view').classList].sort(), ['big', 'my-row--own', 'red']);
});

test('the isolation of styles may stand in the script or in the JSON file', () => {
  const { $, shared } = open({
    'page.json': using('my-free', 'my-open'), 'page.wxml': '<my-free /><my-open />',
    'my-free.json': component, 'my-free.js': 'Component({ options: { styleIsolation: "shared" } })', 'my-free.wxml': '<view class="a" />',
    'my-open.json': '{"component": true, "styleIsolation": "apply-shared"}', 'my-open.js': 'Component({})', 'my-open.wxml': '<text class="a" />',
  });
  assert.deepEqual([...$('wx-view').classList], ['a']);
  assert.deepEqual([...$('wx-text').classList].sort(), ['a', 'my-open--a']);
  assert.deepEqual(shared, ['my-free']);
});

test('relations link children to their parent', () => {
  const { page } = open({
    'page.json': using('my-list', 'my-item'), 'page.wxml': '<my-list id="list"><my-item /><my-item /></my-list>',
    'my-list.json': component, 'my-list.wxml': '<slot />',
    'my-list.js': 'Component({ data: { n: 0 }, relations: { "./my-item": { type: "child", linked() { this.setData({ n: this.data.n + 1 }); } } } })',
    'my-item.json': component, 'my-item.js': 'Component({ relations: { "./my-list": { type: "parent" } } })',
  });
  const list = page.selectComponent('#list');
  assert.equal(list.data.n, 2);
  assert.equal(list.getRelationNodes('./my-item').length, 2);
});

test('relations by a behaviour', () => {
  const { page } = open({
    'page.json': using('my-list', 'my-item'), 'page.wxml': '<my-list id="list"><my-item /></my-list>',
    'shared.js': 'module.exports = Behavior({});',
    'my-list.json': component, 'my-list.wxml': '<slot />',
    'my-list.js': 'const item = require("./shared"); Component({ relations: { items: { type: "descendant", target: item } } })',
    'my-item.json': component, 'my-item.js': 'const item = require("./shared"); Component({ behaviors: [item], relations: { "./my-list": { type: "ancestor" } } })',
  });
  assert.equal(page.selectComponent('#list').getRelationNodes('items').length, 1);
});

test('observers of data and of properties hear of changes', () => {
  const { page } = open({
    'page.json': using('my-sum'), 'page.wxml': '<my-sum id="sum" a="{{a}}" />', 'page.js': 'Page({ data: { a: 1 } })',
    'my-sum.json': component,
    'my-sum.js': `Component({ properties: { a: Number, old: { type: Number, observer: "turned" } }, data: { b: 2, c: 0, heard: [] },
      observers: { "a, b": function (a, b) { this.setData({ c: a + b }); } }, methods: { turned(now, before) { this.setData({ heard: [before, now] }); } } })`,
  });
  const sum = page.selectComponent('#sum');
  page.setData({ a: 5 });
  assert.equal(sum.data.c, 7);
  sum.setData({ old: 4 });
  assert.deepEqual(sum.data.heard, [0, 4]);
});

test('life of a component: created, attached, ready, and the page\'s show', async () => {
  const heard = [];
  open({
    'page.json': using('my-box'), 'page.wxml': '<my-box />', 'my-box.json': component,
    'my-box.js': 'const hear = (name) => () => wx.push(name); Component({ created: hear("old"), lifetimes: { created: hear("created"), attached: hear("attached"), ready: hear("ready") } })',
  }, { globals: { wx: heard } });
  await settled();
  assert.deepEqual(heard, ['created', 'attached', 'ready']);
});

test('a component of a plugin is a box with its name, and the page goes on', () => {
  const { $, text } = open({
    'page.json': '{"usingComponents": {"my-plugin": "plugin://kit/thing"}}', 'page.wxml': '<my-plugin value="1" bind:change="none" /><text>after</text>',
  });
  assert.equal($('wx-absent').label, '<my-plugin>');
  assert.equal(text(), 'after');
});

test('a page may be a Component: its properties are the query, its classes the page\'s', () => {
  const { text, $ } = open({
    'page.json': component, 'page.js': 'Component({ properties: { id: Number } })', 'page.wxml': '<view class="a">{{id + 1}}</view>',
  }, { query: { id: '7' } });
  assert.equal(text(), '8');
  assert.deepEqual([...$('wx-view').classList], ['a']);
});

test('animate, observers and queries are methods of every page and component', () => {
  const own = { getTabBar: () => 'bar' };
  const { page } = open({ 'page.wxml': '' }, { methods: own });
  assert.equal(page.getTabBar(), 'bar');
});
