// Scripts of templates.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, settled } from './mini-program.mjs';

test('built-in functions, and nothing of the browser', () => {
  const { text } = open({
    'page.wxml': `<wxs module="m">module.exports = { plus: function (s) { return s.replace(getRegExp("-", "g"), "+") + getDate(0).getTime() + typeof document; } };</wxs>
      <text>{{m.plus("a-b-c")}}</text>`,
  });
  assert.equal(text().trim(), 'a+b+c0undefined');
});

test('subset of JavaScript: Math, JSON, Number, Date.parse', () => {
  const { text } = open({
    'page.wxml': `<wxs module="m">module.exports = [Math.max(1, 2), JSON.parse("[3]")[0], Number.MAX_VALUE > 4, Date.parse("1970-01-01T00:00:00Z")].join();</wxs>{{m}}`,
  });
  assert.equal(text(), '2,3,true,0');
});

test('a listener gets the event and the component, and calls its methods', () => {
  const { page, tap, $ } = open({
    'page.js': 'Page({ data: { n: 0 }, count({ by }) { this.setData({ n: this.data.n + by }); } })',
    'page.wxml': `<wxs module="m">module.exports = { tap: function (e, owner) {
        owner.callMethod("count", { by: e.detail.x + e.currentTarget.dataset.more });
        owner.selectComponent(".target").setStyle({ "font-size": "10px", lineHeight: 2 }).addClass("on");
        var state = e.instance.getState(); state.n = (state.n || 0) + 1;
        if (state.n > 1) owner.selectComponent(".target").removeClass("on");
      } };</wxs>
      <view id="press" bindtap="{{m.tap}}" data-more="{{1}}" /><text class="target {{n > 10 ? 'many' : ''}}">{{n}}</text>`,
  });
  tap('#press');
  assert.equal(page.data.n, 2);
  assert.equal($('.target').getAttribute('style'), ';;font-size:10px;line-height:2');
  assert.ok($('.target').classList.contains('on'));
  page.setData({ n: 11 });
  assert.ok($('.target').classList.contains('on'), 'the template\'s own classes changed');
  tap('#press');
  assert.ok(!$('.target').classList.contains('on'));
});

test('a listener that answers false ends the event\'s way', () => {
  const { page, tap } = open({
    'page.js': 'Page({ data: { n: 0 }, outer() { this.setData({ n: 1 }); } })',
    'page.wxml': '<wxs module="m">module.exports = { tap: function () { return false; } };</wxs><view bind:tap="outer"><view id="press" bind:tap="{{m.tap}}" /></view>',
  });
  tap('#press');
  assert.equal(page.data.n, 0);
});

test('change:prop hears of a property, with both values and the elements', async () => {
  const { page, $ } = open({
    'page.js': 'Page({ data: { n: 1, heard: [] }, hear(value) { this.setData({ heard: this.data.heard.concat([value]) }); } })',
    'page.wxml': `<wxs module="m">module.exports = { changed: function (now, before, owner, instance) {
        owner.callMethod("hear", [before === undefined ? null : before, now]);
        instance.setStyle("width: " + now + "px");
      } };</wxs><view id="watched" prop="{{n}}" change:prop="{{m.changed}}" />`,
  });
  await settled();
  page.setData({ n: 2 });
  await settled();
  assert.deepEqual(page.data.heard, [[null, 1], [1, 2]]);
  assert.match($('#watched').getAttribute('style'), /width: 2px/);
});

test('a method gets an event that it may keep', () => {
  const { page, tap } = open({
    'page.js': 'Page({ data: { event: null }, tapped(event) { this.setData({ event }); } })',
    'page.wxml': '<view data-room="1" mark:from="list" bindtap="tapped"><text id="inner" data-on="{{true}}">x</text></view>',
  });
  tap('#inner');
  const { timeStamp, ...event } = page.data.event;
  assert.deepEqual(event, {
    type: 'tap', detail: { x: 1, y: 2 }, mark: { from: 'list' }, mut: false,
    target: { id: 'inner', offsetLeft: 0, offsetTop: 0, dataset: { on: true } },
    currentTarget: { id: '', offsetLeft: 0, offsetTop: 0, dataset: { room: '1' } },
  });
});
