import assert from 'node:assert/strict';
import { get } from 'node:http';
import { test } from 'node:test';
import { clientIP, clientNetwork, localName, readNetworks } from '../live/request.js';
import { fakeWechat, PRODUCTION, SECRETS, start } from './phone.js';

test('WeChat says who the user is', async (t) => {
  const server = await start(t, { ...PRODUCTION, WX_API_URL: await fakeWechat(t) });
  const first = await server.post('/api/login', { code: 'user-oAAA', device: 'ignored' });
  // echo -n wx0123456789abcdef:oAAA | sha256sum
  assert.equal(first.userID, 'user_e5cee70945d508bc4f4b0c69');
  assert.equal(first.device, undefined);
  assert.equal((await server.post('/api/usersig', {}, first.token)).userID, first.userID);
  assert.notEqual((await server.post('/api/login', { code: 'user-oBBB' })).userID, first.userID);
});

test('each refusal of WeChat has its own answer', async (t) => {
  const server = await start(t, { ...PRODUCTION, WX_API_URL: await fakeWechat(t) });
  for (const [code, status, error] of /** @type {[string, number, string][]} */ ([
    ['e40029', 401, 'bad_code'], ['e40163', 401, 'bad_code'], ['e41008', 401, 'bad_code'],
    ['e40226', 403, 'user_blocked'], ['e45011', 429, 'rate_limited'],
    ['e40013', 500, 'bad_appsecret'], ['e40125', 500, 'bad_appsecret'], ['e41002', 500, 'bad_appsecret'], ['e41004', 500, 'bad_appsecret'],
    ['e-1', 502, 'wechat_unavailable'], ['e99999', 502, 'wechat_unavailable'], ['no json', 502, 'wechat_unavailable'],
    ['null', 502, 'wechat_unavailable'], ['no openid', 502, 'wechat_unavailable'], ['status', 502, 'wechat_unavailable'],
    ['redirect', 502, 'wechat_unavailable'], ['hang up', 502, 'wechat_unavailable'], ['too long', 502, 'wechat_unavailable'],
  ])) {
    const reply = await server.post('/api/login', { code });
    assert.deepEqual([reply.status, reply.error?.code], [status, error], code);
  }
});

test('WeChat out of reach', async (t) => {
  const server = await start(t, { ...PRODUCTION, WX_API_URL: 'http://127.0.0.1:1' });
  assert.equal((await server.post('/api/login', { code: 'c' })).error.code, 'wechat_unavailable');
});

test('a phone stays the same user over a restart', async (t) => {
  const first = await (await start(t, {})).post('/api/login', { code: 'the code is a mock one' });
  assert.match(first.device, /^[0-9a-f]{32}$/);
  const restarted = await start(t, {});
  const again = await restarted.post('/api/login', { code: 'c', device: first.device });
  assert.equal(again.userID, first.userID);
  assert.notEqual((await restarted.post('/api/login', { code: 'c' })).userID, first.userID);
});

test('the log holds no secret', async (t) => {
  const server = await start(t, { ...PRODUCTION, WX_API_URL: await fakeWechat(t) });
  const { token } = await server.post('/api/login', { code: 'user-the-openid' });
  const { userSig, privateMapKey } = await server.post('/api/usersig', { roomID: 1 }, token);
  const { pushURL } = await server.post('/api/stream-url', {}, token);
  for (const code of ['e40125', 'e40029', 'status', 'redirect', 'no json', 'hang up', 'a-code-of-wx-login']) await server.post('/api/login', { code });
  await server.post(`/api/nothing?token=${token}`, {}, token);
  await server.post(`/${'a'.repeat(9000)}`, {});
  await server.stop();
  const log = server.log();
  assert.ok(log.length < 5000, `${log.length} characters of log`);
  assert.ok(log.match(/"msg":"request"/g)?.length === 12, log);
  for (const secret of [token, userSig, privateMapKey, pushURL, 'the-openid', 'a-code-of-wx-login', 'never-shown', ...Object.values(SECRETS)]) {
    assert.ok(secret && !log.includes(secret), `${secret} is missing, or in the log:\n${log}`);
  }
});

