const test = require('node:test');
const assert = require('node:assert/strict');
const { mkdtempSync, mkdirSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

const load = (name) => import(`../web/build/${name}.mjs`);

const words = {
  noFile: (file) => `no file ${file}`,
  noPage: (file) => `no page ${file}`,
  noComponent: (tag, file) => `no <${tag}> ${file}`,
};

/** A folder with these files, which goes with the test. */
function folderOf(t, files) {
  const folder = mkdtempSync(path.join(tmpdir(), 'web-build-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }
  return folder;
}

async function read(t, files) {
  const [{ createFiles }, { readProject }] = await Promise.all([load('files'), load('project')]);
  const failures = [];
  const project = readProject(createFiles(folderOf(t, files)), failures, words);
  return { project, failures };
}

test('pages of the app and of sub-packages, with the components that they use', async (t) => {
  const { project, failures } = await read(t, {
    'app.json': { pages: ['pages/a/a'], subPackages: [{ root: 'live/', pages: ['b/b'] }], usingComponents: { shared: 'parts/shared/shared' } },
    'pages/a/a.js': '', 'pages/a/a.json': { usingComponents: { card: '../../parts/card/card' } },
    'live/b/b.js': '',
    'parts/card/card.js': '', 'parts/card/card.json': { component: true, usingComponents: { line: '/parts/line' } },
    'parts/line.js': '', 'parts/line.json': { component: true },
    'parts/shared/shared.js': '', 'parts/shared/shared.json': { component: true },
  });
  assert.deepEqual(failures, []);
  assert.deepEqual(project.pages, ['pages/a/a', 'live/b/b']);
  assert.deepEqual(project.configs['pages/a/a'].usingComponents, { shared: '/parts/shared/shared', card: '/parts/card/card' });
  assert.deepEqual(project.configs['parts/card/card'].usingComponents.line, '/parts/line');
  assert.deepEqual(Object.keys(project.configs).length, 5);
});

test('what is missing or broken is named with its place', async (t) => {
  const { failures } = await read(t, {
    'app.json': { pages: ['pages/a/a', 'pages/gone/gone'], themeLocation: 'theme.json' },
    'theme.json': '{\n  "light": {},,\n}',
    'pages/a/a.js': '',
    'pages/a/a.json': '{\n  "usingComponents": {\n    "card": "./card"\n  }\n}',
  });
  assert.deepEqual(failures.map(({ file, line, column }) => [file, line, column]), [
    ['theme.json', 2, 15], ['pages/a/a.json', 3, 5], ['app.json', 4, 5],
  ]);
  assert.equal(failures[1].message, 'no <card> pages/a/card.js');
  assert.equal(failures[2].message, 'no page pages/gone/gone.js');
});

test('a file that ends too early is broken at its end', async (t) => {
  const { failures } = await read(t, { 'app.json': '{\n  "pages": [\n' });
  assert.deepEqual(failures.map(({ file, line }) => [file, line]), [['app.json', 2]]);
});

test('the place of a mistake that Node.js does not count', async () => {
  const { fromJSON } = await load('failure');
  const place = (text) => {
    try {
      return JSON.parse(text);
    } catch (error) {
      const { line, column } = fromJSON('a.json', text, error);
      return [line, column];
    }
  };
  const long = `"${'x'.repeat(60)}"`;
  assert.deepEqual(place('{\n  "oo": oops\n}'), [2, 9]);
  assert.deepEqual(place(`{\n  "a": [1,,2],\n  "b": ${long}\n}`), [2, 11]);
  assert.deepEqual(place(`{\n  "b": ${long},\n  "a": tru }`), [3, 11]);
  assert.deepEqual(place(`{\n  "b": ${long}`), [2, 70]);
});

test('components of npm packages are found in miniprogram_npm', async (t) => {
  const { project, failures } = await read(t, {
    'app.json': { pages: ['pages/a/a'] },
    'pages/a/a.js': '', 'pages/a/a.json': { usingComponents: { button: 'kit/button/button', near: 'near' } },
    'pages/a/near.js': '', 'pages/a/near.json': {},
    'miniprogram_npm/kit/button/button.js': '', 'miniprogram_npm/kit/button/button.json': {},
  });
  assert.deepEqual(failures, []);
  assert.deepEqual(project.configs['pages/a/a'].usingComponents, { button: '/miniprogram_npm/kit/button/button', near: '/pages/a/near' });
});

test('places are counted from 1', async () => {
  const { describe, placeOf, placeOfName } = await load('failure');
  assert.deepEqual(placeOf('ab\ncd', 0), { line: 1, column: 1 });
  assert.deepEqual(placeOf('ab\ncd', 4), { line: 2, column: 2 });
  assert.deepEqual(placeOfName('{"a": {\n  "b": 1}}', ['a', 'b']), { line: 2, column: 3 });
  assert.deepEqual(placeOfName('{}', ['a']), {});
  assert.equal(describe({ file: 'a.js', line: 3, column: 1, message: 'no' }), 'a.js:3:1  no');
  assert.equal(describe({ file: 'a.js', message: 'no' }), 'a.js  no');
});
