const test = require('node:test');
const assert = require('node:assert/strict');
const path = require('node:path');
const { component, createWorld, settled, FakeStage } = require('./fakes');
const { watching } = require('./scenes');
const { Client } = require(path.join(component, 'client'));
const { ViewerFlow } = require(path.join(component, 'viewer-flow'));
const words = require(path.join(component, 'words'));

test('a viewer plays what the server mixes', async () => {
  const { stage } = await watching();
  assert.deepEqual(stage.done, ['play rtmp://play/host_1.flv live']);
  assert.equal(stage.shown, '');
  assert.deepEqual(stage.heard(), []);
});

test('a room that is not there', async () => {
  const world = createWorld();
  const stage = new FakeStage();
  await new ViewerFlow(await world.join('viewer'), stage, 'room_9').start();
  assert.equal(stage.events[0].code, -9003);
  assert.match(stage.events[0].detail, new RegExp(words.server[3]));
  assert.equal(world.clock.running(), 0);
});

test('clients differ in what they say of a picture', async () => {
  for (const code of [2003, 2004, 2026, 2032]) {
    const { stage, flow } = await watching();
    stage.shown = 'entering';
    flow.onPlayerState(code);
    assert.equal(stage.shown, '', String(code));
  }
});

test('a login that was refused is the reason why the room is not entered', async () => {
  const { world } = await watching();
  const client = new Client(world.settings());
  world.server.refuse('login', 202005);
  await assert.rejects(client.account.login({ sdkAppID: 1, userID: 'viewer', userSig: 'sig' }));
  const stage = new FakeStage();
  await new ViewerFlow(client, stage, 'room_1').start();
  assert.deepEqual(stage.events[0].code, -9003);
  assert.match(stage.events[0].detail, /202005/);
});

test('leaving amid the entry stays silent', async () => {
  const { world } = await watching();
  const release = world.server.hold('get_anchors');
  const stage = new FakeStage();
  const flow = new ViewerFlow(await world.join('other'), stage, 'room_1');
  const starting = flow.start();
  await settled();
  flow.stop();
  release();
  await starting;
  assert.deepEqual(stage.events, []);
  assert.ok(!world.hub.members.some(({ userID }) => userID === 'other'));
});

test('a lost stream is asked after and played again, under its new address', async () => {
  const { clock, host, stage, flow } = await watching();
  host.onPusherState(-1307);
  await clock.pass(1000);
  host.onPusherState(1002);
  await settled();
  stage.done = [];
  flow.onPlayerState(-2301);
  assert.equal(stage.shown, 'reconnecting');
  await clock.pass(1000);
  assert.equal(stage.done.at(-1), 'play rtmp://play/host_2.flv live');
});

test('a new address is played without waiting for the old stream to end', async () => {
  const { clock, host, stage } = await watching();
  host.onPusherState(-1307);
  await clock.pass(1000);
  host.onPusherState(1002);
  stage.done = [];
  await clock.pass(10000);
  assert.deepEqual(stage.done, ['play rtmp://play/host_2.flv live']);
});

test('a stream that stays away is given up, with the code that pages know', async () => {
  const { clock, stage, flow } = await watching();
  for (let loss = 0; loss < 4; loss++) {
    flow.onPlayerState(-2301);
    await clock.pass(15000);
  }
  assert.deepEqual(stage.heard(), ['error -2301']);
  assert.equal(stage.done.at(-1), 'stop play');
});

test('a host who is gone is told instead of a broken stream', async () => {
  const { clock, host, stage, flow } = await watching();
  host.stop();
  await settled();
  flow.onPlayerState(-2301);
  await clock.pass(1000);
  assert.deepEqual(stage.heard(), ['roomClosed -9006']);
});

test('hidden and shown: the player pauses and goes on; a stream lost meanwhile is fetched then', async () => {
  const { clock, stage, flow } = await watching();
  stage.done = [];
  flow.pause();
  flow.resume();
  assert.deepEqual(stage.done, ['pause play', 'resume play']);
  flow.pause();
  flow.onPlayerState(-2301);
  await clock.pass(5000);
  flow.resume();
  await clock.pass(1000);
  assert.equal(stage.done.at(-1), 'play rtmp://play/host_1.flv live');
});

test('a player that gives no sign is denied', async () => {
  const { world } = await watching();
  const stage = new FakeStage();
  await new ViewerFlow(await world.join('other'), stage, 'room_1').start();
  await world.clock.pass(8000);
  assert.deepEqual(stage.heard(), ['error -9007']);
});
