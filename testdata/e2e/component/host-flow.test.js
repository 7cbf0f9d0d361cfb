const test = require('node:test');
const assert = require('node:assert/strict');
const path = require('node:path');
const { component, createWorld, settled, FakeStage } = require('./fakes');
const { HostFlow } = require(path.join(component, 'host-flow'));
const words = require(path.join(component, 'words'));

async function broadcasting(options = {}) {
  const world = createWorld(options);
  const client = await world.join('host');
  const stage = new FakeStage();
  const flow = new HostFlow(client, stage, { roomID: '', roomName: 'my room', ...options.wanted });
  await flow.start();
  return { world, server: world.server, clock: world.clock, client, stage, flow };
}

async function live(options) {
  const all = await broadcasting(options);
  all.flow.onPusherState(1001);
  all.flow.onPusherState(1002);
  await settled();
  all.stage.heard();
  return all;
}

test('push first, then the room, then the event', async () => {
  const { server, stage, flow } = await broadcasting();
  assert.deepEqual(stage.done, ['push rtmp://push/host_1']);
  assert.equal(stage.shown, 'starting');
  assert.equal(server.rooms.size, 0);
  flow.onPusherState(1002);
  await settled();
  assert.equal(server.rooms.get('room_1').roomInfo, 'my room');
  assert.deepEqual(stage.events, [{ tag: 'created', code: 0, detail: words.created }]);
  assert.equal(stage.shown, '');
  assert.equal(stage.lit, true);
});

test('a second 1002 makes no second room', async () => {
  const { server, flow } = await live();
  flow.onPusherState(1002);
  await settled();
  assert.equal(server.named('create_room').length, 1);
  assert.equal(server.named('add_anchor').length, 1);
});

test('a room without a name gets one, and a wanted id is asked for', async () => {
  const { server } = await live({ wanted: { roomID: 'mine', roomName: '' } });
  assert.equal(server.rooms.get('mine').roomInfo, words.defaultRoomName);
});

test('no push address, no room: each under its own code, with the reason', async () => {
  const world = createWorld();
  const client = await world.join('host');
  const stage = new FakeStage();
  world.server.refuse('get_anchor_url', 204001);
  await new HostFlow(client, stage, { roomID: '', roomName: '' }).start();
  assert.deepEqual(stage.events[0].code, -9002);
  assert.match(stage.events[0].detail, /204001/);

  const failing = await broadcasting();
  failing.server.refuse('create_room', 203002, 'no');
  failing.flow.onPusherState(1002);
  await settled();
  assert.deepEqual(failing.stage.heard(), ['error -9001']);
  assert.equal(failing.stage.lit, false);
  assert.equal(failing.stage.done.at(-1), 'stop push');
});

test('leaving before the login is done stays silent', async () => {
  const world = createWorld();
  const client = await world.join('host');
  const release = world.server.hold('get_anchor_url');
  const stage = new FakeStage();
  const flow = new HostFlow(client, stage, { roomID: '', roomName: '' });
  const starting = flow.start();
  await settled();
  flow.stop();
  release();
  await starting;
  assert.deepEqual(stage.events, []);
  assert.deepEqual(stage.done, ['stop push']);
  assert.equal(world.clock.running(), 0);
});

test('a lost push is restored with a new address, which the server is told', async () => {
  const { clock, server, stage, flow } = await live();
  flow.onPusherState(-1307);
  assert.equal(stage.shown, 'reconnecting');
  await clock.pass(1000);
  assert.deepEqual(stage.done, ['push rtmp://push/host_1', 'stop push', 'push rtmp://push/host_2']);
  flow.onPusherState(1002);
  await settled();
  assert.equal(server.rooms.get('room_1').mixedPlayURL, 'rtmp://play/host_2.flv');
  assert.equal(server.named('create_room').length, 1);
  assert.deepEqual(stage.heard(), []);
  assert.equal(stage.shown, '');
});

test('several signs of one loss are one loss', async () => {
  const { clock, server, flow } = await live();
  const before = server.named('get_anchor_url').length;
  flow.onPusherState(-1307);
  flow.onPusherState(-1307);
  await clock.pass(5000);
  assert.equal(server.named('get_anchor_url').length - before, 1);
});

test('it tries less and less often, then leaves the room and says so', async () => {
  const { clock, server, stage, flow } = await live();
  await clock.pass(10000);
  for (const delay of [1000, 2000, 4000, 8000, 15000, 15000]) {
    flow.onPusherState(-1307);
    const before = server.named('get_anchor_url').length;
    await clock.pass(delay - 1);
    assert.equal(server.named('get_anchor_url').length, before);
    await clock.pass(1);
    assert.equal(server.named('get_anchor_url').length, before + 1);
  }
  flow.onPusherState(-1307);
  assert.deepEqual(stage.heard(), ['error -1307']);
  await settled();
  assert.equal(server.rooms.size, 0);
  assert.equal(clock.running(), 0);
});

test('a stream that held for ten seconds starts over with short delays', async () => {
  const { clock, stage, flow } = await live();
  await clock.pass(10000);
  for (let loss = 0; loss < 10; loss++) {
    flow.onPusherState(-1307);
    await clock.pass(1000);
    flow.onPusherState(1002);
    await clock.pass(10000);
  }
  assert.deepEqual(stage.heard(), []);
});

