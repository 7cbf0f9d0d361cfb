// Link-mic where the server gives the seats away.
const test = require('node:test');
const assert = require('node:assert/strict');
const path = require('node:path');
const { component, createWorld, settled, FakeStage } = require('./fakes');
const { giveSeats } = require('./seats');
const { HostFlow } = require(path.join(component, 'host-flow'));
const { ViewerFlow } = require(path.join(component, 'viewer-flow'));
const words = require(path.join(component, 'words'));

async function watching() {
  const world = createWorld();
  const server = giveSeats(world.server);
  const hostStage = new FakeStage();
  const host = new HostFlow(await world.join('host'), hostStage, { roomID: '', roomName: 'my room' });
  await host.start();
  host.onPusherState(1002);
  await settled();
  const enter = async (userID) => {
    const stage = new FakeStage();
    const flow = new ViewerFlow(await world.join(userID), stage, 'room_1');
    await flow.start();
    flow.onPlayerState(2004);
    await settled();
    return { stage, flow };
  };
  hostStage.heard();
  return { world, server, clock: world.clock, host, hostStage, enter, ...(await enter('viewer')) };
}

/** The viewer has asked, and the host has seen it. */
async function asking() {
  const all = await watching();
  all.flow.requestLink();
  await all.clock.pass(5000);
  return all;
}

async function linked() {
  const all = await asking();
  await all.host.respond(true, 'viewer');
  await all.clock.pass(3000);
  all.flow.onPusherState(1002);
  await all.clock.pass(5000);
  all.stage.heard();
  all.hostStage.heard();
  return all;
}

test('a guest asks the server, is granted a seat with its address, and takes it', async () => {
  const all = await asking();
  assert.deepEqual(all.hostStage.events, [{ tag: 'requestJoinAnchor', code: 0, detail: { userID: 'viewer', userName: 'name of viewer', userAvatar: '' } }]);
  await all.host.respond(true, 'viewer');
  await all.clock.pass(3000);
  assert.deepEqual(all.stage.done.slice(1), ['play rtmp://play/host_1 RTC', 'push rtmp://push/viewer_seat']);
  all.flow.onPusherState(1002);
  await settled();
  assert.deepEqual(all.stage.heard(), ['linkOn 0']);
  await all.clock.pass(5000);
  assert.deepEqual(all.hostStage.seats, ['viewer']);
  assert.deepEqual(all.world.hub.sent, [], 'nothing is agreed upon by messages');
});

test('a push of the chat spares host and guest the wait for their next look', async () => {
  const { world, host, hostStage, stage, flow } = await watching();
  flow.requestLink();
  await settled();
  world.hub.tell('host', 'changed', { room: 'room_1' });
  await settled();
  assert.deepEqual(hostStage.heard(), ['requestJoinAnchor 0']);
  await host.respond(true, 'viewer');
  world.hub.tell('viewer', 'changed', { room: 'room_1' });
  await settled();
  assert.equal(stage.done.at(-1), 'push rtmp://push/viewer_seat');
});

test('a push that comes amid a look makes another one follow', async () => {
  const { world, server, hostStage, flow, clock } = await watching();
  const release = server.hold('anchor_heartbeat');
  await clock.pass(5000);
  flow.requestLink();
  await settled();
  world.hub.tell('host', 'changed', { room: 'room_1' });
  release();
  await settled();
  await settled();
  assert.deepEqual(hostStage.heard(), ['requestJoinAnchor 0']);
});

test('a refusal has the host’s reason, or words of our own', async () => {
  const { clock, host, stage, flow } = await asking();
  await host.respond(false, 'viewer');
  await clock.pass(3000);
  assert.match(stage.events[0].detail, new RegExp(words.linkRefused));
  assert.deepEqual(stage.heard(), ['error -9004']);
  assert.equal(flow.life.alive, true);
});

test('what is refused while an older answer is under way is not mistaken', async () => {
  const { server, clock, stage, flow } = await asking();
  const release = server.hold('audience_heartbeat');
  await clock.pass(3000);
  flow.quitLink();
  await settled();
  flow.requestLink();
  await settled();
  release();
  await settled();
  assert.deepEqual([stage.events, stage.shown], [[], 'linking']);
});