test('a failure of the server is told in the log, not to the client', async (t) => {
  const server = await start(t, { MEDIA_URL: 'rtmp://127.0.0.1/live' });
  const { token } = await server.post('/api/login', { code: 'c' });
  Object.defineProperty(server.config, 'mediaURL', { get() { throw new Error('out of order'); } });
  const { status, error } = await server.post('/api/stream-url', {}, token);
  assert.deepEqual([status, error.code], [500, 'internal']);
  assert.match(server.log(), /out of order/);
});

test('who sits at the computer may choose a display name, and nothing else', async (t) => {
  const server = await start(t, {});
  const { userID } = await server.post('/api/login', { code: 'c', device: '00112233445566778899aabbccddeeff' });
  for (const [code, want] of /** @type {[string, string | undefined][]} */ ([
    ['name:%E5%B0%8F%E6%9D%8E', '小李'], ['name:Li+Lei', 'Li+Lei'], ['name:%20a%20b%20', 'a b'],
    [`name:${encodeURIComponent('小'.repeat(20))}`, '小'.repeat(20)], ['name:%F0%9F%8E%A5', '🎥'],
    [`name:${'a'.repeat(21)}`, undefined], ['name:', undefined], ['name:%20', undefined], ['name:%', undefined], ['name:%ff', undefined],
    ['name:%ED%A0%80', undefined], ['name:a%0Ab', undefined], ['name:a%C2%85', undefined], ['Name:a', undefined], ['a', undefined],
  ])) {
    const reply = await server.post('/api/login', { code, device: '00112233445566778899aabbccddeeff' });
    assert.deepEqual([reply.userID, reply.userName], [userID, want], code);
  }
  const noted = await fetch(`${server.url}/api/login`, {
    method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': '192.168.1.7' }, body: '{"code":"name:a"}',
  });
  assert.equal((await noted.json()).userName, undefined, 'through a proxy, from another computer');
});

test('a name of the internet that leads here opens nothing', async (t) => {
  for (const [env, status] of /** @type {[Record<string, string>, number][]} */ ([[{}, 403], [PRODUCTION, 200]])) {
    const { url } = await start(t, env);
    const answered = await new Promise((resolve, reject) => {
      get(`${url}/api/status`, { headers: { Host: 'evil.example.com' } }, (response) => { response.resume(); resolve(response.statusCode); })
        .on('error', reject);
    });
    assert.equal(answered, status);
  }
  for (const host of ['localhost', 'LocalHost:8080', '127.0.0.1:8080', '[::1]', '[::1]:8080', '[fe80::1%25eth0]:80', 'mac.local:8080', 'Mac.Local']) {
    assert.ok(localName(host), host);
  }
  for (const host of ['', 'x', 'localhost.example.com', '127.0.0.1.nip.io:80', 'local', 'mac.local.example.com', '127.1', 'localhost:80:80']) {
    assert.ok(!localName(host), host);
  }
});

test('only proxies that the settings name say whom they ask for', () => {
  const trusted = readNetworks('127.0.0.1, ::1, 10.0.0.0/8, fe80::/10');
  assert.ok(trusted);
  for (const [remote, noted, ip, network] of [
    ['203.0.113.7', undefined, '203.0.113.7', '203.0.113.7'],
    ['203.0.113.7', '198.51.100.1', '203.0.113.7', '203.0.113.7'],
    ['192.168.1.7', '198.51.100.1', '192.168.1.7', '192.168.1.7'],
    ['10.0.0.1', '6.6.6.6, 198.51.100.1', '198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', '6.6.6.6, 198.51.100.1, 10.9.9.9', '198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', '6.6.6.6, nonsense, 10.9.9.9', '10.9.9.9', '10.9.9.9'],
    ['127.0.0.1', 'nonsense', '127.0.0.1', '127.0.0.1'],
    ['::ffff:127.0.0.1', '2001:db8:1:2:3::1', '2001:db8:1:2:3::1', '2001:db8:1:2::'],
    ['2001:db8::1:2', undefined, '2001:db8::1:2', '2001:db8:0:0::'],
    ['fe80::1%eth0', undefined, 'fe80::1', 'fe80:0:0:0::'],
    ['', '198.51.100.1', '', ''],
  ]) {
    const request = /** @type {any} */ ({ socket: { remoteAddress: remote }, headers: { 'x-forwarded-for': noted } });
    assert.equal(clientIP(request, trusted), ip, `${remote} ${noted}`);
    assert.equal(clientNetwork(request, trusted), network, `${remote} ${noted}`);
  }
});
