const test = require('node:test');
const assert = require('node:assert/strict');
const path = require('node:path');
const { component, createWorld, settled } = require('./fakes');
const { Client } = require(path.join(component, 'client'));

const me = { sdkAppID: 1400000001, userID: 'me', userSig: 'sig' };

test('a login without sdkAppID, user or signature is refused before any request', async () => {
  const { server, settings } = createWorld();
  const client = new Client(settings());
  for (const missing of ['sdkAppID', 'userID', 'userSig']) {
    await assert.rejects(client.account.login({ ...me, [missing]: missing === 'sdkAppID' ? 0 : '' }), { errCode: -9 });
  }
  assert.equal(server.calls.length, 0);
});

test('what comes before the login has ended waits for it', async () => {
  const world = createWorld();
  const client = new Client(world.settings());
  const release = world.server.hold('login');
  const login = client.account.login(me);
  const rooms = client.getRoomList({ index: 0, cnt: 20 });
  await settled();
  assert.deepEqual(world.server.named('get_room_list'), []);
  release();
  await login;
  assert.deepEqual(await rooms, { rooms: [] });
});

test('without a login the failure says so', async () => {
  const client = new Client(createWorld().settings());
  await assert.rejects(client.getPushURL(), { errCode: -9, errMsg: require(path.join(component, 'words')).loginFirst });
});

test('a refused token is renewed once, for all who need it', async () => {
  const world = createWorld();
  const client = await world.join('me');
  world.server.tokens.clear();
  await Promise.all([client.getPushURL(), client.getRoomList({ index: 0, cnt: 20 })]);
  assert.equal(world.server.named('login').length, 2);
  world.server.check = () => ({ code: 7 });
  await assert.rejects(client.getPushURL(), { errCode: 7 });
});

test('a network failure has an errCode and names its cause', async () => {
  const world = createWorld();
  const client = await world.join('me');
  world.server.lose('get_room_list');
  await assert.rejects(client.getRoomList({ index: 0, cnt: 20 }), ({ errCode, errMsg }) => errCode === -1 && errMsg.includes('timeout'));
});

test('a reply that is no reply of a room service names the call', async () => {
  const client = new Client({ ...createWorld().settings(), request: async () => ({ statusCode: 502, data: '<html>' }) });
  await assert.rejects(client.account.login(me), ({ errCode, errMsg }) => errCode === -1 && errMsg.includes('login: HTTP 502'));
});

test('the time of the server is learned at login, if it tells', async () => {
  const world = createWorld();
  const client = new Client(world.settings());
  world.server.loginReply = { timestamp: world.clock.now() - 5000 };
  await client.account.login(me);
  assert.equal(client.account.serverNow(), world.clock.now() - 5000);
  world.server.loginReply = { timestamp: undefined };
  await client.account.login(me);
  assert.equal(client.account.serverNow(), world.clock.now());
});

test('of two logins the later one counts, whatever the order of the replies', async () => {
  const world = createWorld();
  const client = new Client(world.settings());
  const release = world.server.hold('login');
  const first = client.account.login(me);
  await settled();
  await client.account.login({ ...me, userID: 'you', userSig: 'other' });
  release();
  await assert.rejects(first, { errCode: -1 });
  assert.equal(client.account.info.token, 'you*1*a+b/c=&');
});

test('after the logout nothing of the user is left', async () => {
  const world = createWorld();
  const client = await world.join('me');
  world.server.lose('logout');
  await client.account.logout();
  assert.deepEqual(client.account.info, { sdkAppID: 0, userID: '', userSig: '', userName: '', userAvatar: '', token: '' });
});

test('a token of any characters travels unharmed', async () => {
  const world = createWorld();
  const client = await world.join('me');
  assert.equal(client.account.info.token, 'me*0*a+b/c=&');
  await client.getPushURL();
});