test('without an answer the request is taken back', async () => {
  const { server, clock, stage, host, hostStage } = await asking();
  await clock.pass(5000);
  assert.match(stage.events[0].detail, new RegExp(words.linkUnanswered));
  assert.equal(server.named('withdraw_seat').length, 1);
  hostStage.heard();
  await host.respond(true, 'viewer');
  assert.match(hostStage.events[0].detail, new RegExp(words.linkGone));
});

test('a request that is taken back amid its way is taken back at the server', async () => {
  const { server, flow, stage } = await watching();
  const release = server.hold('ask_seat');
  flow.requestLink();
  await settled();
  flow.quitLink();
  release();
  await settled();
  assert.deepEqual(server.rooms.get('room_1').seats.map(({ userID }) => userID), ['host']);
  assert.deepEqual(stage.events, []);
});

test('a request that is taken back and made again at once is a new one, for both', async () => {
  const { world, clock, host, hostStage, stage, flow } = await asking();
  hostStage.heard();
  flow.quitLink();
  flow.requestLink();
  await settled();
  await clock.pass(5000);
  assert.deepEqual([hostStage.heard(), stage.events, stage.shown], [['requestJoinAnchor 0'], [], 'linking']);
  await host.respond(true, 'viewer');
  world.hub.tell('viewer', 'changed', { room: 'room_1' });
  await settled();
  assert.equal(stage.done.at(-1), 'push rtmp://push/viewer_seat');
});

test('a guest who has left the mic may ask again at once', async () => {
  const { clock, hostStage, stage, flow, server } = await linked();
  const release = server.hold('delete_anchor', { late: true });
  flow.quitLink();
  flow.requestLink();
  await settled();
  assert.equal(server.named('ask_seat').length, 1, 'the seat is given back first');
  release();
  await clock.pass(5000);
  assert.deepEqual([hostStage.heard(), stage.heard()], [['requestJoinAnchor 0'], ['linkOut 0']]);
});

test('leaving the page takes the request back', async () => {
  const { server, flow } = await asking();
  flow.stop();
  await settled();
  assert.equal(server.named('withdraw_seat').length, 1);
});

for (const [why, told] of [['kicked', words.kickedOut], ['expired', words.linkDropped]]) {
  test(`a guest whose seat is gone, ${why}, watches on`, async () => {
    const { server, clock, stage, flow } = await linked();
    server.free('viewer', why);
    await clock.pass(5000);
    assert.deepEqual(stage.events.map(({ tag, detail }) => [tag, detail]), [['linkOut', told]]);
    assert.deepEqual(stage.done.slice(-2), ['stop push', 'play rtmp://play/host_1.flv live']);
    assert.equal(flow.life.alive, true);
    assert.equal(server.named('delete_anchor').length, 0, 'there is nothing to give back');
  });
}

test('the host takes a guest off the mic; the guest has no way back', async () => {
  const { server, clock, host, stage, flow } = await linked();
  await host.kickout('viewer');
  await clock.pass(5000);
  assert.deepEqual(stage.heard(), ['linkOut 0']);
  flow.requestLink();
  await settled();
  assert.match(stage.events[0].detail, new RegExp(words.server[203021]));
  assert.deepEqual(server.named('delete_anchor'), [{ roomID: 'room_1', userID: 'viewer' }]);
});

test('without a free seat an acceptance becomes a refusal, with its reason', async () => {
  const { server, clock, host, hostStage, stage } = await asking();
  for (const userID of ['a', 'b', 'c']) server.rooms.get('room_1').seats.push({ userID, state: 'on' });
  hostStage.heard();
  await host.respond(true, 'viewer');
  await clock.pass(3000);
  for (const { events } of [hostStage, stage]) assert.match(events[0].detail, new RegExp(words.linkFull));
});

