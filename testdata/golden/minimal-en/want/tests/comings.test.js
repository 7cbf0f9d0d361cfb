const test = require('node:test');
const assert = require('node:assert/strict');
const { load } = require('./mini-program');
const { comings } = load('services/comings');

const person = (name) => ({ userID: `id_${name}`, name });
const people = (mic, watching, count = watching.length) => ({ host: '', mic: mic.map(person), watching: watching.map(person), count });
const told = (...looks) => comings(...looks, 'id_me').map(({ what, name }) => `${what} ${name}`);

test('those who are there at the first look are no news', () => {
  assert.deepEqual(told(null, people(['host'], ['a', 'b'])), []);
});

test('who came, who left, and who is on the mic', () => {
  const before = people(['host'], ['a', 'b']);
  assert.deepEqual(told(before, people(['host', 'a'], ['b', 'c'])), ['onMic a', 'came c']);
  assert.deepEqual(told(people(['host', 'a'], ['b']), people(['host'], [])), ['offMic a', 'left b']);
});

test('one’s own comings are no news, nor those of nameless people', () => {
  assert.deepEqual(told(people([], []), people(['me'], ['me', ''])), []);
});

test('nobody has left who is merely not named any more', () => {
  assert.deepEqual(told(people([], ['a', 'b'], 40), people([], ['b'], 40)), []);
});
