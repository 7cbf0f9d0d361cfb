// The mini-program's own room client against a running room service.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startPhone } from '../client/phone.mjs';

async function startUser() {
  const phone = startPhone();
  const core = phone.load('components/mlvb-live-room/mlvbliveroomcore');
  const rooms = phone.load('services/rooms');
  const { userID } = await rooms.login();
  return { phone, core, rooms, userID };
}

/** Creates a room for a fresh stream of that user. */
async function open({ phone, core }, name) {
  const { pushURL } = await phone.load('services/session').newStream();
  const { roomID } = await core.createRoom({ data: { roomInfo: JSON.stringify({ name }), pushURL } });
  return { roomID, pushURL };
}

test('a room is created, listed, entered and left', async () => {
  const host = await startUser();
  const viewer = await startUser();
  const { roomID, pushURL } = await open(host, '第一场');

  const { rooms } = await viewer.rooms.list(0);
  assert.deepEqual(rooms.map((room) => [room.roomID, room.name]), [[roomID, '第一场']]);

  const entered = await viewer.core.enterRoom({ data: { roomID } });
  assert.equal(entered.roomCreator, host.userID);
  assert.deepEqual(entered.pushers.map(({ userID }) => userID), [host.userID]);
  assert.ok(pushURL.includes(host.userID));
  assert.ok(entered.pushers[0].accelerateURL, 'there is nothing to play');

  await viewer.core.exitRoom();
  await host.core.exitRoom();
  assert.deepEqual((await viewer.rooms.list(0)).rooms, []);
});

test('a guest who is kicked loses the seat at the server', async () => {
  const host = await startUser();
  const guest = await startUser();
  const { roomID } = await open(host, '连麦');
  await guest.core.enterRoom({ data: { roomID } });
  host.core.setListener({ onRequestJoinAnchor: ({ userID }) => host.core.acceptJoinAnchor({ data: { userID } }) });
  const { pushURL: others } = await guest.phone.load('services/session').newStream();
  await assert.rejects(guest.core.joinAnchor({ data: { pushURL: others } }), 'a seat without a grant');
  await guest.core.requestJoinAnchor();
  const { pushURL } = await guest.core.getPushURL();
  await guest.core.joinAnchor({ data: { pushURL } });
  const onMic = async () => (await guest.core.getAnchors({ data: { roomID } })).data.pushers.map(({ userID }) => userID);
  assert.deepEqual(await onMic(), [host.userID, guest.userID]);

  await assert.rejects(guest.core.kickoutJoinAnchor({ data: { userID: host.userID } }), 'a guest kicks the host');
  await host.core.kickoutJoinAnchor({ data: { userID: guest.userID } });
  assert.deepEqual(await onMic(), [host.userID]);
  await assert.rejects(guest.core.requestJoinAnchor(), { errCode: 203021 });
  await guest.core.exitRoom();
  await host.core.exitRoom();
});

test('whoever lacks the signature of a user cannot be that user', async () => {
  const user = await startUser();
  const { sdkAppID, userSig } = user.core.getAccountInfo();
  const forger = startPhone();
  const core = forger.load('components/mlvb-live-room/mlvbliveroomcore');
  core.configure({ baseURL: forger.load('services/server').roomService() });
  await assert.rejects(core.login({ data: { sdkAppID, userID: 'user_somebody_else', userSig } }));
  await assert.rejects(core.getRoomList(), 'the forger is logged in');
});

test('a room that is gone cannot be entered', async () => {
  const host = await startUser();
  const { roomID } = await open(host, 'short');
  await host.core.exitRoom();
  const viewer = await startUser();
  await assert.rejects(viewer.core.enterRoom({ data: { roomID } }));
});

test('a host goes on with the same room on another phone; the former one is told, and ends nothing', async () => {
  const host = await startUser();
  const { roomID } = await open(host, 'moving');
  const closed = new Promise((resolve) => host.core.setListener({ onRoomDestroy: resolve }));
  const other = startPhone(Object.fromEntries(host.phone.storage));
  await other.load('services/rooms').login();
  const core = other.load('components/mlvb-live-room/mlvbliveroomcore');
  assert.equal((await core.client.account.service.myRoom()).roomID, roomID);
  const { pushURL } = await core.client.getPushURL(roomID);
  await core.createRoom({ data: { roomID, roomInfo: 'moving', pushURL } });
  assert.deepEqual(await closed, { reason: 'takenOver' });
  assert.equal((await core.getAnchors({ data: { roomID } })).data.pushers.length, 1);
  await core.exitRoom();
});
