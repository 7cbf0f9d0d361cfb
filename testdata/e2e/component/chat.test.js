const test = require('node:test');
const assert = require('node:assert/strict');
const path = require('node:path');
const { component, createWorld } = require('./fakes');
const words = require(path.join(component, 'words'));

async function twoInARoom() {
  const world = createWorld();
  const heard = { host: [], viewer: [] };
  const listener = (who) => ({
    onRecvRoomTextMsg: (message) => heard[who].push(message),
    onSentRoomTextMsg: (message) => heard[who].push({ ...message, sent: true }),
    onRecvRoomCustomMsg: (message) => heard[who].push(message),
    onRequestJoinAnchor: (guest) => heard[who].push(guest),
    onChatState: (state) => heard[who].push(state),
    onMembers: ({ count }) => heard[who].push(`${count} members`),
    onLikes: ({ count }) => heard[who].push(`${count} likes`),
    onRoomDestroy: ({ reason }) => heard[who].push(`destroyed: ${reason}`),
  });
  const hosting = await world.join('host');
  const host = hosting.openRoom(listener('host'));
  await host.create({ roomInfo: 'my room', pushURL: (await hosting.getPushURL()).pushURL });
  const viewer = (await world.join('viewer')).openRoom(listener('viewer'));
  await viewer.enter('room_1');
  return { world, heard, host, viewer, hub: world.hub };
}

test('a text arrives flat at the others; its sender gets it apart', async () => {
  const { heard, viewer } = await twoInARoom();
  await viewer.sendText('hello');
  const { msg, time, ...flat } = heard.host[0];
  assert.match(time, /^\d\d:\d\d:\d\d$/);
  assert.deepEqual(flat, { roomID: 'room_1', userID: 'viewer', userName: 'name of viewer', userAvatar: '', message: 'hello' });
  assert.equal(msg.body, 'hello');
  assert.deepEqual(heard.viewer.map(({ message, sent }) => [message, sent]), [['hello', true]]);
});

test('a text from one’s other phone arrives as a text', async () => {
  const { heard, hub } = await twoInARoom();
  hub.tell('host', 'message', { id: 'a.2', time: 0, room: 'room_1', from: { id: 'host' }, kind: 'text', body: 'elsewhere', mine: false });
  assert.deepEqual(heard.host.map(({ message, userName, sent }) => [message, userName, sent]), [['elsewhere', 'host', undefined]]);
});

test('empty text, no chat, and each refusal are failures in words', async () => {
  const { viewer, hub } = await twoInARoom();
  await assert.rejects(viewer.sendText(' \n'), { errCode: -9 });
  for (const [code, errMsg] of Object.entries(words.chat.refusals)) {
    hub.refusal = { code };
    await assert.rejects(viewer.sendText('hi'), { errCode: -2, errMsg });
  }
  hub.refusal = { code: 'of a newer server' };
  await assert.rejects(viewer.sendText('hi'), { errCode: -2 });

  const silent = createWorld({ chat: false });
  const client = await silent.join('host');
  const room = client.openRoom();
  await room.create({ roomInfo: 'quiet', pushURL: (await client.getPushURL()).pushURL });
  await assert.rejects(room.sendText('hi'), { errCode: -2, errMsg: words.chat.none });
});

test('a chat that does not come says so after several tries; one that was there, that it comes back', async () => {
  const { heard, hub } = await twoInARoom();
  const lost = (tries, ever) => hub.tell('viewer', 'state', { state: 'lost', tries, ever });
  lost(1, false);
  lost(3, false);
  lost(9, true);
  hub.tell('viewer', 'state', { state: 'open', tries: 0, ever: true });
  const { lost: soon, missing } = words.chat;
  assert.deepEqual(heard.viewer, [{ state: 'lost', ...soon }, { state: 'lost', ...missing }, { state: 'lost', ...soon }, { state: 'open' }]);
});

test('members and likes are told', async () => {
  const { heard, hub } = await twoInARoom();
  hub.tell('viewer', 'members', { room: 'room_1', count: 7 });
  hub.tell('viewer', 'likes', { room: 'room_1', count: 3 });
  hub.tell('viewer', 'likes', { room: 'another', count: 9 });
  assert.deepEqual(heard.viewer, ['7 members', '3 likes']);
});

test('gifts reach the room, words to one user only that user', async () => {
  const { heard, host, viewer } = await twoInARoom();
  await viewer.sendCustom({ cmd: 'gift', msg: { name: 'rocket', count: 3 } });
  assert.deepEqual([heard.host[0].cmd, heard.host[0].message], ['gift', '{"name":"rocket","count":3}']);
  await host.sendCustom({ cmd: 'mute', msg: 'please', to: 'viewer' });
  assert.deepEqual(heard.viewer.map(({ cmd, message, userID }) => [cmd, message, userID]), [['mute', 'please', 'host']]);
});

test('the host mutes and bans', async () => {
  const { host, viewer, hub, heard } = await twoInARoom();
  await host.silence({ op: 'mute', user: 'viewer', on: true, seconds: 60 });
  assert.deepEqual(hub.sent, [{ from: 'host', op: 'mute', user: 'viewer', on: true, seconds: 60 }]);
  hub.tell('viewer', 'over', { room: 'room_1', reason: 'banned' });
  assert.deepEqual(heard.viewer, ['destroyed: banned']);
  assert.equal(viewer.state.roomID, '');
});

test('a room that is over ends, once', async () => {
  const { heard, viewer, hub } = await twoInARoom();
  const [, { emit }] = hub.members;
  emit('over', { room: 'room_1', reason: 'over' });
  emit('over', { room: 'room_1', reason: 'over' });
  assert.deepEqual(heard.viewer, ['destroyed: over']);
  assert.equal(viewer.state.roomID, '');
});

test('a room that was left hears nothing more', async () => {
  const { heard, viewer, hub } = await twoInARoom();
  const [, { emit }] = hub.members;
  await viewer.exit();
  emit('message', { id: 'a.3', time: 0, room: 'room_1', from: { id: 'host' }, kind: 'text', body: 'late', mine: false });
  emit('over', { room: 'room_1', reason: 'over' });
  assert.deepEqual(heard.viewer, []);
  await assert.rejects(viewer.sendText('too late'));
  assert.deepEqual(hub.sent, []);
});
