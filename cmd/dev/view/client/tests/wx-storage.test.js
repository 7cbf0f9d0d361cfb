const test = require('node:test');
const assert = require('node:assert/strict');

const load = (name) => import(`../wx/${name}.mjs`);

/** What a browser's storage does. */
function fakeStorage() {
  const kept = new Map();
  return {
    kept,
    get length() {
      return kept.size;
    },
    key: (at) => [...kept.keys()][at] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, String(value)),
    removeItem: (key) => void kept.delete(key),
  };
}

test('values keep their type, and what is not there is empty', async () => {
  const { createStore } = await load('storage');
  const store = createStore(fakeStorage(), 'a:');
  for (const value of ['text', 0, false, null, { list: [1, '2'] }]) {
    store.write('k', value);
    assert.deepEqual(store.read('k'), value);
  }
  store.write('k');
  assert.equal(store.read('k'), '');
  assert.equal(store.read('other'), '');
  assert.ok(store.has('k') && !store.has('other'));
});

test('users of one browser do not see each other', async () => {
  const { createStore } = await load('storage');
  const storage = fakeStorage();
  const [one, two] = [createStore(storage, 'app:one:'), createStore(storage, 'app:two:')];
  one.write('k', 1);
  two.write('k', 2);
  assert.deepEqual(one.info(), { keys: ['k'], currentSize: 1, limitSize: 10240 });
  one.clear();
  assert.deepEqual([one.read('k'), two.read('k'), storage.length], ['', 2, 1]);
});

test('an entry over 1 MiB is refused', async () => {
  const { createStore } = await load('storage');
  const store = createStore(fakeStorage(), '');
  assert.throws(() => store.write('k', 'x'.repeat(1024 * 1024)), { message: 'entry size limit reached' });
  assert.ok(!store.has('k'));
});

test('the name of the user holds for as long as the tab', async () => {
  const { nameOf } = await load('user');
  const session = fakeStorage();
  assert.equal(nameOf(new URLSearchParams(''), session), '');
  assert.equal(nameOf(new URLSearchParams('user=li'), session), 'li');
  assert.equal(nameOf(new URLSearchParams(''), session), 'li');
  assert.equal(nameOf(new URLSearchParams('user='), session), '');
});
