// Scenes that several tests of the live room begin with.

const path = require('node:path');
const { component, createWorld, settled, FakeStage } = require('./fakes');
const { HostFlow } = require(path.join(component, 'host-flow'));
const { ViewerFlow } = require(path.join(component, 'viewer-flow'));

/** A host who is live and a viewer who is in. */
async function watching(options) {
  const world = createWorld(options);
  const hostStage = new FakeStage();
  const host = new HostFlow(await world.join('host'), hostStage, { roomID: '', roomName: 'my room' });
  await host.start();
  host.onPusherState(1002);
  await settled();
  const stage = new FakeStage();
  const flow = new ViewerFlow(await world.join('viewer'), stage, 'room_1');
  await flow.start();
  flow.onPlayerState(2004);
  await settled();
  hostStage.heard();
  return { world, server: world.server, clock: world.clock, host, hostStage, stage, flow };
}

/** The viewer is on the mic. */
async function linked(options) {
  const all = await watching(options);
  all.flow.requestLink();
  await settled();
  await all.host.respond(true, 'viewer');
  await settled();
  all.flow.onPusherState(1002);
  await settled();
  await all.clock.pass(5000);
  all.hostStage.heard();
  return all;
}

module.exports = { watching, linked };
