const test = require('node:test');
const assert = require('node:assert/strict');
const { createWorld, settled } = require('./fakes');

/** Somebody in a room of one's own, and a record of what the listener hears. */
function listen(client) {
  const heard = [];
  const names = ['onAnchorEnter', 'onAnchorExit', 'onRoomDestroy', 'onLinkDropped', 'onPlayURLChange'];
  const listener = Object.fromEntries(names.map((name) => [name, (event) => heard.push([name, event])]));
  return { room: client.openRoom(listener), heard, names: () => heard.splice(0).map(([name]) => name) };
}

async function hosted(world, userID = 'host') {
  const client = await world.join(userID);
  const host = listen(client);
  const { pushURL } = await client.getPushURL();
  await host.room.create({ roomInfo: 'my room', pushURL });
  return { client, ...host };
}

async function watching(world, roomID, userID = 'viewer') {
  const client = await world.join(userID);
  const viewer = listen(client);
  await viewer.room.enter(roomID);
  return { client, ...viewer };
}

test('a creator makes the room, goes on the mic, keeps one heartbeat, and is in the chat beside it', async () => {
  const world = createWorld();
  const { room } = await hosted(world);
  assert.equal(room.state.roomID, 'room_1');
  assert.deepEqual(world.hub.members.map(({ roomID, userID }) => [roomID, userID]), [['room_1', 'host']]);
  await world.clock.pass(20000);
  assert.equal(world.server.named('anchor_heartbeat').length, 5);
  assert.deepEqual(room.state.pushers.map(({ userID }) => userID), ['host']);
});

test('restarting the push does not add a heartbeat', async () => {
  const world = createWorld();
  const { client, room } = await hosted(world);
  await room.joinAnchor((await client.getPushURL()).pushURL);
  await room.joinAnchor((await client.getPushURL()).pushURL);
  const before = world.server.named('anchor_heartbeat').length;
  await world.clock.pass(20000);
  assert.equal(world.server.named('anchor_heartbeat').length - before, 4);
});

test('leaving ends heartbeat and chat, tells the server once, and leaves no timer', async () => {
  const world = createWorld();
  const { room } = await hosted(world);
  await settled();
  await Promise.all([room.exit(), room.exit()]);
  await room.exit();
  await world.clock.pass(60000);
  const names = world.server.calls.map(([name]) => name);
  assert.deepEqual(names.slice(-4), ['add_anchor', 'anchor_heartbeat', 'get_anchors', 'destroy_room']);
  assert.deepEqual(world.server.named('destroy_room'), [{ userID: 'host', roomID: 'room_1' }]);
  assert.equal(world.hub.members.length, 0);
  assert.equal(world.clock.running(), 0);
  assert.equal(room.state.roomID, '');
});

test('a viewer is counted, and quits the chat and the list when leaving', async () => {
  const world = createWorld();
  await hosted(world);
  const { room } = await watching(world, 'room_1');
  assert.deepEqual([...world.server.rooms.get('room_1').audience], ['viewer']);
  await room.exit();
  assert.deepEqual([...world.server.rooms.get('room_1').audience], []);
  assert.deepEqual(world.hub.members.map(({ userID }) => userID), ['host']);
  assert.equal(world.server.named('destroy_room').length, 0);
});

test('a viewer who has been a creator before leaves as a viewer', async () => {
  const world = createWorld();
  await hosted(world, 'other');
  const { room } = await hosted(world);
  await room.enter('room_1');
  await room.exit();
  assert.deepEqual(world.server.named('destroy_room').map(({ roomID }) => roomID), ['room_2']);
});

for (const call of ['create_room', 'add_anchor']) {
  test(`a creator who leaves amid ${call} leaves no room behind`, async () => {
    const world = createWorld();
    const client = await world.join('host');
    const { room } = listen(client);
    const { pushURL } = await client.getPushURL();
    const release = world.server.hold(call);
    const creating = assert.rejects(room.create({ roomInfo: 'my room', pushURL }), { errCode: -1 });
    await settled();
    room.exit();
    await creating;
    release();
    await settled();
    assert.equal(world.server.rooms.size, 0);
    assert.equal(world.clock.running(), 0);
  });
}

