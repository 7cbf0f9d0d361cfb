const test = require('node:test');
const assert = require('node:assert/strict');
const path = require('node:path');
const { component, settled, FakeStage } = require('./fakes');
const { watching, linked } = require('./scenes');
const { ViewerFlow } = require(path.join(component, 'viewer-flow'));
const words = require(path.join(component, 'words'));

test('on the mic: the host at low latency, own push, then the server, then the event', async () => {
  const { server, stage, hostStage } = await linked();
  assert.deepEqual(stage.done.slice(1), ['play rtmp://play/host_1 RTC', 'push rtmp://push/viewer_2']);
  assert.deepEqual(stage.heard(), ['linkOn 0']);
  assert.deepEqual(server.rooms.get('room_1').pushers.map(({ userID }) => userID), ['host', 'viewer']);
  assert.deepEqual(hostStage.seats, ['viewer']);
});

test('after a request was taken back, another can be made at once', async () => {
  const { stage, flow } = await watching();
  flow.requestLink();
  await settled();
  flow.quitLink();
  flow.requestLink();
  await settled();
  assert.deepEqual([stage.events, stage.toasts, stage.shown], [[], [], 'linking']);
});

test('a guest whose push reconnects by itself is announced once', async () => {
  const { server, stage, flow } = await linked();
  flow.onPusherState(1002);
  await settled();
  assert.deepEqual(stage.heard(), ['linkOn 0']);
  assert.equal(server.named('add_anchor').length, 2);
});

test('guests see each other, viewers see the mix', async () => {
  const all = await linked();
  const second = new ViewerFlow(await all.world.join('second'), new FakeStage(), 'room_1');
  await second.start();
  second.requestLink();
  await settled();
  await all.host.respond(true, 'second');
  await settled();
  assert.deepEqual(second.stage.seats, ['viewer']);
  second.onPusherState(1002);
  await all.clock.pass(10000);
  assert.deepEqual(all.stage.seats, ['second']);
  const third = new ViewerFlow(await all.world.join('third'), new FakeStage(), 'room_1');
  await third.start();
  assert.deepEqual(third.stage.seats, []);
});

test('a refusal keeps the viewer in the room, with the host’s reason', async () => {
  const { host, stage, flow } = await watching();
  flow.requestLink();
  await settled();
  await host.respond(false, 'viewer');
  await settled();
  assert.deepEqual(stage.heard(), ['error -9004']);
  assert.equal(flow.life.alive, true);
  flow.requestLink();
  await settled();
  await host.respond(true, 'viewer');
  await settled();
  assert.equal(stage.done.at(-1), 'push rtmp://push/viewer_2');
});

test('a second request while one is open is a toast', async () => {
  const { stage, flow } = await watching();
  flow.requestLink();
  flow.requestLink();
  assert.deepEqual(stage.toasts, [words.linkPending]);
});

test('ten seconds without an answer', async () => {
  const { clock, stage, flow } = await watching();
  flow.requestLink();
  await clock.pass(10000);
  assert.match(stage.events[0].detail, new RegExp(words.linkUnanswered));
  assert.equal(stage.shown, '');
});

test('a guest who leaves the mic watches on', async () => {
  const { server, stage, flow } = await linked();
  stage.heard();
  flow.quitLink();
  await settled();
  assert.deepEqual(stage.done.slice(-2), ['stop push', 'play rtmp://play/host_1.flv live']);
  assert.deepEqual(stage.heard(), ['linkOut 0']);
  assert.deepEqual(server.named('delete_anchor'), [{ roomID: 'room_1', userID: 'viewer' }]);
  flow.quitLink();
  assert.deepEqual(stage.heard(), []);
});

test('a request taken back is no failure, and a late acceptance starts nothing', async () => {
  const { clock, host, hostStage, stage, flow } = await watching();
  flow.requestLink();
  await settled();
  flow.quitLink();
  await host.respond(true, 'viewer');
  await settled();
  assert.deepEqual(stage.heard(), []);
  assert.ok(!stage.done.some((what) => what.startsWith('push')));
  await clock.pass(10000);
  flow.requestLink();
  await settled();
  assert.equal(hostStage.heard().at(-1), 'requestJoinAnchor 0');
});

