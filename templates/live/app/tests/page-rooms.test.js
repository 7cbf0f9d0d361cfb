const test = require('node:test');
const assert = require('node:assert/strict');
const { openPage, attach, settled, signedIn } = require('./page-fakes');

const LIST = '/weapp/live_room/get_room_list';
const rooms = (first, count) =>
  Array.from({ length: count }, (_, i) => ({ roomID: `room_${first + i}`, roomInfo: `Room ${first + i}`, roomCreator: 'u', pushers: [{ userID: 'u', userName: 'Host' }], audienceCount: 3 }));
const fullPage = ({ data }) => ({ code: 0, message: '', rooms: rooms(data.index, data.cnt) });

async function shown(options) {
  const opened = openPage('rooms', options);
  await settled();
  return opened;
}

test('lists rooms, and asks for the next page at the end of a full one', async () => {
  const { page } = await shown({ replies: { ...signedIn, [LIST]: fullPage } });
  assert.equal(page.data.state, 'ready');
  assert.deepEqual([page.data.rooms.length, page.data.more], [20, true]);
  assert.deepEqual([page.data.rooms[0].name, page.data.rooms[0].host, page.data.rooms[0].audience], ['Room 0', 'Host', 3]);
  page.onReachBottom();
  await settled();
  assert.deepEqual([page.data.rooms.length, page.data.rooms[20].roomID], [40, 'room_20']);
});

test('a short page is the last one', async () => {
  const { page, names } = await shown({ replies: { ...signedIn, [LIST]: { code: 0, message: '', rooms: rooms(0, 2) } } });
  const before = names().length;
  page.onReachBottom();
  assert.deepEqual([page.data.more, names().length], [false, before]);
});

test('a server that is not there is explained, and a retry logs in again', async () => {
  const replies = {};
  const { page } = await shown({ replies });
  assert.equal(page.data.state, 'failed');
  assert.ok(page.data.failure.message && page.data.failure.hint);
  Object.assign(replies, signedIn, { [LIST]: { code: 0, message: '', rooms: [] } });
  page.onRetry();
  await settled();
  assert.deepEqual([page.data.state, page.data.rooms, page.data.failure], ['ready', [], null]);
});

test('after a failed list the next one logs in first, for the server may be another one', async () => {
  let broken = true;
  const list = () => (broken ? { status: 502, body: {} } : { code: 0, message: '', rooms: [] });
  const { page, calls } = await shown({ replies: { ...signedIn, [LIST]: list } });
  const logins = () => calls.filter(({ options }) => options?.pathname === '/weapp/live_room/login').length;
  assert.deepEqual([page.data.state, logins()], ['failed', 1]);
  broken = false;
  page.onRetry();
  await settled();
  assert.deepEqual([page.data.state, logins()], ['ready', 2]);
  page.onShow();
  await settled();
  assert.equal(logins(), 2);
});

test('a name with special characters reaches the room', async () => {
  const { page, calls } = await shown({ replies: { ...signedIn, [LIST]: { code: 0, message: '', rooms: [] } } });
  page.onRoom({ currentTarget: { dataset: { room: { roomID: 'room_1', name: 'a&b=50%' } } } });
  const { url } = calls.at(-1).options;
  assert.equal(url, '../room/room?roomID=room_1&roomName=a%26b%3D50%25');
});

test('once the server knows the user, the name that it may have proposed is shown', async () => {
  const { page } = await shown({ replies: { ...signedIn, [LIST]: { code: 0, message: '', rooms: [] } } });
  assert.equal(page.data.known, true);
  const { component, storage } = await attach('profile-name', { storage: {} });
  assert.equal(component.data.name, '');
  storage['mlvb.name'] = '小李';
  component.observers.known.call(component);
  assert.equal(component.data.name, '小李');
});

test('a room without a name is not created', () => {
  const { page, calls } = openPage('create');
  page.onStart();
  assert.ok(page.data.problem);
  page.onName({ detail: { value: ' 露营 ' } });
  page.onAudioOnly({ detail: { value: true } });
  page.onStart();
  assert.match(calls.at(-1).options.url, /^\.\.\/room\/room\?type=create&roomName=%E9%9C%B2%E8%90%A5&pureAudio=true&beauty=\d$/);
});

test('a live that still runs is gone on with, in the same room', async () => {
  const mine = { code: 0, message: '', roomID: 'room_7', roomInfo: '露营', roomCreator: 'u', pushers: [], seats: [] };
  const { page, calls } = openPage('create', { replies: { ...signedIn, '/weapp/live_room/get_my_room': mine } });
  await settled();
  assert.equal(page.data.running.name, '露营');
  page.onResume();
  assert.match(calls.at(-1).options.url, /^\.\.\/room\/room\?type=create&roomID=room_7&roomName=%E9%9C%B2%E8%90%A5&/);
});

test('nothing is offered where no live runs, or the server cannot tell', async () => {
  for (const reply of [{ code: 0, message: '', roomID: '' }, { code: 200100, message: 'there is no such call' }]) {
    const { page } = openPage('create', { replies: { ...signedIn, '/weapp/live_room/get_my_room': reply } });
    await settled();
    assert.equal(page.data.running, null);
  }
});

test('the setup of a phone that still points at the computer itself says so', async () => {
  const { component, names } = await attach('setup-state', { storage: {} });
  assert.equal(component.data.state, 'failed');
  assert.equal(component.data.failure.code, 'loopback');
  assert.ok(!names().includes('request'));
});

test('a scanned address is kept and asked at once', async () => {
  const status = { env: 'development', login: 'development', userSig: 'local', stream: 'media', rooms: true, missing: ['SECRETKEY', 'NEW_SETTING'] };
  const scan = { result: 'http://192.168.1.9:8080/' };
  const { component, storage } = await attach('setup-state', {
    storage: {},
    replies: { '/api/status': status },
    api: { scanCode: ({ success }) => success(scan) },
  });
  component.onScan();
  await settled();
  assert.equal(storage['mlvb.server'], 'http://192.168.1.9:8080');
  assert.deepEqual([component.data.state, component.data.rows.length], ['ok', 4]);
  assert.deepEqual(component.data.missing.map(({ where }) => Boolean(where)), [true, true]);

  scan.result = 'https://u.wechat.com/?not=a server';
  component.onScan();
  assert.ok(component.data.problem);
  assert.equal(storage['mlvb.server'], 'http://192.168.1.9:8080');
});

test('a release offers no other address', async () => {
  const { component } = await attach('setup-state', { envVersion: 'release' });
  assert.equal(component.data.changeable, false);
  assert.equal(component.data.failure.code, 'no_server');
});