test('servers that open a room for a late add_anchor are told again that it is over', async () => {
  const world = createWorld();
  const client = await world.join('host');
  const { room } = listen(client);
  world.server.add_anchor = ({ roomID, userID }) => {
    world.server.rooms.set(roomID, { roomID, roomCreator: userID, pushers: [{ userID }] });
    return {};
  };
  const release = world.server.hold('add_anchor', { late: true });
  const creating = assert.rejects(room.create({ roomInfo: 'my room', pushURL: 'rtmp://push/x' }));
  await settled();
  await room.exit();
  await creating;
  release();
  await settled();
  assert.equal(world.server.rooms.size, 0);
});

test('a viewer who leaves amid add_audience is not counted in the end', async () => {
  const world = createWorld();
  await hosted(world);
  const release = world.server.hold('add_audience');
  const { room } = await watching(world, 'room_1');
  await room.exit();
  world.server.rooms.get('room_1').audience.add('viewer');
  release();
  await settled();
  assert.deepEqual([...world.server.rooms.get('room_1').audience], []);
});

test('a step that fails is undone, under the code that the vendor gave it', async () => {
  const world = createWorld();
  const client = await world.join('host');
  const { room } = listen(client);
  world.server.refuse('create_room', 203009);
  await assert.rejects(room.create({ roomInfo: 'x', pushURL: 'p' }), ({ errCode, errMsg }) => errCode === -3 && errMsg.includes('203009'));
  world.server.refuse('add_anchor', 5001);
  await assert.rejects(room.create({ roomInfo: 'x', pushURL: 'p' }), { errCode: -4 });
  assert.equal(world.server.rooms.size, 0);
  assert.equal(world.clock.running(), 0);
});

test('a chat that changed its mind about the seats has the room look again', async () => {
  const world = createWorld();
  const host = await hosted(world);
  const { names } = await watching(world, 'room_1', 'guest');
  world.server.rooms.get('room_1').pushers.push({ userID: 'other', userName: 'o', userAvatar: '', accelerateURL: 'rtmp://play/other' });
  world.hub.tell('host', 'changed', { room: 'room_1' });
  world.hub.tell('guest', 'changed', { room: 'room_1' });
  await settled();
  assert.ok(host.names().includes('onAnchorEnter'));
  await world.clock.pass(1000);
  assert.ok(names().includes('onAnchorEnter'));
});

test('guests who come, go or start again are told to the others', async () => {
  const world = createWorld();
  const host = await hosted(world);
  const { client, room } = await watching(world, 'room_1', 'guest');
  await room.joinAnchor((await client.getPushURL()).pushURL);
  await world.clock.pass(5000);
  assert.deepEqual(host.names(), ['onPlayURLChange', 'onAnchorEnter']);
  await room.joinAnchor((await client.getPushURL()).pushURL);
  await world.clock.pass(5000);
  assert.deepEqual(host.names(), ['onAnchorExit', 'onAnchorEnter']);
  await room.quitJoinAnchor();
  await world.clock.pass(5000);
  assert.deepEqual(host.names(), ['onAnchorExit']);
});

test('heartbeats that answer with the list spare the second question', async () => {
  const world = createWorld();
  const { room } = await hosted(world);
  await settled();
  const asked = world.server.named('get_anchors').length;
  world.server.anchor_heartbeat = ({ roomID }) => ({ pushers: [...world.server.rooms.get(roomID).pushers, { userID: 'guest' }, { userID: 'guest' }] });
  await world.clock.pass(5000);
  assert.equal(world.server.named('get_anchors').length, asked);
  assert.deepEqual(room.state.pushers.map(({ userID }) => userID), ['host', 'guest']);
});