const ends = {
  'the push dies': ({ flow }) => flow.onPusherState(-1307),
  'the mini-program is suspended': ({ flow }) => flow.onPusherState(5000),
  'the microphone is refused': ({ flow }) => flow.onPusherError(10002),
  'the host’s stream cannot be had': ({ flow }) => flow.onPlayerState(-2301),
  'the host says so': ({ host }) => host.kickout('viewer'),
  'the server says so': ({ server, clock }) => {
    server.delete_anchor({ roomID: 'room_1', userID: 'viewer' });
    return clock.pass(5000);
  },
};
for (const [cause, act] of Object.entries(ends)) {
  test(`when ${cause}, the guest falls back to watching`, async () => {
    const all = await linked();
    all.stage.heard();
    await act(all);
    await settled();
    assert.deepEqual(all.stage.heard(), ['linkOut 0']);
    assert.equal(all.stage.done.at(-1), 'play rtmp://play/host_1.flv live');
    assert.equal(all.flow.life.alive, true);
    await all.clock.pass(20000);
    assert.deepEqual(all.server.rooms.get('room_1').pushers.map(({ userID }) => userID), ['host']);
  });
}

test('a link that fails on its way names what the vendor’s code would have been', async () => {
  const failures = [
    [-1, ({ server }) => server.refuse('get_anchor_url', 204001)],
    [0, ({ server }) => server.refuse('add_anchor', 5001)],
    [-2, ({ flow }) => flow.onPusherState(-1301)],
  ];
  for (const [cause, spoil] of failures) {
    const all = await watching();
    all.flow.requestLink();
    await settled();
    if (cause !== -2) spoil(all);
    await all.host.respond(true, 'viewer');
    await settled();
    if (cause === -2) spoil(all);
    all.flow.onPusherState(1002);
    await settled();
    const [{ tag, code, cause: told }] = all.stage.events;
    assert.deepEqual([tag, code, told], ['error', -9004, cause]);
    assert.equal(all.flow.life.alive, true);
  }
});

test('quitting amid add_anchor leaves nobody on the mic', async () => {
  const { server, host, stage, flow } = await watching();
  flow.requestLink();
  await settled();
  await host.respond(true, 'viewer');
  await settled();
  const release = server.hold('add_anchor');
  flow.onPusherState(1002);
  await settled();
  flow.quitLink();
  release();
  await settled();
  assert.deepEqual(server.rooms.get('room_1').pushers.map(({ userID }) => userID), ['host']);
  assert.deepEqual(stage.heard(), []);
});

test('a guest follows the host to a new address', async () => {
  const { clock, host, stage } = await linked();
  host.onPusherState(-1307);
  await clock.pass(1000);
  host.onPusherState(1002);
  await clock.pass(5000);
  assert.equal(stage.done.at(-1), 'play rtmp://play/host_3 RTC');
});

test('a server without low-latency addresses leaves the guest with the common stream', async () => {
  const all = await watching();
  all.server.rooms.get('room_1').pushers[0].accelerateURL = '';
  await all.clock.pass(10000);
  all.stage.done = [];
  all.flow.requestLink();
  await settled();
  await all.host.respond(true, 'viewer');
  await settled();
  assert.deepEqual(all.stage.done, ['push rtmp://push/viewer_2']);
});

test('leaving the page from the mic stops both tags and tells the server, once', async () => {
  const { clock, server, stage, flow } = await linked();
  stage.done = [];
  flow.stop();
  flow.stop();
  await settled();
  assert.deepEqual(stage.done, ['stop push', 'stop play']);
  assert.equal(server.named('delete_anchor').length, 1);
  assert.equal(server.named('delete_audience').length, 1);
  assert.equal(stage.lit, false);
  const calls = server.calls.length;
  await clock.pass(60000);
  assert.equal(server.calls.slice(calls).filter(([, { userID }]) => userID === 'viewer').length, 0);
});