test('a guest whose other phone took over stops, says so, and does not fight', async () => {
  const { server, clock, stage } = await linked();
  const added = server.named('add_anchor').length;
  server.takeOver('viewer');
  await clock.pass(5000);
  assert.deepEqual(stage.events.map(({ tag, detail }) => [tag, detail]), [['linkOut', words.takenOver]]);
  await clock.pass(20000);
  assert.equal(server.named('add_anchor').length, added);
  assert.equal(server.named('delete_anchor').length, 0);
});

test('a host whose other phone took over stops, says so, and leaves the room alone', async () => {
  for (const notice of ['by the heartbeat', 'by add_anchor']) {
    const { server, clock, host, hostStage } = await watching();
    server.takeOver('host');
    if (notice === 'by add_anchor') {
      host.announced = '';
      host.onPusherState(1002);
    }
    await clock.pass(5000);
    assert.deepEqual(hostStage.events.map(({ tag, detail }) => [tag, detail]), [['roomClosed', words.takenOver]], notice);
    assert.equal(hostStage.done.at(-1), 'stop push');
    assert.deepEqual([server.named('destroy_room').length, server.named('delete_anchor').length], [0, 0]);
  }
});

test('who watches the own room on another phone does not end it by leaving', async () => {
  const { world, server } = await watching();
  const stage = new FakeStage();
  const flow = new ViewerFlow(await world.join('host'), stage, 'room_1');
  await flow.start();
  flow.stop();
  await settled();
  assert.equal(server.named('destroy_room').length, 0);
});

test('a viewer gives a sign of life as often as the server asks for it', async () => {
  const { server, clock } = await watching();
  const looks = server.named('get_anchors').length;
  await clock.pass(100000);
  assert.equal(server.named('get_anchors').length, looks);
  const beats = server.named('audience_heartbeat');
  assert.equal(beats.length, 4);
  assert.equal(beats.at(-1).rev, server.rooms.get('room_1').rev);
});

test('a viewer of a full room looks without being counted', async () => {
  const { server, clock, stage } = await watching();
  server.audience_heartbeat = () => ({ code: 205001 });
  server.setAway(true);
  await clock.pass(25000);
  assert.equal(stage.shown, 'away');
});

test('while the host is away viewers are told, and nobody gives up; then the picture is back', async () => {
  const { server, clock, stage, flow } = await watching();
  server.setAway(true);
  await clock.pass(25000);
  assert.equal(stage.shown, 'away');
  flow.onPlayerState(-2301);
  await clock.pass(120000);
  assert.deepEqual([stage.events, stage.shown], [[], 'away']);
  server.setAway(false);
  await clock.pass(25000);
  assert.deepEqual([stage.done.at(-1), stage.shown], ['play rtmp://play/host_1.flv live', '']);
});

test('who comes while the host is away waits too, and is not taken to lack the right to play', async () => {
  const { server, clock, enter } = await watching();
  server.setAway(true);
  const { stage } = await enter('late');
  await clock.pass(10000);
  assert.deepEqual([stage.done, stage.events, stage.shown], [[], [], 'away']);
  server.setAway(false);
  await clock.pass(25000);
  assert.deepEqual(stage.done, ['play rtmp://play/host_1.flv live']);
});

test('viewers look once for changes that come together', async () => {
  const { world, server, clock } = await watching();
  for (let i = 0; i < 5; i += 1) world.hub.tell('viewer', 'changed', { room: 'room_1' });
  await clock.pass(1000);
  assert.equal(server.named('audience_heartbeat').length, 1);
});

test('a stream that breaks before the host is known to be away is waited for all the same', async () => {
  const { server, clock, stage, flow } = await watching();
  await clock.pass(10000);
  flow.onPlayerState(-2301);
  server.setAway(true);
  await clock.pass(2000);
  assert.equal(stage.shown, 'away');
  server.setAway(false);
  await clock.pass(25000);
  assert.equal(stage.done.at(-1), 'play rtmp://play/host_1.flv live');
});

test('the chat of a room that is over ends it, and so does a beat that finds no room', async () => {
  const { server, clock, stage } = await watching();
  server.rooms.delete('room_1');
  await clock.pass(40000);
  assert.deepEqual(stage.heard(), ['roomClosed -9006']);
});
