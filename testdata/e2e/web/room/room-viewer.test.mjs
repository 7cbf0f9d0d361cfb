// The room as its audience sees it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dissolve, say, signal } from '../chat.mjs';
import { hardNames, roomWords, words } from '../project.mjs';
import { openRoom } from '../rooms.mjs';
import { watching } from '../scenes.mjs';
import { startServer } from '../server.mjs';
import { startPhone } from '../start.mjs';

const { room: said, failures } = words;

test('viewer: getting ready, entering, then the picture', async (t) => {
  const server = await startServer(t);
  openRoom(server, { roomInfo: 'Evening show' });
  const [login, enter] = [server.hold('/api/login'), server.hold('get_anchors')];
  const phone = await startPhone(t, server);
  await phone.open('pages/room/room?roomID=room_1&roomName=Evening%20show');
  await phone.sees('Evening show', said.preparing);
  login();
  await phone.sees(roomWords.view.status.entering);
  await phone.misses(said.preparing);
  enter();
  await phone.isPlaying('#player');
  await phone.misses(roomWords.view.status.entering);
});

test('viewer: a server without chat leaves the picture alone, and the page says what is missing', async (t) => {
  const server = await startServer(t);
  server.hub.deaf = true;
  const { phone } = await watching(t, { server, faults: [/WebSocket/] });
  await phone.sees(roomWords.chat.missing.message, 'mlvb dev');
  await phone.isPlaying('#player');
  server.hub.deaf = false;
  await phone.misses(roomWords.chat.missing.message);
});

test('viewer: likes', async (t) => {
  const { server, phone } = await watching(t);
  await phone.tapLabelled(said.like);
  await server.until(() => server.hub.likes === 1);
  await phone.has(`${said.like} 1`);
});

test('viewer: the room is over', async (t) => {
  const phone = await startPhone(t, await startServer(t));
  await phone.open('pages/room/room?roomID=room_gone&roomName=Gone');
  await phone.sees(roomWords.server[3], said.retry);
});

test('viewer: the host leaves', async (t) => {
  const { server, phone, roomID } = await watching(t);
  dissolve(server, roomID);
  await phone.sees(said.closed.message, said.closed.hint);
  await phone.lacks(said.retry);
  await phone.tap(said.exit);
  await phone.isAt('pages/rooms/rooms');
});

test('viewer: the server is down, and up again', async (t) => {
  const server = await startServer(t);
  openRoom(server);
  server.plan('/api/login', 'lost');
  const phone = await startPhone(t, server);
  await phone.open('pages/room/room?roomID=room_1&roomName=Evening');
  await phone.sees(failures.offline.message, failures.offline.hint);
  server.plan('/api/login', undefined);
  await phone.tap(said.retry);
  await phone.isPlaying('#player');
});

test('viewer: two hundred messages, and one’s own', async (t) => {
  const { server, phone, roomID } = await watching(t);
  await phone.has(words.chat.say);
  for (let n = 1; n <= 200; n += 1) say(server, roomID, { name: `Viewer ${n}`, text: `Message number ${n}.` });
  await phone.sees('Message number 200.');
  await phone.type(words.chat.say, 'Hello from here');
  await phone.tapLabelled(words.chat.send);
  await phone.shows('Hello from here');
  assert.deepEqual(server.hub.sent.map(({ body }) => body), ['Hello from here']);
  await phone.fits();
});

test('viewer: messages in every script, of any length', async (t) => {
  const { server, phone, roomID } = await watching(t, { room: { roomInfo: hardNames.long } });
  await phone.has(words.chat.say);
  const texts = [hardNames.markup, hardNames.rightToLeft, hardNames.emoji, hardNames.long];
  for (const text of texts) say(server, roomID, { name: hardNames.long, text });
  await phone.sees(...texts);
  await phone.fits();
});

test('viewer: the chat is lost and comes back; what was said meanwhile arrives', async (t) => {
  const { server, phone } = await watching(t, { faults: [/WebSocket/] });
  await server.until(() => server.hub.members.size === 1);
  server.hub.deaf = true;
  server.sockets.clients.forEach((socket) => socket.close());
  await phone.sees(roomWords.chat.lost.message);
  await phone.type(words.chat.say, 'anybody?');
  await phone.tapLabelled(words.chat.send);
  await server.until(() => server.hub.refused > 0);
  server.hub.deaf = false;
  await phone.sees('anybody?');
  await phone.misses(roomWords.chat.lost.message);
  assert.equal(server.hub.sent.length, 1);
});

for (const [what, reason, told] of [['refuses', '', roomWords.linkRefused], ['gives a reason', 'Later, please', 'Later, please']]) {
  test(`viewer: asks for the mic, and the host ${what}`, async (t) => {
    const { server, phone, roomID } = await watching(t);
    await phone.tapLabelled(said.link);
    await phone.has(said.linkSent);
    await phone.sees(roomWords.view.status.linking);
    await server.until(() => server.hub.sent.length === 1);
    signal(server, roomID, `${roomID}_0`, { type: 'response', result: 'reject', reason });
    await phone.sees(told);
    await phone.has(said.link);
    await phone.misses(roomWords.view.status.linking);
  });
}

test('viewer: asks for the mic, and has refused the camera', async (t) => {
  const { phone } = await watching(t, { deny: 'scope.camera' });
  await phone.tapLabelled(said.link);
  await phone.sees(words.permission.titles['scope.camera'], words.permission.reasons.refused);
  await phone.tap(said.close);
  await phone.misses(words.permission.titles['scope.camera']);
  await phone.isPlaying('#player');
});

test('viewer: the picture breaks and comes back', async (t) => {
  const { server, phone } = await watching(t);
  const asked = server.named('get_anchors').length;
  await phone.say('#player', 'statechange', { code: -2301 });
  await phone.sees(roomWords.view.status.reconnecting);
  await server.called('get_anchors', asked + 1);
  await phone.misses(roomWords.view.status.reconnecting);
  await phone.isPlaying('#player');
});
