// Pages of tabs, and the bar below them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import './mini-program.mjs';
import { createPages } from '../runtime/pages.mjs';
import { createStyles } from '../runtime/styles.mjs';
import { createTabBar, DOT } from '../runtime/tab-bar.mjs';

const app = { tabBar: { color: '#888', selectedColor: '@red', list: [{ pagePath: 'a/a', text: 'A', iconPath: 'a.png' }, { pagePath: 'b/b', text: 'B' }] } };
const built = { app, pages: ['a/a', 'b/b', 'c/c'], theme: { light: { red: '#f00' } } };

function start() {
  const heard = [];
  const open = (route) => {
    const note = (what) => () => heard.push(`${what} ${route.path}`);
    return { route, load: note('load'), show: note('show'), ready() {}, hide: note('hide'), unload: note('unload') };
  };
  const pages = createPages({ built, open, changed() {} });
  return { pages, heard: () => heard.splice(0) };
}

test('pages of tabs stay alive, others go', () => {
  const { pages, heard } = start();
  pages.switchTab('/a/a');
  pages.navigateTo('/c/c');
  heard();
  pages.switchTab('/b/b');
  assert.deepEqual(heard(), ['unload c/c', 'load b/b', 'show b/b']);
  pages.switchTab('/a/a');
  assert.deepEqual(heard(), ['hide b/b', 'show a/a']);
  pages.switchTab('/a/a');
  assert.deepEqual(heard(), []);
  pages.navigateTo('/c/c');
  pages.switchTab('/a/a');
  assert.deepEqual(heard(), ['hide a/a', 'load c/c', 'show c/c', 'unload c/c', 'show a/a']);
  pages.reLaunch('/c/c');
  assert.deepEqual(heard(), ['unload a/a', 'load c/c', 'show c/c', 'unload b/b']);
  pages.switchTab('/a/a');
  assert.deepEqual(heard(), ['unload c/c', 'load a/a', 'show a/a']);
});

function bar(settings = {}) {
  const taps = [];
  const parent = document.body.appendChild(document.createElement('div'));
  const made = createTabBar(parent, { ...built, app: { tabBar: { ...app.tabBar, ...settings } } }, { theme: () => 'light', tapped: (tap) => taps.push(tap) });
  const tabs = () => [...parent.querySelectorAll('.phone-tab')];
  return { ...made, taps, tabs, element: parent.firstElementChild };
}

test('the bar is there on pages of tabs, with the colours of the theme', () => {
  const { show, tabs, element, taps } = bar();
  show('c/c');
  assert.ok(element.hidden);
  show('a/a');
  assert.ok(!element.hidden);
  assert.deepEqual(tabs().map(({ textContent }) => textContent), ['A', 'B']);
  assert.deepEqual(tabs().map((tab) => tab.getAttribute('aria-selected')), ['true', 'false']);
  assert.equal(tabs()[0].style.color, 'rgb(255, 0, 0)');
  assert.equal(tabs()[0].querySelector('img').getAttribute('src'), '/app/a.png');
  tabs()[1].click();
  assert.deepEqual(taps, [{ index: 1, pagePath: 'b/b', text: 'B' }]);
});

test('badges, other texts, other colours, and none at all', () => {
  const { show, tabs, setBadge, setItem, setStyle, hide, element } = bar();
  show('a/a');
  setBadge(1, '12345');
  setBadge(0, DOT);
  setItem(0, { text: 'Home' });
  setStyle({ color: '#0f0' });
  assert.deepEqual(tabs().map(({ textContent }) => textContent), ['Home', 'B…']);
  assert.ok(tabs()[0].querySelector('.phone-tab-badge--dot'));
  assert.equal(tabs()[1].style.color, 'rgb(0, 255, 0)');
  assert.throws(() => setBadge(2, '1'), /tabbar item not found/);
  hide(true);
  assert.ok(element.hidden);
});

test('an app that draws its own bar has no other', () => {
  const { show, element } = bar({ custom: true });
  show('a/a');
  assert.ok(element.hidden);
});

test('style sheets become CSS; the page on top has its own, and shared classes have no prefix', () => {
  const sheet = (path) => document.querySelector(`style[data-path="${path}"]`);
  const styles = createStyles([{ path: 'app', scope: '', wxss: 'page { width: 750rpx; }' }, { path: 'card', scope: 'card', wxss: '.a { top: 0; }' }, { path: 'a/a', scope: '', wxss: '' }], ['a/a', 'b/b']);
  assert.equal(sheet('app').textContent, 'wx-page { width: calc(750 * 100vw / 750); }');
  assert.equal(sheet('card').textContent, '.card--a { top: 0; }');
  styles.share('card');
  assert.equal(sheet('card').textContent, '.a { top: 0; }');
  styles.replace([{ path: 'card', scope: 'card', wxss: '.b { top: 0; }' }, { path: 'new', scope: '', wxss: '' }]);
  assert.equal(sheet('card').textContent, '.b { top: 0; }');
  styles.show('a/a');
  assert.equal(sheet('a/a').media, 'all');
});
