// The server as the mini-program sees it: its address, the login, what it refuses, what it lacks.
const test = require('node:test');
const assert = require('node:assert/strict');
const { load } = require('./mini-program');
const { parseServer, chooseServer, isLoopback } = load('services/address');
const { createSession } = load('services/session-flow');
const { failure, fromReply, fromRequest, fromCore, shown } = load('services/failure');
const words = load('words/index');
const { fromError, deniedBySystem } = load('services/permissions');
const { describe } = load('services/setup');
const { stateNames } = load('components/mlvb-live-room/state-codes');

test('what is typed or scanned becomes one form', () => {
  const forms = {
    'http://192.168.1.5:8080': 'http://192.168.1.5:8080',
    ' 192.168.1.5:8080/ ': 'http://192.168.1.5:8080',
    'HTTPS://Api.Example.com/live//': 'https://api.example.com/live',
    localhost: 'http://localhost',
    'http://[fe80::1]:8080': 'http://[fe80::1]:8080',
  };
  for (const [text, address] of Object.entries(forms)) assert.deepEqual(parseServer(text), { address, problem: '' }, text);
});

test('anything else is refused with its reason', () => {
  const refusals = {
    '': 'empty',
    '   ': 'empty',
    'rtmp://192.168.1.5/live': 'scheme',
    'http://192.168.1.5:99999': 'port',
    'http://192.168.1.5:0': 'port',
    'http://a b': 'form',
    'http://host/?q=1': 'form',
    'http://-host': 'form',
    '服务器': 'form',
    'http://user@host': 'form',
  };
  for (const [text, problem] of Object.entries(refusals)) assert.deepEqual(parseServer(text), { address: '', problem }, text);
});

test('a release ignores what the phone keeps', () => {
  const servers = { develop: 'http://127.0.0.1:8080', trial: '', release: 'https://api.example.com/' };
  const kept = 'http://192.168.1.5:8080';
  assert.equal(chooseServer('develop', servers, ''), 'http://127.0.0.1:8080');
  assert.equal(chooseServer('develop', servers, kept), kept);
  assert.equal(chooseServer('trial', servers, kept), kept);
  assert.equal(chooseServer('trial', servers, ''), '');
  assert.equal(chooseServer('release', servers, kept), 'https://api.example.com');
});

test('loopback addresses are known', () => {
  for (const address of ['http://127.0.0.1:8080', 'http://localhost', 'https://[::1]:80']) assert.ok(isLoopback(address), address);
  for (const address of ['http://192.168.1.5', 'http://localhost.example.com', '']) assert.ok(!isLoopback(address), address);
});

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

test('a code of the server gets the words of this app', () => {
  const error = fromReply(503, { error: { code: 'stream_not_configured', message: 'x', hint: 'y' } });
  assert.ok(error instanceof Error);
  assert.deepEqual(shown(error), { code: 'stream_not_configured', ...words.failures.stream_not_configured });
});

test('a code that this app does not know keeps the words of the server', () => {
  const error = fromReply(400, { error: { code: 'brand_new', message: 'Sentence.', hint: 'Next.' } });
  assert.deepEqual(shown(error), { code: 'brand_new', message: 'Sentence.', hint: 'Next.' });
});

test('a reply in another shape is not from our server', () => {
  assert.equal(fromReply(404, '<html>').code, 'not_a_server');
  assert.equal(fromReply(200, 'hello').code, 'not_a_server');
  assert.equal(fromReply(404, { error: 'no' }).code, 'not_a_server');
  assert.equal(fromReply(502, null).code, 'server_error');
});

test('errMsg of wx.request is read for its known words', () => {
  const codes = {
    'request:fail timeout': 'timeout',
    'request:fail url not in domain list': 'domain',
    'request:fail 不在以下 request 合法域名列表中': 'domain',
    'request:fail ssl hand shake error': 'certificate',
    'request:fail interrupted': 'interrupted',
    'request:fail connect ECONNREFUSED': 'offline',
  };
  for (const [errMsg, code] of Object.entries(codes)) assert.equal(fromRequest({ errMsg }).code, code, errMsg);
  assert.equal(fromRequest({}).code, 'offline');
});

test('a failure of the core keeps its text', () => {
  assert.equal(shown(fromCore({ errCode: 5001, errMsg: 'Full' })).message, 'Full');
});

test('whatever else is thrown is shown as unknown, not as it is', () => {
  for (const thrown of [new TypeError('x is undefined'), 'text', undefined, { errMsg: 'raw' }]) {
    assert.equal(shown(thrown).code, 'unknown');
    assert.equal(shown(thrown).message, failure('unknown').message);
  }
});

const fresh = { env: 'development', login: 'development', userSig: 'local', stream: 'missing', rooms: true, missing: ['SECRETKEY'] };
const whole = { env: 'production', login: 'wechat', userSig: 'ready', stream: 'ready', rooms: true, missing: [] };
const kinds = (rows) => rows.map(({ id, kind }) => `${id} ${kind}`);

test('a fresh server works with limits, and cannot push yet', () => {
  assert.deepEqual(kinds(describe(fresh, '')), ['login info', 'userSig info', 'stream warn', 'rooms ok']);
});

test('a complete server is fine', () => {
  assert.deepEqual(kinds(describe(whole, '')), ['login ok', 'userSig ok', 'stream ok', 'rooms ok']);
});

test('rooms may come from elsewhere', () => {
  assert.equal(describe({ ...whole, rooms: false }, '')[3].state, 'missing');
  assert.equal(describe({ ...whole, rooms: false }, 'https://liveroom.qcloud.com/weapp/live_room')[3].state, 'hosted');
});

test('every state has words', () => {
  for (const status of [fresh, whole, { ...whole, stream: 'media', rooms: false }]) {
    for (const { id, state } of describe(status, '')) assert.ok(words.setup.rows[id][state], `${id} ${state}`);
  }
  for (const name of stateNames) assert.ok(words.states[name], name);
});

test('why a permission is missing', () => {
  assert.equal(fromError({ errMsg: 'authorize:fail auth deny' }), 'refused');
  assert.equal(fromError({ errMsg: 'authorize:fail:auth denied' }), 'refused');
  assert.equal(fromError({ errno: 104, errMsg: 'authorize:fail privacy permission is not authorized' }), 'privacy');
  assert.equal(fromError({ errno: 112, errMsg: 'authorize:fail api scope is not declared in the privacy agreement' }), 'undeclared');
  assert.equal(fromError({ errno: 1025 }), 'undeclared');
  assert.equal(fromError({ errMsg: 'authorize:fail system error' }), 'failed');
  for (const state of ['refused', 'system', 'privacy', 'undeclared', 'failed']) assert.ok(words.permission.reasons[state], state);
});

test('what the phone keeps from WeChat', () => {
  const setting = { cameraAuthorized: 'denied', microphoneAuthorized: 'not determined' };
  assert.equal(deniedBySystem('scope.camera', setting), true);
  assert.equal(deniedBySystem('scope.record', setting), false);
});
