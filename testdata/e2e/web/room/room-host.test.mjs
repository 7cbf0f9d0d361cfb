// The room as its host sees it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signal } from '../chat.mjs';
import { roomWords, words } from '../project.mjs';
import { hosting } from '../scenes.mjs';
import { startServer } from '../server.mjs';
import { startPhone } from '../start.mjs';
import { webWords } from '../view.mjs';

const { room: said, permission, links } = words;
const route = 'pages/room/room?type=create&roomName=Mine&pureAudio=false&beauty=5';

test('host: goes live, is found, and leaves after a question', async (t) => {
  const { server, phone } = await hosting(t);
  assert.equal(server.named('create_room')[0].roomInfo, 'Evening show');
  await phone.isPlaying('#pusher');
  await phone.has(said.micOff, said.flip, said.beautyOff, said.share);
  await phone.tapLabelled(said.back);
  await phone.sees(said.leaveHost);
  await phone.tap(said.cancel);
  await phone.misses(said.leaveHost);
  await phone.tapLabelled(said.back);
  await phone.tap(said.confirm);
  await phone.isAt('pages/rooms/rooms');
  await server.until(() => server.rooms.rooms.size === 0);
});

test('host: microphone and beauty go off and on', async (t) => {
  const { phone } = await hosting(t);
  for (const [off, on] of [[said.micOff, said.micOn], [said.beautyOff, said.beautyOn]]) {
    await phone.tapLabelled(off);
    await phone.tapLabelled(on);
    await phone.has(off);
  }
});

test('host: a voice alone', async (t) => {
  const { phone } = await hosting(t, { pureAudio: true });
  await phone.sees(roomWords.view.voiceOnly);
  await phone.lacks(said.flip, said.beautyOff);
});

test('host: WeChat asks for privacy, microphone and camera first', async (t) => {
  const phone = await startPhone(t, await startServer(t), { asked: false });
  await phone.open(route);
  const { privacy, scopes, allow } = webWords.wx;
  await phone.sees(privacy.ask);
  await phone.tap(privacy.agree);
  await phone.sees(scopes['scope.record'].ask);
  await phone.tap(allow);
  await phone.sees(scopes['scope.camera'].ask);
  await phone.tap(allow);
  await phone.sees(said.onAir);
});

for (const [deny, state, scope] of [
  ['scope.record', 'refused', 'scope.record'],
  ['scope.camera', 'refused', 'scope.camera'],
  ['system.camera', 'system', 'scope.camera'],
  ['privacy', 'privacy', 'scope.record'],
]) {
  test(`host: ${deny} was refused`, async (t) => {
    const server = await startServer(t);
    const phone = await startPhone(t, server, { deny });
    await phone.open(route);
    await phone.sees(permission.titles[scope], permission.reasons[state], permission.retry);
    assert.deepEqual(server.named('create_room'), []);
    await phone.fits();
  });
}

test('host: a refusal is taken back in the settings', async (t) => {
  const phone = await startPhone(t, await startServer(t), { deny: 'scope.camera' });
  await phone.open(route);
  await phone.tap(permission.openSetting);
  await phone.tapText(webWords.wx.scopes['scope.camera'].name);
  await phone.tapLabelled(webWords.wx.settings.back);
  await phone.sees(said.onAir);
});

for (const [what, call, plan, told] of [
  ['there is no push address', 'get_anchor_url', { body: { code: 204001, message: 'x' } }, roomWords.server[204001]],
  ['the room exists', 'create_room', { body: { code: 11, message: 'x' } }, roomWords.server[11]],
  ['all seats are taken', 'add_anchor', { body: { code: 203007, message: 'x' } }, roomWords.server[203007]],
  ['the server is gone', 'create_room', 'lost', roomWords.network],
]) {
  test(`host: ${what}, then it works`, async (t) => {
    const server = await startServer(t);
    server.plan(call, plan);
    const phone = await startPhone(t, server);
    await phone.open(route);
    await phone.sees(told);
    server.plan(call, undefined);
    await phone.tap(said.retry);
    await phone.sees(said.onAir);
  });
}

test('host: the push breaks and comes back under a new address', async (t) => {
  const { server, phone } = await hosting(t);
  await phone.say('#pusher', 'statechange', { code: -1307 });
  await phone.sees(roomWords.view.status.reconnecting);
  await server.called('add_anchor', 2);
  await phone.misses(roomWords.view.status.reconnecting);
  const [first, second] = server.named('add_anchor');
  assert.notEqual(first.pushURL, second.pushURL);
});

for (const [what, event, told] of [
  ['camera', { code: -1301 }, roomWords.cameraDenied],
  ['microphone', { code: -1302 }, roomWords.microphoneDenied],
  ['resolution', { code: -1305 }, roomWords.resolutionUnsupported],
  ['encoder', { code: -1303 }, roomWords.pusherFailed],
]) {
  test(`host: the ${what} fails, which ends the live`, async (t) => {
    const { server, phone } = await hosting(t);
    await phone.say('#pusher', 'statechange', event);
    await phone.sees(told, said.retry);
    await server.until(() => server.rooms.rooms.size === 0);
  });
}

test('host: requests come, are counted, and accepted while there are seats', async (t) => {
  const { server, phone, roomID } = await hosting(t);
  await phone.tapLabelled(`${links.title} 0`);
  await phone.sees(links.none);
  for (const userName of ['Ben', '嘉宾二号', 'مرحبا']) signal(server, roomID, `guest ${userName}`, { type: 'request', userName });
  await phone.sees('Ben', '嘉宾二号', 'مرحبا');
  await phone.tap(links.accept);
  await phone.misses('Ben');
  await server.until(() => server.hub.sent.length === 1);
  assert.equal(server.hub.sent[0].body.result, 'accept');
  await phone.tap(links.reject);
  await server.until(() => server.hub.sent.length === 2);
  assert.equal(server.hub.sent[1].body.result, 'reject');
  await phone.fits();
});
