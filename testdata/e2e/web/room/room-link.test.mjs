// Host and guest together in a room, each on a phone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roomWords, words } from '../project.mjs';
import { linking } from '../scenes.mjs';

const { room: said } = words;

test('link: the guest is on the mic, both see each other, and leaves', async (t) => {
  const { server, host, guest } = await linking(t);
  await guest.isPlaying('#audience_pusher');
  await guest.isPlaying('#player');
  await guest.has(said.micOff, said.flip);
  const [{ userID }] = server.named('add_anchor').slice(-1);
  await host.isPlaying(`#${userID}`);
  await host.has(roomWords.view.removeFromMic);
  await guest.tapLabelled(said.leaveLink);
  await guest.sees(roomWords.linkOut);
  await guest.has(said.link);
  await guest.isPlaying('#player');
});

test('link: the host takes the guest off the mic', async (t) => {
  const { host, guest } = await linking(t);
  await host.tapLabelled(roomWords.view.removeFromMic);
  await guest.sees(roomWords.kickedOut);
  await guest.has(said.link);
});

test('link: what they say reaches the other', async (t) => {
  const { server, host, guest } = await linking(t);
  await guest.type(words.chat.say, 'Hello host');
  await guest.press('Enter');
  await host.sees('Hello host', 'Ben');
  await host.type(words.chat.say, 'Hello guest');
  await host.press('Enter');
  await guest.sees('Hello guest');
  assert.equal(server.hub.sent.filter(({ kind }) => kind === 'text').length, 2);
});

test('link: a guest is asked before leaving', async (t) => {
  const { server, host, guest, roomID } = await linking(t);
  await guest.tapLabelled(said.back);
  await guest.sees(said.leaveGuest);
  await guest.tap(said.confirm);
  await guest.isAt('pages/rooms/rooms');
  await server.until(() => server.rooms.rooms.get(roomID).pushers.length === 1);
  await host.isPlaying('#pusher');
});
