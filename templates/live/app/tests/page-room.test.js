const test = require('node:test');
const assert = require('node:assert/strict');
const { openPage, attach, settled, signedIn } = require('./page-fakes');
const { load } = require('./mini-program');
const words = load('words/index');

const HOST = { type: 'create', roomName: encodeURIComponent('露营 & more'), pureAudio: 'false', beauty: '7' };
const GUEST = { roomID: 'room_1', roomName: 'x' };

const opened = [];
test.after(() => opened.forEach((page) => page.onUnload()));

/** The room page over components that record their calls. */
async function room({ query, ...options }) {
  const asked = [];
  const component = new Proxy({}, { get: (_, method) => (...given) => asked.push([method, ...given]) });
  const view = openPage('room', { query, component, replies: signedIn, ...options });
  opened.push(view.page);
  await settled();
  const tell = (tag, code = 0, detail = '') => view.page.onRoomEvent({ detail: { tag, code, detail } });
  return { ...view, asked, tell };
}

test('a host is asked for permission, logged in, then goes live', async () => {
  const { page, asked, names } = await room({ query: HOST });
  assert.deepEqual([page.data.role, page.data.roomName, page.data.beauty], ['anchor', '露营 & more', 7]);
  assert.ok(names().indexOf('authorize') < names().indexOf('request'));
  assert.deepEqual([page.data.state, asked], ['open', [['start']]]);
});

test('a host without permission sees why, and there is no room', async () => {
  const { page, asked } = await room({ query: HOST, api: { authorize: ({ fail }) => fail({ errMsg: 'auth deny' }) } });
  assert.deepEqual([page.data.permission.state, page.data.state, asked], ['refused', 'preparing', []]);
});

test('a viewer is asked for nothing', async () => {
  const { names, asked } = await room({ query: GUEST });
  assert.ok(!names().includes('authorize'));
  assert.deepEqual(asked, [['start']]);
});

test('leaving needs a confirmation from the moment the host is live', async () => {
  const { page, names, calls, tell } = await room({ query: HOST });
  assert.ok(!names().includes('enableAlertBeforeUnload'));
  tell('created');
  assert.equal(calls.find(({ name }) => name === 'enableAlertBeforeUnload').options.message, words.room.leaveHost);
  assert.equal(page.data.onAir, true);
  page.onBack();
  assert.equal(names().at(-1), 'navigateBack');
});

test('on a page without one before it, the room itself asks', async () => {
  const { page, names, tell } = await room({ query: HOST, depth: 1, api: { showModal: ({ success }) => success({ confirm: false }) } });
  tell('created');
  page.onBack();
  assert.ok(!names().includes('redirectTo'));
  tell('roomClosed', -9006);
  page.onBack();
  assert.equal(names().at(-1), 'redirectTo');
});

test('a failure that ends the room is shown and may be tried again; others pass by', async () => {
  const { page, asked, names, tell } = await room({ query: HOST });
  tell('created');
  for (const code of [-9004, -9005, 5000]) tell('error', code, 'passes');
  assert.equal(page.data.state, 'open');
  assert.equal(names().filter((name) => name === 'showToast').length, 3);
  tell('error', -1307, 'broken');
  assert.deepEqual([page.data.state, page.data.notice.message, page.data.onAir], ['stopped', 'broken', false]);
  assert.ok(names().includes('disableAlertBeforeUnload'));
  page.onRetry();
  await settled();
  assert.deepEqual([page.data.state, page.data.notice, asked.length], ['open', null, 2]);
});

test('a login that fails is shown', async () => {
  const { page } = await room({ query: GUEST, replies: {} });
  assert.deepEqual([page.data.state, page.data.notice.message], ['stopped', words.failures.offline.message]);
});

test('a closed room says so, with no way to try again', async () => {
  const { page, tell } = await room({ query: GUEST });
  tell('roomClosed', -9006);
  assert.deepEqual([page.data.over, page.data.notice], [true, words.room.closed]);
});

test('texts and requests reach those who show them, answers go back', async () => {
  const { page, asked, tell } = await room({ query: HOST });
  tell('recvTextMsg', 0, { userID: 'user_5', userName: 'M', message: 'hi' });
  tell('sentTextMsg', 0, { userID: 'user_1234', userName: 'N', message: 'hi' });
  tell('requestJoinAnchor', 0, { userID: 'a', userName: 'A', userAvatar: '' });
  page.onAnswer({ detail: { agree: true, guest: { userID: 'a' } } });
  page.onSend({ detail: { text: 'hello' } });
  assert.deepEqual(asked.slice(1), [
    ['add', { name: 'M', text: 'hi', mine: false }],
    ['add', { name: 'N', text: 'hi', mine: true }],
    ['add', { userID: 'a', userName: 'A', userAvatar: '' }],
    ['respondJoinAnchor', true, { userID: 'a' }],
    ['sendTextMsg', 'hello'],
  ]);
});

