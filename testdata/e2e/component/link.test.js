const test = require('node:test');
const assert = require('node:assert/strict');
const path = require('node:path');
const { component, createWorld, settled } = require('./fakes');
const words = require(path.join(component, 'words'));

async function hostAndGuest() {
  const world = createWorld();
  const asked = [];
  const kicked = [];
  const hosting = await world.join('host');
  const host = hosting.openRoom({ onRequestJoinAnchor: (guest) => asked.push(guest) });
  await host.create({ roomInfo: 'my room', pushURL: (await hosting.getPushURL()).pushURL });
  await settled();
  const enter = async (userID) => {
    const client = await world.join(userID);
    const room = client.openRoom({ onKickoutJoinAnchor: (event) => kicked.push([userID, event.roomID]) });
    await room.enter('room_1');
    return room;
  };
  return { world, hub: world.hub, asked, kicked, host, enter, guest: await enter('guest') };
}

test('a request reaches the host, and the answer the guest', async () => {
  const { asked, host, guest } = await hostAndGuest();
  const answer = guest.requestJoinAnchor();
  await settled();
  assert.deepEqual(asked, [{ userID: 'guest', userName: 'name of guest', userAvatar: '' }]);
  await host.acceptJoinAnchor('guest');
  await answer;
});

test('the messages on the wire are those of MLVB’s other clients', async () => {
  const { world, hub, host, guest } = await hostAndGuest();
  const answer = guest.requestJoinAnchor();
  await settled();
  await host.rejectJoinAnchor('guest', 'later');
  await assert.rejects(answer, { errCode: -999, errMsg: 'later' });
  await host.kickoutJoinAnchor('guest');
  const timestamp = world.clock.now();
  assert.deepEqual(hub.sent.map(({ to, cmd, body }) => [to, { cmd, data: body }]), [
    ['host', { cmd: 'linkmic', data: { type: 'request', roomID: 'room_1', userID: 'guest', userName: 'name of guest', userAvatar: '', timestamp } }],
    ['guest', { cmd: 'linkmic', data: { type: 'response', result: 'reject', reason: 'later', roomID: 'room_1', timestamp } }],
    ['guest', { cmd: 'linkmic', data: { type: 'kickout', roomID: 'room_1', timestamp } }],
  ]);
});

test('an unanswered request ends, and a late answer starts nothing', async () => {
  const { world, host, guest } = await hostAndGuest();
  const answer = assert.rejects(guest.requestJoinAnchor(10000), { errCode: -999, errMsg: words.linkUnanswered });
  await world.clock.pass(10000);
  await answer;
  await host.acceptJoinAnchor('guest');
  const again = guest.requestJoinAnchor();
  await settled();
  await host.acceptJoinAnchor('guest');
  await again;
});

test('one request at a time', async () => {
  const { asked, guest } = await hostAndGuest();
  guest.requestJoinAnchor().catch(() => {});
  await assert.rejects(guest.requestJoinAnchor(), { errMsg: words.linkPending });
  await settled();
  assert.equal(asked.length, 1);
});

test('a request that is taken back, or whose room is left, settles', async () => {
  const { guest, asked, host } = await hostAndGuest();
  const first = assert.rejects(guest.requestJoinAnchor(), { errCode: -1 });
  guest.cancelRequest();
  await first;
  const second = assert.rejects(guest.requestJoinAnchor(), { errCode: -1 });
  await settled();
  guest.exit();
  await second;
  assert.equal(asked.length, 1, 'the same guest is not shown twice at once');
  await host.exit();
});

test('only the creator can accept or kick, only to one user, only for this room, only fresh', async () => {
  const { world, hub, kicked, guest } = await hostAndGuest();
  const answer = assert.rejects(guest.requestJoinAnchor(), { errMsg: words.linkUnanswered });
  await settled();
  const timestamp = world.clock.now();
  const accept = { type: 'response', result: 'accept', roomID: 'room_1', timestamp };
  const kick = { type: 'kickout', roomID: 'room_1', timestamp };
  for (const message of [accept, kick]) {
    hub.forge('stranger', 'guest', message);
    hub.forge('host', 'guest', message, false);
    hub.forge('host', 'guest', { ...message, roomID: 'room_2' });
    hub.forge('host', 'guest', { ...message, timestamp: timestamp - 10001 });
  }
  await world.clock.pass(30000);
  await answer;
  assert.deepEqual(kicked, []);
});

test('a message without a timestamp is judged by the rest', async () => {
  const { hub, kicked } = await hostAndGuest();
  hub.forge('host', 'guest', { type: 'kickout', roomID: 'room_1', timestamp: null });
  assert.deepEqual(kicked, [['guest', 'room_1']]);
});

test('the host takes the guest’s id from the transport', async () => {
  const { world, hub, asked } = await hostAndGuest();
  hub.forge('guest', 'host', { type: 'request', roomID: 'room_1', userID: 'somebody', timestamp: world.clock.now() });
  assert.deepEqual(asked, [{ userID: 'guest', userName: 'guest', userAvatar: '' }]);
});

test('without a free seat an acceptance becomes a refusal, with its reason', async () => {
  const { world, host, enter, guest } = await hostAndGuest();
  for (const userID of ['a', 'b', 'c']) {
    const room = await enter(userID);
    const answer = room.requestJoinAnchor();
    await settled();
    await host.acceptJoinAnchor(userID);
    await answer;
  }
  const answer = assert.rejects(guest.requestJoinAnchor(), { errMsg: words.linkFull });
  await settled();
  await assert.rejects(host.acceptJoinAnchor('guest'), { errMsg: words.linkFull });
  await answer;

  await world.clock.pass(31000);
  const again = guest.requestJoinAnchor();
  await settled();
  await host.acceptJoinAnchor('guest');
  await again;
});

test('a request that nobody has made, or that is too old, cannot be answered', async () => {
  const { world, host, guest } = await hostAndGuest();
  await assert.rejects(host.acceptJoinAnchor('guest'), { errMsg: words.linkGone });
  const answer = assert.rejects(guest.requestJoinAnchor(), { errMsg: words.linkUnanswered });
  await world.clock.pass(31000);
  await answer;
  await assert.rejects(host.acceptJoinAnchor('guest'), { errMsg: words.linkGone });
});

test('a kick is asked of the guest and of the server; one of them is enough', async () => {
  const { world, kicked, host } = await hostAndGuest();
  await host.kickoutJoinAnchor('guest');
  assert.deepEqual(kicked, [['guest', 'room_1']]);
  assert.deepEqual(world.server.named('delete_anchor'), [{ roomID: 'room_1', userID: 'guest' }]);
  world.server.refuse('delete_anchor', 201003);
  await host.kickoutJoinAnchor('guest');
  assert.equal(kicked.length, 2);
});

test('without a chat a request says why it cannot be made', async () => {
  const world = createWorld({ chat: false });
  const hosting = await world.join('host');
  await hosting.openRoom().create({ roomInfo: 'quiet', pushURL: (await hosting.getPushURL()).pushURL });
  const room = (await world.join('guest')).openRoom();
  await assert.rejects(room.requestJoinAnchor(), { errMsg: words.noRoom });
  await room.enter('room_1');
  await assert.rejects(room.requestJoinAnchor(), { errMsg: words.chat.none });
});
