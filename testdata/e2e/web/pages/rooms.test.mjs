// The list of rooms: nobody, somebody, a thousand, strange names, and servers in trouble.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startPhone } from '../start.mjs';
import { hardNames, longName, roomWords, words } from '../project.mjs';
import { openRoom } from '../rooms.mjs';
import { startServer } from '../server.mjs';

const { rooms: said, failures, profile } = words;
const route = 'pages/rooms/rooms';

test('rooms: nobody is on air, then somebody is', async (t) => {
  const server = await startServer(t);
  const phone = await startPhone(t, server);
  await phone.open(route);
  await phone.sees(said.empty, said.emptyHint);
  openRoom(server, { roomInfo: 'First', host: 'Ana', audience: 12 });
  await phone.pullDown();
  await phone.sees('First', 'Ana', /12/, said.live);
  await phone.misses(said.empty);
});

test('rooms: skeletons on a slow network', async (t) => {
  const server = await startServer(t);
  openRoom(server, { roomInfo: 'At last' });
  const answer = server.hold('get_room_list');
  const phone = await startPhone(t, server);
  await phone.open(route);
  await phone.page.waitForFunction(() => window.mlvb.page().data.state === 'loading');
  assert.equal(await phone.text(said.empty).count(), 0);
  assert.ok((await phone.page.locator('[aria-hidden="true"]').count()) > 0, 'nothing stands for the rooms to come');
  answer();
  await phone.sees('At last');
});

for (const [what, call, plan, message] of [
  ['is gone', 'get_room_list', 'lost', roomWords.network],
  ['cannot log anybody in', '/api/login', 'lost', failures.offline.message],
  ['has too many logins', '/api/login', { status: 429, body: { error: { code: 'rate_limited', message: 'x', hint: '' } } }, failures.rate_limited.message],
  ['knows no such app', 'login', { body: { code: 202005, message: 'x' } }, roomWords.server[202005]],
  ['is busy', 'get_room_list', { body: { code: 202006, message: 'x' } }, roomWords.server[202006]],
  ['talks nonsense', 'get_room_list', { status: 502, body: '<html>' }, roomWords.badReply],
]) {
  test(`rooms: the server ${what}, then recovers`, async (t) => {
    const server = await startServer(t);
    openRoom(server, { roomInfo: 'Back again' });
    server.plan(call, plan);
    const phone = await startPhone(t, server);
    await phone.open(route);
    await phone.sees(message);
    server.plan(call, undefined);
    await phone.tap(said.retry);
    await phone.sees('Back again');
    await phone.misses(message);
  });
}

test('rooms: long names, emoji, right to left, none at all', async (t) => {
  const server = await startServer(t);
  Object.entries(hardNames).forEach(([roomID, name]) => openRoom(server, { roomID, roomInfo: name, host: name }));
  const phone = await startPhone(t, server);
  await phone.open(route);
  await phone.sees(hardNames.emoji, hardNames.rightToLeft, hardNames.markup, longName.slice(0, 40), said.unnamed);
  await phone.fits();
});

test('rooms: a thousand, twenty at a time', async (t) => {
  const server = await startServer(t);
  for (let n = 1; n <= 1000; n += 1) openRoom(server, { roomID: `room_${n}`, roomInfo: `Room number ${n}.`, audience: n });
  const phone = await startPhone(t, server);
  await phone.open(route);
  await phone.sees('Room number 20.', said.more);
  assert.equal(await phone.text('Room number 21.').count(), 0);
  for (let seen = 40; seen <= 1000; seen += 20) {
    await phone.toBottom();
    await phone.lists('rooms', seen);
  }
  await phone.toBottom();
  await phone.sees('Room number 1000.', said.end);
  assert.deepEqual(server.named('get_room_list').slice(0, 2), [{ index: 0, cnt: 20 }, { index: 20, cnt: 20 }]);
  await phone.fits();
});

test('rooms: a tap enters the room, the button makes one', async (t) => {
  const server = await startServer(t);
  openRoom(server, { roomInfo: 'Tap me' });
  const phone = await startPhone(t, server);
  await phone.open(route);
  await phone.tapText('Tap me');
  await phone.isAt('pages/room/room');
  await phone.tap(words.room.back);
  await phone.isAt(route);
  await phone.tap(said.create);
  await phone.isAt('pages/create/create');
});

test('rooms: a name of one’s own is kept and goes to the room service', async (t) => {
  const server = await startServer(t);
  const phone = await startPhone(t, server);
  await phone.open(route);
  await phone.sees(profile.none);
  await phone.tap(profile.edit);
  await phone.type(profile.label, '小美 🌟');
  await phone.press('Enter');
  await phone.sees('小美 🌟');
  await phone.open(route);
  await phone.sees('小美 🌟');
});
