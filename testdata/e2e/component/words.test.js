const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { component } = require('./fakes');
const words = require(path.join(component, 'words'));

const read = (name) => fs.readFileSync(path.join(component, name), 'utf8');
const sources = fs.readdirSync(component).filter((name) => /\.(js|wxml)$/.test(name) && name !== 'words.js');
const wordsIn = (pattern) =>
  [...new Set(sources.filter((name) => pattern.test(name)).flatMap((name) => [...read(name).matchAll(/\bwords\.(\w+)/g)].map(([, key]) => key)))].sort();

test('every word that is used exists, and every word that exists is used', () => {
  assert.deepEqual(wordsIn(/\.js$/), Object.keys(words).sort());
  assert.deepEqual([...wordsIn(/\.wxml$/), 'status'].sort(), Object.keys(words.view).sort());
});

test('the component needs nothing outside its folder', () => {
  for (const name of sources.filter((each) => each.endsWith('.js'))) {
    const text = read(name);
    for (const [, target] of text.matchAll(/require\('([^']+)'\)/g)) assert.match(target, /^\.\/[\w-]+$/, `${name} requires ${target}`);
    assert.doesNotMatch(text, /\bgetApp\b/, name);
  }
});

test('wx is known to three modules only', () => {
  const wx = sources.filter((name) => /\bwx\.\w+\(/.test(read(name)));
  assert.deepEqual(wx.sort(), ['mlvbliveroomcore.js', 'mlvbliveroomview.js', 'stage.js']);
});
