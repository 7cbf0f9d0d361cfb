// Every module of words says the same things in every language of the template.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import test from 'node:test';

const require = createRequire(import.meta.url);
const template = path.resolve(import.meta.dirname, '../../../templates/live');

const modules = (language) =>
  readdirSync(path.join(template, language), { recursive: true })
    .filter((name) => /(^|\/)words(\/\w+)?\.m?js$/.test(name))
    .sort();

/** The paths of all values, with the places that a text leaves for others. */
function shape(value, at = '') {
  if (typeof value !== 'object' || value === null) return [`${at}: ${typeof value} ${places(value)}`];
  return Object.keys(value)
    .sort()
    .flatMap((key) => shape(value[key], `${at}.${key}`));
}

const places = (value) => (typeof value === 'function' ? value.length : (String(value).match(/\{\w+\}/g) ?? []).sort().join(' '));

test('both languages have the same modules of words', () => {
  assert.ok(modules('en').length > 3);
  assert.deepEqual(modules('zh-CN'), modules('en'));
});

for (const name of modules('en')) {
  test(`${name} has the same texts in both languages`, () => {
    const [en, zh] = ['en', 'zh-CN'].map((language) => shape(require(path.join(template, language, name))));
    assert.deepEqual(zh, en);
  });
}
