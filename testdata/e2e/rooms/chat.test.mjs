// The mini-program's own chat between people, over a running room service.
import assert from 'node:assert/strict';
import { EventEmitter, on } from 'node:events';
import { test } from 'node:test';
import { startPhone } from '../client/phone.mjs';

/** A phone whose user is logged in, and what its room has told so far. */
async function startUser() {
  const phone = startPhone();
  const core = phone.load('components/mlvb-live-room/mlvbliveroomcore');
  const { userID } = await phone.load('services/rooms').login();
  const heard = [];
  const news = new EventEmitter();
  const names = ['RecvRoomTextMsg', 'SentRoomTextMsg', 'RecvRoomCustomMsg', 'ChatState', 'Members', 'Likes', 'RequestJoinAnchor', 'RoomDestroy'];
  core.setListener(
    Object.fromEntries(names.map((name) => [`on${name}`, (detail) => {
      heard.push([name, detail]);
      news.emit('news');
    }])),
  );
  /** Waits until `there` holds for what was heard. */
  const until = async (there) => {
    if (there()) return;
    for await (const _ of on(news, 'news', { signal: AbortSignal.timeout(20000) })) if (there()) return;
  };
  const texts = () => heard.filter(([name]) => name.endsWith('RoomTextMsg')).map(([, { message }]) => message);
  const state = () => heard.filter(([name]) => name === 'ChatState').map(([, detail]) => detail.state).at(-1);
  const latest = (name) => heard.filter(([heard]) => heard === name).map(([, detail]) => detail).at(-1);
  const say = (msg) => core.sendRoomTextMsg({ data: { msg } });
  return { phone, core, userID, heard, until, texts, state, latest, say };
}

async function twoInARoom() {
  const host = await startUser();
  const { pushURL } = await host.phone.load('services/session').newStream();
  const { roomID } = await host.core.createRoom({ data: { roomInfo: 'chat', pushURL } });
  const viewer = await startUser();
  await viewer.core.enterRoom({ data: { roomID } });
  for (const one of [host, viewer]) await one.until(() => one.state() === 'open');
  await host.until(() => host.latest('Members')?.count === 2);
  return { host, viewer, roomID };
}

test('two talk, one is cut off and comes back: nothing is lost, nothing comes twice', async () => {
  const { host, viewer } = await twoInARoom();
  await host.say('one');
  await viewer.say('two');
  await viewer.until(() => viewer.texts().length === 2);

  viewer.phone.cut();
  await viewer.until(() => viewer.state() === 'lost');
  await host.say('three');
  await host.say('four');
  await viewer.say('five');
  await viewer.until(() => viewer.texts().length === 5);
  await host.until(() => host.texts().length === 5);

  const all = ['one', 'two', 'three', 'four', 'five'];
  assert.deepEqual(viewer.texts(), all);
  assert.deepEqual(host.texts(), all);
  const own = (one) => one.heard.filter(([name]) => name === 'SentRoomTextMsg').map(([, { message }]) => message);
  assert.deepEqual([own(host), own(viewer)], [['one', 'three', 'four'], ['two', 'five']]);
  assert.equal(host.latest('RecvRoomTextMsg').userID, viewer.userID);
  assert.equal(host.latest('RecvRoomTextMsg').msg.from.role, 'viewer');
  await viewer.core.exitRoom();
  await host.core.exitRoom();
});

test('who comes later reads what was said; likes add up; a request to join the mic arrives', async () => {
  const { host, viewer, roomID } = await twoInARoom();
  await host.say('welcome');
  const late = await startUser();
  await late.core.enterRoom({ data: { roomID } });
  await late.until(() => late.texts().length === 1);
  assert.deepEqual(late.texts(), ['welcome']);

  for (let i = 0; i < 7; i += 1) viewer.core.client.current.sendLike();
  await host.until(() => host.latest('Likes')?.count === 7);

  const asking = viewer.core.requestJoinAnchor({ data: { timeout: 20000 } });
  await host.until(() => host.latest('RequestJoinAnchor'));
  assert.equal(host.latest('RequestJoinAnchor').userID, viewer.userID);
  await host.core.acceptJoinAnchor({ data: { userID: viewer.userID } });
  await asking;

  await host.core.exitRoom();
  await viewer.until(() => viewer.latest('RoomDestroy'));
  await late.until(() => late.latest('RoomDestroy'));
});

test('the host mutes, nobody else does', async () => {
  const { host, viewer } = await twoInARoom();
  await assert.rejects(viewer.core.client.current.silence({ op: 'mute', on: true }), { errCode: -2 });
  await host.core.client.current.silence({ op: 'mute', on: true });
  await assert.rejects(viewer.say('may I?'), { errCode: -2 });
  await host.core.client.current.silence({ op: 'mute', on: false });
  await viewer.say('thank you');
  await host.core.client.current.silence({ op: 'ban', user: viewer.userID, on: true });
  await viewer.until(() => viewer.latest('RoomDestroy')?.reason === 'banned');
  await host.core.exitRoom();
});
