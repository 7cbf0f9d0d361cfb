const test = require('node:test');
const assert = require('node:assert/strict');
const path = require('node:path');
const { component, createWorld } = require('./fakes');
const { parse, flatCustom } = require(path.join(component, 'messages'));

async function twoInARoom() {
  const world = createWorld();
  const heard = { host: [], viewer: [] };
  const listener = (who) => ({
    onRecvRoomTextMsg: (message) => heard[who].push(message),
    onRecvRoomCustomMsg: (message) => heard[who].push(message),
    onRequestJoinAnchor: (guest) => heard[who].push(guest),
    onRoomDestroy: () => heard[who].push('destroyed'),
  });
  const hosting = await world.join('host');
  const host = hosting.openRoom(listener('host'));
  await host.create({ roomInfo: 'my room', pushURL: (await hosting.getPushURL()).pushURL });
  const viewer = (await world.join('viewer')).openRoom(listener('viewer'));
  await viewer.enter('room_1');
  return { world, heard, host, viewer, hub: world.hub };
}

test('a text arrives flat at everybody, its sender included, once', async () => {
  const { heard, viewer } = await twoInARoom();
  await viewer.sendText('hello');
  const [message] = heard.host;
  assert.match(message.time, /^\d\d:\d\d:\d\d$/);
  assert.deepEqual(message, {
    roomID: 'room_1',
    userID: 'viewer',
    userName: 'name of viewer',
    userAvatar: '',
    message: 'hello',
    time: message.time,
  });
  assert.deepEqual(heard.viewer, [message]);
});

test('a message of the transport is handed on beside the flat fields', async () => {
  const { heard, hub } = await twoInARoom();
  const raw = { ID: 'c2c-1' };
  hub.members[0].handlers.onText({ from: 'viewer', text: 'hi', time: 0, raw });
  assert.equal(heard.host[0].msg, raw);
  assert.deepEqual([heard.host[0].userID, heard.host[0].userName], ['viewer', 'viewer']);
});

test('a transport that echoes does not double one’s own text', async () => {
  const { heard, hub } = await twoInARoom();
  hub.members[0].handlers.onText({ from: 'host', text: 'mine' });
  assert.deepEqual(heard.host, []);
});

test('empty text, no transport, a lost connection and a refusal are failures that can be told apart', async () => {
  const { viewer, hub } = await twoInARoom();
  await assert.rejects(viewer.sendText(' \n'), { errCode: -9 });
  hub.deliver = () => Promise.reject({ code: 10017, message: 'muted' });
  await assert.rejects(viewer.sendText('hi'), { errCode: -2, errMsg: 'muted' });
  hub.members[1].handlers.onClosed();
  await assert.rejects(viewer.sendText('hi'), { errCode: -2, errMsg: require(path.join(component, 'words')).chatLost });

  const silent = createWorld({ chat: false });
  const client = await silent.join('host');
  const room = client.openRoom();
  await room.create({ roomInfo: 'quiet', pushURL: (await client.getPushURL()).pushURL });
  await assert.rejects(room.sendText('hi'), { errCode: -2, errMsg: require(path.join(component, 'words')).noChat });
});

test('a transport that does not answer a text fails it after ten seconds', async () => {
  const { world, viewer, hub } = await twoInARoom();
  hub.deliver = () => new Promise(() => {});
  const sending = assert.rejects(viewer.sendText('hi'), { errCode: -2 });
  await world.clock.pass(10000);
  await sending;
});

test('likes and gifts reach the room, words to one user only that user', async () => {
  const { heard, host, viewer } = await twoInARoom();
  await viewer.sendCustom({ cmd: 'like', msg: 3 });
  assert.equal(heard.host[0].cmd, 'like');
  assert.equal(heard.host[0].message, '3');
  await host.sendCustom({ cmd: 'mute', msg: 'please', to: 'viewer' });
  assert.deepEqual(
    heard.viewer.map(({ cmd, message, userID }) => [cmd, message, userID]),
    [['mute', 'please', 'host']],
  );
});

test('the sender is who the transport says, whatever the message claims', () => {
  const parsed = parse('{"cmd":"CustomCmdMsg","data":{"userID":"host","nickName":"Ann","headPic":"a.png","cmd":5,"msg":"hi"}}');
  const flat = flatCustom('room_1', { from: 'viewer' }, parsed, 0);
  assert.deepEqual([flat.userID, flat.userName, flat.userAvatar, flat.cmd, flat.message], ['viewer', 'Ann', 'a.png', '5', 'hi']);
});

test('nonsense is no message', () => {
  for (const text of ['', 'hello', 'null', '[]', '{"data":{}}', '{"cmd":1}']) assert.equal(parse(text), null, text);
  assert.deepEqual(parse('{"cmd":"like"}'), { cmd: 'like', data: {} });
});

test('a dissolved conversation ends the room, once', async () => {
  const { heard, viewer, hub } = await twoInARoom();
  const { handlers } = hub.members[1];
  handlers.onRoomDestroyed();
  handlers.onRoomDestroyed();
  assert.deepEqual(heard.viewer, ['destroyed']);
  assert.equal(viewer.state.roomID, '');
});

test('a room that was left hears nothing more', async () => {
  const { heard, viewer, hub } = await twoInARoom();
  const { handlers } = hub.members[1];
  await viewer.exit();
  handlers.onText({ from: 'host', text: 'late' });
  handlers.onRoomDestroyed();
  assert.deepEqual(heard.viewer, []);
  await assert.rejects(viewer.sendText('too late'));
  assert.deepEqual(hub.sent, []);
});
