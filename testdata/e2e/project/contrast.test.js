// Text can be read: the colours of the style sheets meet WCAG AA (4.5:1, 3:1 for large text and signs) in both themes.
const test = require('node:test');
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { live } = require('../mini-program');

const read = (name) => readFileSync(path.join(live, '../..', name), 'utf8');

/** The variables of a style sheet in one theme. */
function tokens(name, theme) {
  const [light, dark = ''] = read(name).split('@media (prefers-color-scheme: dark)');
  const text = theme === 'dark' ? light + dark : light;
  return Object.fromEntries([...text.matchAll(/--([\w-]+): ([^;]+);/g)].map(([, key, value]) => [key, value]));
}

/** '#rrggbb' or 'rgba(…)' as [r, g, b, opacity]. */
function colour(text) {
  if (text.startsWith('#')) return [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16)).concat(1);
  return text.match(/[\d.]+/g).map(Number);
}

/** What is seen of layers of colour, the lowest first. */
const seen = (layers) =>
  layers.map(colour).reduce((below, [r, g, b, opacity]) => [r, g, b].map((value, i) => value * opacity + below[i] * (1 - opacity)), [255, 255, 255]);

const linear = (value) => (value <= 10.31 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);

function contrast(text, ...layers) {
  const [light, dark] = [seen([text]), seen(layers)].map(luminance).sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

test('the measure is that of WCAG', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21);
  assert.equal(contrast('#767676', '#ffffff').toFixed(2), '4.54');
  assert.equal(contrast('#ffffff', '#ffffff', 'rgba(0, 0, 0, 1)'), 21);
});

test('both packages have the same design', () => {
  for (const theme of ['light', 'dark']) {
    const all = tokens('packages/live/tokens.wxss', theme);
    for (const [key, value] of Object.entries(tokens('app.wxss', theme))) assert.equal(value, all[key], `--${key}, ${theme}`);
  }
});

/** Text, and what it stands on. */
const PAIRS = [
  ['text', 'bg'], ['text', 'surface'], ['text', 'sunken'], ['text', 'raised'], ['text', 'error-tint'],
  ['muted', 'bg'], ['muted', 'surface'], ['muted', 'sunken'], ['muted', 'error-tint'],
  ['accent', 'surface'], ['accent', 'bg'], ['error', 'surface'], ['warn', 'warn-tint'],
  ['on-brand', 'brand'], ['on-brand', 'brand-deep'],
  ['on-video', 'stage'], ['on-video-2', 'stage'],
];

for (const theme of ['light', 'dark']) {
  test(`text and its ground, ${theme}`, () => {
    const value = tokens('packages/live/tokens.wxss', theme);
    for (const [text, ground] of PAIRS) {
      assert.ok(value[text] && value[ground], `${text} or ${ground} is no colour any more`);
      const ratio = contrast(value[text], value[ground]);
      assert.ok(ratio >= 4.5, `--${text} on --${ground}: ${ratio.toFixed(2)}`);
    }
  });
}

test('words over video can be read on a white picture', () => {
  const { scrim, glass, ...value } = tokens('packages/live/tokens.wxss', 'light');
  const names = read('packages/live/components/chat-box/chat-box.wxss').match(/#[0-9a-f]{6}/g).filter((each) => each !== '#000000');
  assert.equal(names.length, 2);
  for (const text of [value['on-video'], value['on-video-2'], ...names]) {
    const ratio = contrast(text, '#ffffff', scrim, glass);
    assert.ok(ratio >= 4.5, `${text} over video: ${ratio.toFixed(2)}`);
  }
});