test('an address that cannot be had is tried again too', async () => {
  const { clock, server, stage, flow } = await live();
  await clock.pass(10000);
  flow.onPusherState(-1307);
  server.lose('get_anchor_url');
  await clock.pass(3000);
  assert.equal(stage.done.at(-1), 'push rtmp://push/host_2');
});

test('no camera, no microphone, no such resolution: told by name, whichever way the phone says it', async () => {
  const said = [
    [-1301, 'state', -1301], [-1314, 'state', -1301], [10001, 'state', -1301], [10001, 'error', -1301], [1001, 'error', -1301],
    [-1302, 'state', -1302], [-1317, 'state', -1302], [10002, 'error', -1302], [1002, 'error', -1302],
    [-1305, 'state', -1305], [-1306, 'state', -1306], [-1303, 'state', -1303], [10099, 'error', -1],
  ];
  for (const [code, way, told] of said) {
    const { stage, flow } = await live();
    if (way === 'state') flow.onPusherState(code);
    else flow.onPusherError(code);
    flow.onPusherError(10001);
    assert.deepEqual(stage.heard(), [`error ${told}`], `${way} ${code}`);
  }
});

test('background music, a missing waiting image and codes nobody knows end nothing', async () => {
  const { stage, flow } = await live();
  flow.onPusherError(10003);
  flow.onPusherError(10004);
  for (const code of [2027, 2029, 10005, 10012, 10014, -1326, -1311, 5001, 3004, 1101, 1102]) flow.onPusherState(code);
  assert.deepEqual(stage.heard(), []);
  assert.equal(flow.life.alive, true);
});

test('a suspended mini-program keeps its room and goes on when it is shown again', async () => {
  const { clock, server, stage, flow } = await live();
  flow.pause();
  flow.onPusherState(5000);
  assert.deepEqual(stage.heard(), ['error 5000']);
  assert.equal(server.rooms.size, 1);
  flow.onPusherState(-1307);
  await clock.pass(5000);
  assert.equal(server.named('get_anchor_url').length, 1, 'nothing is tried while nobody looks');
  flow.resume();
  await clock.pass(1000);
  flow.onPusherState(1002);
  await settled();
  assert.equal(server.rooms.get('room_1').mixedPlayURL, 'rtmp://play/host_2.flv');
});

test('a push that was suspended in silence is started again', async () => {
  const { clock, stage, flow } = await live();
  flow.pause();
  flow.onPusherState(5000);
  flow.resume();
  await clock.pass(1000);
  assert.equal(stage.done.at(-1), 'push rtmp://push/host_2');
});

test('a page that leaves the room amid its making is told why there is none', async () => {
  const { client, server, stage, flow } = await broadcasting();
  const release = server.hold('create_room');
  flow.onPusherState(1002);
  await settled();
  client.current.exit();
  await settled();
  assert.deepEqual(stage.heard(), ['error -9001']);
  release();
});

test('hidden and shown: the push pauses, the screen may go dark; twice is once', async () => {
  const { stage, flow } = await live();
  stage.done = [];
  flow.pause();
  flow.pause();
  assert.equal(stage.lit, false);
  flow.resume();
  flow.resume();
  assert.equal(stage.lit, true);
  assert.deepEqual(stage.done, ['pause push', 'resume push']);
});

test('a room that the server has ended is told once', async () => {
  const { clock, server, stage, flow } = await live();
  server.rooms.clear();
  await clock.pass(10000);
  assert.deepEqual(stage.heard(), ['roomClosed -9006']);
  assert.equal(stage.done.at(-1), 'stop push');
  flow.stop();
  assert.equal(clock.running(), 0);
});

test('stopping in the middle of a reconnect ends it', async () => {
  const { clock, server, flow } = await live();
  flow.onPusherState(-1307);
  flow.stop();
  const calls = server.named('get_anchor_url').length;
  await clock.pass(60000);
  flow.onPusherState(1002);
  assert.equal(server.named('get_anchor_url').length, calls);
});

test('a tag that gives no sign at all is denied: told at once when camera and microphone are allowed', async () => {
  const { clock, stage } = await broadcasting();
  await clock.pass(7999);
  assert.deepEqual(stage.heard(), []);
  await clock.pass(1);
  assert.deepEqual(stage.events, [{ tag: 'error', code: -9007, detail: words.tagsDenied }]);
});

test('while people may still be asked for permission, it waits longer', async () => {
  const { clock, stage } = await broadcasting();
  stage.permitted = false;
  await clock.pass(29999);
  assert.deepEqual(stage.heard(), []);
  await clock.pass(1);
  assert.deepEqual(stage.heard(), ['error -9007']);
});

test('any sign will do', async () => {
  const { clock, stage, flow } = await broadcasting();
  flow.onPusherState(2029);
  await clock.pass(60000);
  assert.deepEqual(stage.heard(), []);
});

test('DevTools, where tags never speak, is not taken for a denial', async () => {
  const world = createWorld();
  const client = await world.join('host');
  const stage = Object.assign(new FakeStage(), { hasLiveTags: false });
  await new HostFlow(client, stage, { roomID: '', roomName: '' }).start();
  await world.clock.pass(60000);
  assert.deepEqual(stage.events, []);
});

test('texts and link-mic that fail are told under codes that close no page', async () => {
  const { stage, flow } = await live({ chat: false });
  await flow.sendText('hi');
  assert.match(stage.events[0].detail, new RegExp(words.chat.none));
  await flow.respond(true, 'nobody');
  assert.deepEqual(stage.heard(), ['error -9005', 'error -9004']);
});
