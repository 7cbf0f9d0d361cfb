const test = require('node:test');
const assert = require('node:assert/strict');
const path = require('node:path');
const { component, createWorld, settled } = require('./fakes');
const { Client } = require(path.join(component, 'client'));
const { createFacade } = require(path.join(component, 'facade'));

/** The exports over an account of their own, and one call of them by callbacks. */
function createCore(world) {
  const client = new Client(world.settings());
  const core = createFacade(client);
  const call = (name, options = {}) =>
    new Promise((success, fail) => core[name]({ ...options, success, fail })).catch((failure) => ({ failure }));
  return { client, core, call, login: (userID) => call('login', { data: { sdkAppID: 1400000001, userID, userSig: 'sig' } }) };
}

async function hosted(world) {
  const host = createCore(world);
  await host.login('host');
  const { pushURL } = await host.call('getPushURL');
  await host.call('createRoom', { data: { roomInfo: 'my room', pushURL } });
  return host;
}

test('every export of the vendor’s core is there', () => {
  const core = require(path.join(component, 'mlvbliveroomcore'));
  const names =
    'login logout getRoomList getPushURL createRoom enterRoom exitRoom joinAnchor quitJoinAnchor requestJoinAnchor ' +
    'acceptJoinAnchor rejectJoinAnchor kickoutJoinAnchor sendRoomTextMsg sendC2CCustomMsg setListener getAnchors ' +
    'getAccountInfo setVideoRatio';
  for (const name of names.split(' ')) assert.equal(typeof core[name], 'function', name);
});

test('success gets what the vendor’s success got', async () => {
  const world = createWorld();
  const host = createCore(world);
  assert.deepEqual(await host.login('host'), { userID: 'host', userName: 'host' });
  const { pushURL } = await host.call('getPushURL');
  assert.equal(pushURL, 'rtmp://push/host_1');
  assert.deepEqual(await host.call('createRoom', { data: { roomInfo: 'my room', pushURL } }), { roomID: 'room_1' });
  const { rooms } = await host.call('getRoomList', { data: { index: 0, cnt: 20 } });
  assert.deepEqual(rooms.map(({ roomID, roomInfo, mixedPlayURL }) => [roomID, roomInfo, mixedPlayURL]), [['room_1', 'my room', 'rtmp://play/host_1.flv']]);

  const viewer = createCore(world);
  await viewer.login('viewer');
  const { roomID, roomCreator, mixedPlayURL, pushers } = await viewer.call('enterRoom', { data: { roomID: 'room_1' } });
  assert.deepEqual([roomID, roomCreator, mixedPlayURL, pushers.length], ['room_1', 'host', 'rtmp://play/host_1.flv', 1]);
  const raw = await viewer.call('getAnchors', { data: {} });
  assert.deepEqual([raw.statusCode, raw.data.code, raw.data.pushers[0].userID], [200, 0, 'host']);
  assert.deepEqual(await viewer.call('joinAnchor', { data: { roomID: 'room_1', pushURL: 'rtmp://push/viewer' } }), { roomID: 'room_1' });
  assert.deepEqual(await viewer.call('quitJoinAnchor'), {});
  assert.deepEqual(await viewer.call('sendC2CCustomMsg', { cmd: 'hi', msg: 'there' }), {});
  assert.deepEqual(await host.call('kickoutJoinAnchor', { data: { userID: 'viewer' } }), { errCode: 0, errMsg: '' });
  assert.deepEqual(await viewer.call('exitRoom'), {});
});

test('fail gets {errCode, errMsg} and nothing else', async () => {
  const world = createWorld();
  const { call } = createCore(world);
  for (const [name, options] of [
    ['login', {}],
    ['login', { data: { userID: 'me' } }],
    ['createRoom', { data: { roomInfo: '', pushURL: 'p' } }],
    ['enterRoom', {}],
    ['joinAnchor', { data: { pushURL: 'p' } }],
    ['kickoutJoinAnchor', {}],
  ]) {
    const { failure } = await call(name, options);
    assert.deepEqual(Object.keys(failure), ['errCode', 'errMsg'], name);
    assert.equal(failure.errCode, -9, name);
  }
  world.server.lose('login');
  const lost = createCore(world);
  assert.equal((await lost.login('me')).failure.errCode, -1);
});

