const test = require('node:test');
const assert = require('node:assert/strict');
const { load } = require('./mini-program');
const { createSession } = load('services/session-flow');

/** A phone with its storage, before a server that answers as `replies` says. */
function phone(replies = {}) {
  const state = { saved: null, device: '', name: '', now: 0, server: 'http://a', codes: 0, calls: [], tokens: 0 };
  const session = createSession({
    async call(path, { data, token }) {
      state.calls.push({ path, data, token });
      if (replies[path]) return replies[path]({ token, data });
      if (path === '/api/login') return { token: `t${++state.tokens}`, userID: 'user_1', expire: 3600, device: 'd' };
      return { token };
    },
    server: () => state.server,
    code: async () => `code${++state.codes}`,
    tokens: { read: () => state.saved, write: (saved) => (state.saved = saved) },
    device: { read: () => state.device, write: (device) => (state.device = device) },
    named: (name) => (state.name = name),
    now: () => state.now,
  });
  const logins = () => state.calls.filter(({ path }) => path === '/api/login');
  return { state, session, logins };
}

const refused = () => Object.assign(new Error('refused'), { code: 'unauthorized' });

test('logs in before the first call and keeps the token', async () => {
  const { session, state, logins } = phone();
  assert.deepEqual(await session.post('/x', {}), { token: 't1' });
  await session.post('/x', {});
  assert.equal(logins().length, 1);
  assert.deepEqual(state.saved, { server: 'http://a', token: 't1', userID: 'user_1', expiresAt: 3600 * 1000 });
});

test('a name that the server knows is passed on, and none that it does not', async () => {
  const named = phone({ '/api/login': () => ({ token: 't', userID: 'user_1', expire: 3600, userName: '小李' }) });
  const unnamed = phone();
  await Promise.all([named.session.post('/x', {}), unnamed.session.post('/x', {})]);
  assert.deepEqual([named.state.name, unnamed.state.name], ['小李', '']);
});

test('calls at the same time share one login', async () => {
  const { session, logins } = phone();
  await Promise.all([session.post('/x', {}), session.post('/y', {})]);
  assert.equal(logins().length, 1);
});

test('renews a token before its end, sending the credential of this phone', async () => {
  const { session, state, logins } = phone();
  await session.post('/x', {});
  state.now = 3600 * 1000 - 1000;
  assert.deepEqual(await session.post('/x', {}), { token: 't2' });
  assert.deepEqual(logins().map(({ data }) => data), [{ code: 'code1' }, { code: 'code2', device: 'd' }]);
});

test('a token of another server is not sent', async () => {
  const { session, state } = phone();
  await session.post('/x', {});
  state.server = 'http://b';
  assert.deepEqual(await session.post('/x', {}), { token: 't2' });
  assert.equal(state.saved.server, 'http://b');
});

test('a refused token is renewed once', async () => {
  const { session } = phone({ '/x': ({ token }) => (token === 't1' ? Promise.reject(refused()) : { token }) });
  assert.deepEqual(await session.post('/x', {}), { token: 't2' });
});

test('refused twice is a failure, and the next call may try again', async () => {
  const { session, logins } = phone({ '/x': () => Promise.reject(refused()) });
  await assert.rejects(session.post('/x', {}), { code: 'unauthorized' });
  assert.equal(logins().length, 2);
});

test('other failures are handed on without a second try', async () => {
  const { session, state } = phone({ '/x': () => Promise.reject(Object.assign(new Error('no'), { code: 'rate_limited' })) });
  await assert.rejects(session.post('/x', {}), { code: 'rate_limited' });
  assert.equal(state.calls.length, 2);
});

test('a failed login does not stick', async () => {
  let fail = true;
  const { session } = phone({
    '/api/login': () => (fail ? Promise.reject(new Error('down')) : { token: 't', userID: 'u', expire: 60 * 60 }),
  });
  await assert.rejects(session.post('/x', {}), /down/);
  fail = false;
  assert.deepEqual(await session.post('/x', {}), { token: 't' });
});
