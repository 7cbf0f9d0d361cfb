const test = require('node:test');
const assert = require('node:assert/strict');

const css = async (text, scope = '') => {
  const { toCSS } = await import('../runtime/wxss.mjs');
  return toCSS(text, scope).replace(/\s+/g, ' ').trim();
};

test('lengths of the phone', async () => {
  assert.equal(await css('.a { width: 750rpx; margin: -.5rpx; height: 50vh; }'),
    '.a { width: calc(750 * 100vw / 750); margin: calc(-.5 * 100vw / 750); height: 50cqh; }');
  assert.equal(await css('.a { padding: calc(8px + env(safe-area-inset-bottom)) env(safe-area-inset-top, 4px); }'),
    '.a { padding: calc(8px + var(--safe-area-bottom)) var(--safe-area-top, 4px); }');
});

test('tags are the elements that stand for them, names of classes and values are not', async () => {
  assert.equal(await css('page, view > .view text:first-child, scroll-view, #view, [view] { transition: view 1s; }'),
    'wx-page, wx-view > .view wx-text:first-child, scroll-view, #view, [view] { transition: view 1s; }');
});

test('classes of a component get its prefix', async () => {
  assert.equal(await css('.a.b:not(.c), .-d { top: 1.5px; }', 'card'), '.card--a.card--b:not(.card--c), .card---d { top: 1.5px; }');
  assert.equal(await css(':host { color: red; }', 'card'), '[wx-host="card"] { color: red; }');
  assert.equal(await css('@media (min-width: 300px) { .a { left: 0; } }', 'card'), '@media (min-width: 300px) { .card--a { left: 0; } }');
});

test('the theme of the phone is a switch, not the browser\'s', async () => {
  assert.equal(await css('@media (prefers-color-scheme: dark) { page, .a { color: red; } }'),
    ':where([data-theme="dark"]) wx-page, :where([data-theme="dark"]) .a { color: red; }');
  assert.equal(await css('@media (min-width: 300px) and (prefers-color-scheme: light) { .a { left: 0; } }'),
    '@media (min-width: 300px) { :where([data-theme="light"]) .a { left: 0; } }');
  assert.equal(await css('@media screen and (prefers-color-scheme: dark) and (min-width: 1px) { .a { left: 0; } }'),
    '@media screen and (min-width: 1px) { :where([data-theme="dark"]) .a { left: 0; } }');
});

test('what has no selectors stays', async () => {
  const frames = '@keyframes turn { from { left: 0; } 50.5% { left: 1px; } }';
  assert.equal(await css(frames, 'card'), frames);
  assert.equal(await css('@font-face { font-family: "a{b"; src: url("x;y"); } .a { content: "}"; }', 'card'),
    '@font-face { font-family: "a{b"; src: url("x;y"); } .card--a { content: "}"; }');
});

test('comments go, an open block ends with the file', async () => {
  assert.equal(await css('/* .a { */ .b { left: 0; } /* } */'), '.b { left: 0; }');
  assert.equal(await css('.a { left: 0;'), '.a { left: 0;}');
});

test('commas inside of brackets part nothing', async () => {
  assert.equal(await css('@media (prefers-color-scheme: dark) { :is(.a, .b) view { left: 0; } }'),
    ':where([data-theme="dark"]) :is(.a, .b) wx-view { left: 0; }');
});
