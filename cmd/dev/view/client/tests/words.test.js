const test = require('node:test');
const assert = require('node:assert/strict');

const languages = { en: require('../words/en.js'), 'zh-CN': require('../words/zh-CN.js') };

/** What there is to say, by path: a text, or a function of so many values. */
function shape(value, path = '') {
  if (typeof value === 'function') return { [path]: value.length };
  if (typeof value === 'string') return { [path]: 'text' };
  return Object.assign({}, ...Object.entries(value).map(([key, part]) => shape(part, `${path}/${key}`)));
}

test('every language says everything', () => {
  assert.deepEqual(shape(languages['zh-CN']), shape(languages.en));
});

test('no word is said by nobody', () => {
  const { readFileSync, readdirSync } = require('node:fs');
  const path = require('node:path');
  const root = path.join(__dirname, '..');
  const code = ['live', 'runtime', 'shell', 'tags', 'wx'].flatMap((folder) => readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith('js')).map((name) => readFileSync(path.join(root, folder, name), 'utf8'))).join('\n');
  const dynamic = /^\/wx\/scopes|^\/live\/(push|play)Problems\/|^\/live\/device/;
  for (const name of Object.keys(shape(languages.en))) {
    if (!dynamic.test(name)) assert.match(code, new RegExp(`\\b${name.split('/').at(-1)}\\b`), name);
  }
});
