const test = require('node:test');
const assert = require('node:assert/strict');
const { load } = require('./mini-program');
const links = load('services/link-requests');
const { checkName, nameIn, byteLength } = load('services/room-info');
const { coverOf, joined } = load('services/room-list');

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