test('a creator whom the server has dropped is told, and has left', async () => {
  const world = createWorld();
  const { room, names } = await hosted(world);
  await world.clock.pass(5000);
  names();
  world.server.rooms.delete('room_1');
  await world.clock.pass(5000);
  assert.deepEqual(names(), ['onRoomDestroy']);
  assert.equal(room.state.roomID, '');
  assert.equal(world.clock.running(), 0);
});

test('a viewer finds out that the host is gone without any notice', async () => {
  const world = createWorld();
  await hosted(world);
  const { names } = await watching(world, 'room_1');
  world.server.rooms.delete('room_1');
  await world.clock.pass(10000);
  assert.deepEqual(names(), ['onRoomDestroy']);
});

test('a code that may mean a moment’s trouble is looked into before the room is given up', async () => {
  const world = createWorld();
  await hosted(world);
  const { names } = await watching(world, 'room_1');
  world.server.refuse('get_anchors', 204002);
  await world.clock.pass(15000);
  assert.deepEqual(names(), []);
  world.server.get_anchors = () => ({ code: 204002 });
  await world.clock.pass(15000);
  assert.deepEqual(names(), ['onRoomDestroy']);
});

test('no network, a busy server or one bad list do not end a room', async () => {
  const world = createWorld();
  const { room, names } = await hosted(world);
  names();
  const anchors = world.server.get_anchors;
  for (const trouble of [() => Promise.reject({ errMsg: 'request:fail' }), () => ({ code: 202006 }), () => ({ code: 500 })]) {
    world.server.get_anchors = trouble;
    await world.clock.pass(60000);
  }
  world.server.get_anchors = anchors;
  world.server.next.set('get_anchors', () => ({ pushers: [] }));
  await world.clock.pass(10000);
  assert.equal(room.state.roomID, 'room_1');
  assert.ok(!names().includes('onRoomDestroy'));
});

test('a guest whom the server has dropped goes on as a viewer', async () => {
  const world = createWorld();
  await hosted(world);
  const { client, room, names } = await watching(world, 'room_1', 'guest');
  await room.joinAnchor((await client.getPushURL()).pushURL);
  await settled();
  world.server.delete_anchor({ roomID: 'room_1', userID: 'guest' });
  await world.clock.pass(5000);
  assert.ok(names().includes('onLinkDropped'));
  const beats = world.server.named('anchor_heartbeat').length;
  await room.exit();
  assert.equal(world.server.named('delete_anchor').length, 0, 'there is nothing to delete any more');
  await world.clock.pass(1000);
  assert.equal(world.server.named('anchor_heartbeat').length, beats);
});

test('one question at a time: a slow server is not asked twice', async () => {
  const world = createWorld();
  await hosted(world);
  await settled();
  const release = world.server.hold('anchor_heartbeat');
  const before = world.server.named('anchor_heartbeat').length;
  await world.clock.pass(20000);
  assert.equal(world.server.named('anchor_heartbeat').length - before, 1);
  release();
  await world.clock.pass(5000);
  assert.equal(world.server.named('anchor_heartbeat').length - before, 2);
});

test('two rooms do not hear each other', async () => {
  const world = createWorld();
  await hosted(world, 'one');
  await hosted(world, 'two');
  const client = await world.join('viewer');
  const first = listen(client);
  const second = listen(client);
  await first.room.enter('room_1');
  await second.room.enter('room_2');
  world.server.rooms.delete('room_1');
  await world.clock.pass(10000);
  assert.deepEqual([first.names(), second.names()], [['onRoomDestroy'], []]);
  assert.equal(second.room.state.roomID, 'room_2');
});

test('a listener that throws does not stop the room', async (t) => {
  t.mock.method(console, 'error', () => {});
  const world = createWorld();
  await hosted(world);
  const client = await world.join('viewer');
  const room = client.openRoom({
    onRoomDestroy: () => {
      throw new Error('page');
    },
  });
  await room.enter('room_1');
  world.server.rooms.delete('room_1');
  await world.clock.pass(10000);
  assert.equal(room.state.roomID, '');
  assert.equal(console.error.mock.callCount(), 1);
});
