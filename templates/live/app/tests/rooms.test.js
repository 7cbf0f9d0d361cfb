// What the pages of rooms show: names, cards, who comes and goes, numbers and times.
const test = require('node:test');
const assert = require('node:assert/strict');
const { load } = require('./mini-program');
const links = load('services/room-info');
const { checkName, nameIn, byteLength, coverOf, joined } = load('services/room-info');
const { comings } = load('services/room-info');
const { duration, clock, count, statistics } = load('services/format');
const { decoded, withQuery } = load('services/format');

test('length in bytes is that of UTF-8', () => {
  for (const text of ['', 'abc', 'é', '直播间', '🌅', 'a👨‍👩‍👧', '\ud800']) assert.equal(byteLength(text), Buffer.byteLength(text), text);
});

test('a name may be long, as long as the room service takes it', () => {
  assert.equal(checkName('  '), 'empty');
  assert.equal(checkName('<周末> & "露营" 🌅'), '');
  assert.equal(checkName('a'.repeat(1022)), '');
  assert.equal(checkName('a'.repeat(1023)), 'long');
  assert.equal(checkName('直'.repeat(341)), 'long');
  assert.equal(checkName('"'.repeat(600)), 'long');
});

test('the name of a room, however other clients wrote it', () => {
  assert.equal(nameIn(' 露营 '), '露营');
  assert.equal(nameIn('{"title":"露营","frontcover":""}'), '露营');
  assert.equal(nameIn('{"roomName":"a","name":"b"}'), 'a');
  assert.equal(nameIn('{"title":1}'), '');
  assert.equal(nameIn('{露营}'), '{露营}');
  assert.equal(nameIn(undefined), '');
});

const room = (roomID, name = '') => ({ roomID, name, host: '', audience: 0 });

test('a card keeps its colour and shows a whole character', () => {
  const card = coverOf(room('room_1', '🌅露营'));
  assert.equal(card.initial, '🌅');
  assert.deepEqual(coverOf(room('room_1', 'other')).hue, card.hue);
  assert.ok(card.hue >= 0 && card.hue < 360);
  assert.equal(coverOf(room('', '')).initial, '');
});

test('rooms that moved up a page are not listed twice', () => {
  const cards = ['a', 'b', 'c'].map((id) => coverOf(room(id)));
  assert.deepEqual(joined(cards.slice(0, 2), cards.slice(1)).map(({ roomID }) => roomID), ['a', 'b', 'c']);
});

const guest = (userID) => ({ userID, userName: userID, userAvatar: '' });

test('requests to join wait ten seconds, one for each guest', () => {
  let requests = links.added([], guest('a'), 0);
  requests = links.added(requests, guest('b'), 4000);
  requests = links.added(requests, guest('a'), 5000);
  assert.deepEqual(requests.map(({ userID, at }) => [userID, at]), [['b', 4000], ['a', 5000]]);
  assert.deepEqual(links.waiting(requests, 14000).map(({ userID }) => userID), ['a']);
  assert.deepEqual(links.without(requests, 'a').map(({ userID }) => userID), ['b']);
});

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

test('durations', () => {
  assert.deepEqual([0, 59999, 65000, 3665000, -1].map(duration), ['00:00', '00:59', '01:05', '1:01:05', '00:00']);
});

test('numbers of people fit a badge', () => {
  const text = (number) => count(number, { size: 10000, unit: '万' });
  assert.deepEqual([0, 9999, 10000, 12999, 1234567].map(text), ['0', '9999', '1万', '1.2万', '123万']);
  assert.equal(count(12345, { size: 1000, unit: 'K' }), '12.3K');
});

test('time of day', () => {
  assert.equal(clock(new Date(2026, 0, 1, 9, 5, 7).getTime()), '09:05:07');
});

test('statistics shows what a report has, zero included', () => {
  assert.deepEqual(statistics({ videoWidth: 720, videoHeight: 1280, videoFPS: 0, netSpeed: '812', netJitter: '' }), [
    { name: 'size', value: '720×1280' },
    { name: 'videoFPS', value: '0 fps' },
    { name: 'netSpeed', value: '812 kbps' },
  ]);
  assert.deepEqual(statistics({}), []);
});

test('values survive the way to another page', () => {
  const name = '50% & 周末?=#🌅';
  const url = withQuery('../room/room', { roomName: name, pureAudio: false });
  const value = /roomName=([^&]*)/.exec(url)[1];
  assert.equal(decoded(value), name);
  assert.match(url, /&pureAudio=false$/);
});

test('a value that is not encoded stays as it is', () => {
  assert.equal(decoded('100% live'), '100% live');
});