test('a success callback that throws is logged, not called again as a failure', async (t) => {
  t.mock.method(console, 'error', () => {});
  const { core } = createCore(createWorld());
  let failures = 0;
  core.exitRoom({
    success() {
      throw new Error('page');
    },
    fail: () => failures++,
  });
  await settled();
  assert.equal(console.error.mock.calls[0].arguments[0].message, 'page');
  assert.equal(failures, 0);
});

test('without callbacks there is a promise, and ignoring it is no error', async () => {
  const { core } = createCore(createWorld());
  await assert.rejects(core.getRoomList(), { errCode: -9 });
  core.acceptJoinAnchor({ data: { userID: 'nobody' } });
  await core.logout();
  await settled();
});

test('guest and host come to terms by the exports alone', async () => {
  const world = createWorld();
  const host = await hosted(world);
  const viewer = createCore(world);
  await viewer.login('viewer');
  await viewer.call('enterRoom', { data: { roomID: 'room_1' } });
  host.core.setListener({ onRequestJoinAnchor: ({ userID }) => host.core.acceptJoinAnchor({ data: { userID } }) });
  assert.deepEqual(await viewer.call('requestJoinAnchor', { data: { timeout: 5000 } }), { errCode: 0, errMsg: '' });
  host.core.setListener({
    onRequestJoinAnchor: ({ userID }) => host.core.rejectJoinAnchor({ data: { userID, reason: 'not now' } }),
  });
  await world.clock.pass(11000);
  const { failure } = await viewer.call('requestJoinAnchor');
  assert.deepEqual(failure, { errCode: -999, errMsg: 'not now' });
});

test('the listener hears of the room that was opened last, by the component too, and is replaced as a whole', async () => {
  const world = createWorld();
  const host = await hosted(world);
  const viewer = createCore(world);
  await viewer.login('viewer');
  const heard = [];
  viewer.core.setListener({ onRecvRoomTextMsg: ({ message }) => heard.push(message) });
  const room = viewer.client.openRoom({});
  await room.enter('room_1');
  await host.call('sendRoomTextMsg', { data: { msg: 'one', roomID: 'room_1' } });
  viewer.core.setListener({});
  await host.call('sendRoomTextMsg', { data: { msg: 'two' } });
  assert.deepEqual(heard, ['one']);
  viewer.core.setListener({ onRecvRoomTextMsg: ({ message }) => heard.push(message) });
  viewer.client.openRoom({});
  await host.call('sendRoomTextMsg', { data: { msg: 'to the room before' } });
  assert.deepEqual(heard, ['one']);
  viewer.client.current = room;
  await viewer.call('exitRoom');
  assert.equal(room.state.roomID, '');
});

test('a text for another room than one’s own is refused', async () => {
  const host = await hosted(createWorld());
  assert.equal((await host.call('sendRoomTextMsg', { data: { msg: 'hi', roomID: 'room_2' } })).failure.errCode, -9);
});

test('settings can be changed while in use', async () => {
  const world = createWorld({ chat: false });
  const { client, core, login } = createCore(world);
  assert.equal(core.hasChat(), false);
  core.configure({ baseURL: 'https://example.com/weapp/live_room/', im: (means) => world.hub.im(means) });
  assert.equal(core.hasChat(), true);
  await login('me');
  core.setVideoRatio(2);
  assert.equal(client.aspect, '3:4');
  core.setVideoRatio(1);
  assert.equal(client.aspect, '9:16');
  assert.equal(core.getAccountInfo(), client.account.info);
});

test('accounts made by createClient share nothing', async () => {
  const world = createWorld();
  const { createClient } = require(path.join(component, 'mlvbliveroomcore'));
  const [one, two] = [createClient(world.settings()), createClient(world.settings())];
  await one.account.login({ sdkAppID: 1, userID: 'one', userSig: 'sig' });
  await assert.rejects(two.getPushURL(), { errCode: -9 });
});