test('a chat draws what has come ten times a second, not message by message', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { component } = await attach('chat-box');
  const drawn = t.mock.method(component, 'setData');
  for (const text of ['one', 'two', 'three']) component.add({ name: 'N', text });
  assert.equal(drawn.mock.callCount(), 0);
  t.mock.timers.tick(100);
  assert.equal(drawn.mock.callCount(), 1);
  assert.deepEqual(component.data.messages.map(({ text }) => text), ['one', 'two', 'three']);
  component.add({ name: 'N', text: 'late' });
  component.lifetimes.detached.call(component);
  t.mock.timers.tick(100);
  assert.equal(drawn.mock.callCount(), 1);
});

test('a chat keeps the latest messages, ids and the last one in step', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { component } = await attach('chat-box');
  for (let i = 0; i < 1450; i += 1) {
    component.add({ name: 'N', text: `m${i}`, mine: false });
    if (i % 40 === 0) t.mock.timers.tick(100);
  }
  t.mock.timers.tick(100);
  const { messages, last } = component.data;
  assert.ok(messages.length >= 250 && messages.length <= 500);
  assert.equal(messages.at(-1).text, 'm1449');
  assert.equal(last, `m${messages.at(-1).id}`);
  assert.equal(new Set(messages.map(({ id }) => id)).size, messages.length);
});

test('a text is sent trimmed, an empty one not at all', async () => {
  const { component, events } = await attach('chat-box');
  for (const value of ['  ', ' hi ']) {
    component.onDraft({ detail: { value } });
    component.onSend();
  }
  assert.deepEqual(events, [['send', { text: 'hi' }]]);
  assert.equal(component.data.draft, '');
});

test('the host answers a request; one that waits too long is dropped', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const { component, events } = await attach('link-requests');
  const guest = (userID) => ({ userID, userName: userID, userAvatar: '' });
  component.add(guest('a'));
  t.mock.timers.tick(4000);
  component.add(guest('b'));
  component.onAnswer({ currentTarget: { dataset: { agree: true, guest: component.data.requests[0] } } });
  assert.deepEqual([events[0][0], events[0][1].agree, events[0][1].guest.userID], ['answer', true, 'a']);
  assert.deepEqual(component.data.requests.map(({ userID }) => userID), ['b']);
  t.mock.timers.tick(20000);
  assert.deepEqual(component.data.requests, []);
  component.add(guest('c'));
  component.lifetimes.detached.call(component);
  t.mock.timers.tick(20000);
  assert.equal(component.data.requests.length, 1);
});

test('a guest on the mic confirms leaving; off it, not any more', async () => {
  const { page, names, asked, tell } = await room({ query: GUEST });
  await page.onLink();
  assert.deepEqual([page.data.asking, asked.at(-1)], [true, ['requestJoinAnchor']]);
  tell('linkOn');
  assert.deepEqual([page.data.linked, page.data.asking], [true, false]);
  assert.ok(names().includes('enableAlertBeforeUnload'));
  tell('linkOut', 0, 'kicked');
  assert.equal(page.data.linked, false);
  assert.ok(names().includes('disableAlertBeforeUnload'));
});

test('the page says how many watch, and who came since the last look', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const viewers = [{ userID: 'a', userInfo: '{"userName":"A"}' }];
  const list = '/weapp/live_room/get_audiences';
  const { page, asked, calls } = await room({ query: GUEST, replies: { ...signedIn, [list]: () => ({ code: 0, audiences: [...viewers], audienceCount: viewers.length }) } });
  const look = async () => {
    t.mock.timers.tick(10000);
    await settled();
  };
  await look();
  assert.ok(!calls.some(({ options }) => options?.pathname === list), 'nobody is asked before the room was entered');
  load('components/mlvb-live-room/mlvbliveroomcore').client.current = { state: { roomID: 'room_1' } };
  await look();
  assert.equal(page.data.facts, `1 ${words.rooms.audience}`);
  viewers.push({ userID: 'b', userInfo: 'no JSON' }, { userID: 'c', userInfo: '{"userName":"小林"}' });
  await look();
  assert.equal(page.data.facts, `3 ${words.rooms.audience}`);
  assert.deepEqual(asked.slice(1), [['add', { name: '', text: words.comings.came.replace('{name}', '小林'), notice: true }]]);
});

test('the page shows who is there, likes, and what is wrong with the chat, and sends likes', async () => {
  const { page, asked, tell } = await room({ query: GUEST });
  tell('members', 0, 13);
  tell('likes', 0, 7);
  assert.deepEqual([page.data.facts, page.data.likes], [`12 ${words.rooms.audience}`, '7']);
  const trouble = { state: 'lost', message: 'lost', hint: 'mlvb dev' };
  tell('chatState', 0, trouble);
  assert.deepEqual([page.data.trouble, page.data.state], [trouble, 'open']);
  tell('chatState', 0, { state: 'open' });
  tell('muted', 0, true);
  assert.deepEqual([page.data.trouble, page.data.silenced], [null, true]);
  page.onLike();
  assert.deepEqual(asked.at(-1), ['sendLike']);
});

test('a page that was left before the login ended shows nothing more', async () => {
  const { page } = openPage('room', { query: GUEST, replies: signedIn });
  page.onUnload();
  await settled();
  assert.equal(page.data.state, 'preparing');
});
