// What the compilers let pass, and a phone does not.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const require = createRequire(import.meta.url);
const root = path.join(process.env.MLVB_PROJECT, 'miniprogram');
const app = require(path.join(root, 'app.json'));
const packages = (app.subPackages ?? app.subpackages ?? []).map((each) => path.posix.join(each.root, './'));
const files = readdirSync(root, { recursive: true }).map((name) => name.replaceAll('\\', '/')).sort();
const read = (name) => readFileSync(path.join(root, name), 'utf8');
const packageOf = (name) => packages.find((each) => name.startsWith(each)) ?? '';

/** Files that a file needs at once, by path in the mini-program. */
function references(name) {
  const patterns = {
    '.js': /\brequire\('([^']+)'\)/g,
    '.wxss': /@import\s+['"]([^'"]+)['"]/g,
    '.wxml': /<(?:import|include|wxs)\s[^>]*src="([^"{]+)"/g,
  };
  const pattern = patterns[path.extname(name)];
  if (!pattern) return [];
  return [...read(name).matchAll(pattern)].map(([, target]) => (
    target.startsWith('/') ? target.slice(1) : path.posix.join(path.posix.dirname(name), target)
  ));
}

test('no file needs one of a package that may not be loaded yet', () => {
  for (const name of files) {
    for (const target of references(name)) {
      const needed = packageOf(target);
      assert.ok(needed === '' || needed === packageOf(name), `${name} needs ${target}, which is in another package`);
    }
  }
});

test('a component of another package has a placeholder', () => {
  for (const name of files.filter((each) => each.endsWith('.json'))) {
    const { usingComponents = {}, componentPlaceholder = {} } = require(path.join(root, name));
    for (const [tag, target] of Object.entries(usingComponents)) {
      const at = target.startsWith('/') ? target.slice(1) : path.posix.join(path.posix.dirname(name), target);
      const needed = packageOf(at);
      if (needed !== '' && needed !== packageOf(name)) assert.ok(componentPlaceholder[tag], `${name}: <${tag}> has no placeholder`);
    }
  }
});

test('the compile modes of DevTools open pages that are there', () => {
  const { condition } = require(path.join(process.env.MLVB_PROJECT, 'project.config.json'));
  assert.ok(condition.miniprogram.list.length > 0);
  for (const { name, pathName } of condition.miniprogram.list) assert.ok(name && files.includes(`${pathName}.wxml`), pathName);
});

test('native components bind events without a colon', () => {
  const native = /<(live-pusher|live-player|camera|video|canvas|map|textarea|input)\b[^>]*\s(?:bind|catch|capture-bind|capture-catch):/;
  for (const name of files.filter((each) => each.endsWith('.wxml'))) {
    assert.doesNotMatch(read(name), native, name);
  }
});

test('only files that DevTools packs', () => {
  const packed = /\.(wxml|wxss|wxs|js|json|png|jpe?g|gif|svg|mp3|aac|m4a|mp4|wav|d\.ts)$|\/README\.md$/;
  for (const name of files.filter((each) => path.extname(each))) assert.match(name, packed);
});
