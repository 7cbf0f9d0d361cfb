// The push page: its address, its permissions, its camera, and what it makes of every state code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pusher } from '../codes.mjs';
import { words } from '../project.mjs';
import { startServer } from '../server.mjs';
import { startPhone } from '../start.mjs';

const { push: said, stream, streamProblems, phases, failures, permission } = words;
const route = 'pages/push/push';

/** A phone that pushes. */
async function pushing(t, options) {
  const server = await startServer(t);
  const phone = await startPhone(t, server, options);
  await phone.open(route);
  await phone.tap(said.fetch);
  await phone.sees(said.share);
  await start(phone);
  return { server, phone };
}

async function start(phone) {
  await phone.tap(said.start);
  await phone.sees(phases.live);
}

test('push: addresses that cannot work are refused, with the reason', async (t) => {
  const phone = await startPhone(t, await startServer(t));
  await phone.open(route);
  for (const [problem, address] of [
    ['empty', ''],
    ['form', 'rtmp://a b/live/x'],
    ['notRtmp', 'https://example.com/live/x'],
    ['noStream', 'rtmp://example.com/live'],
    ['expired', 'rtmp://example.com/live/x?txSecret=1&txTime=5F000000'],
  ]) {
    await phone.type(said.address, address);
    await phone.tap(said.start);
    await phone.sees(streamProblems[problem], phases.idle);
  }
});

test('push: an address from the server, the picture, and how it can be watched', async (t) => {
  const { phone } = await pushing(t);
  await phone.isPlaying('#pusher');
  await phone.tapLabelled(stream.details);
  await phone.sees('rtmp://127.0.0.1:1935/live/user_0001_1', 'user_0001_1.flv', words.states.pushing);
  await phone.tap(stream.close);
  await phone.tap(said.stop);
  await phone.sees(phases.idle, said.start);
});

test('push: the server gives no address, then it does', async (t) => {
  const server = await startServer(t);
  server.plan('/api/stream-url', { status: 503, body: { error: { code: 'stream_not_configured', message: 'x', hint: 'y' } } });
  const phone = await startPhone(t, server);
  await phone.open(route);
  await phone.tap(said.fetch);
  await phone.sees(failures.stream_not_configured.message, failures.stream_not_configured.hint);
  server.plan('/api/stream-url', undefined);
  await phone.tap(said.retry);
  await phone.sees(said.share);
  await phone.misses(failures.stream_not_configured.message);
});

test('push: an address on a slow network', async (t) => {
  const server = await startServer(t);
  const answer = server.hold('/api/stream-url');
  const phone = await startPhone(t, server);
  await phone.open(route);
  await phone.tap(said.fetch);
  await server.until(() => server.named('/api/login').length === 1);
  assert.equal(await phone.text(said.share).count(), 0);
  answer();
  await phone.sees(said.share);
});

for (const [deny, state, scope] of [['scope.record', 'refused', 'scope.record'], ['scope.camera', 'refused', 'scope.camera'], ['system.record', 'system', 'scope.record'], ['privacy', 'privacy', 'scope.record']]) {
  test(`push: ${deny} was refused`, async (t) => {
    const phone = await startPhone(t, await startServer(t), { deny });
    await phone.open(route);
    await phone.type(said.address, 'rtmp://127.0.0.1/live/x');
    await phone.tap(said.start);
    await phone.sees(permission.titles[scope], permission.reasons[state]);
    await phone.sees(phases.idle);
  });
}

test('push: its tools', async (t) => {
  const { phone } = await pushing(t);
  for (const [off, on] of [[said.cameraOff, said.cameraOn], [said.micOff, said.micOn], [said.beautyOff, said.beautyOn]]) {
    await phone.tapLabelled(off);
    await phone.tapLabelled(on);
    await phone.has(off);
  }
  await phone.tapLabelled(said.torchOn);
  await phone.sees(said.noTorch);
  await phone.tapLabelled(said.rotate);
  await phone.isPlaying('#pusher');
});

test('push: every state code is told in words, and none but an error ends the push', async (t) => {
  const { phone } = await pushing(t);
  await phone.tapLabelled(stream.details);
  for (const { code, name } of pusher.filter(({ kind }) => kind !== 'error')) {
    await phone.say('#pusher', 'statechange', { code });
    await phone.tells(code, words.states[name]);
  }
  await phone.say('#pusher', 'statechange', { code: 4711 });
  await phone.tells(4711, words.unknownState);
  await phone.has(stream.details);
});

/** Errors that the push survives. */
const passing = ['musicFailed', 'waitingImageFailed'];
const scopes = { cameraDenied: 'scope.camera', microphoneDenied: 'scope.record' };

test('push: every error is told in words', async (t) => {
  const { phone } = await pushing(t);
  for (const { code, name } of pusher.filter(({ kind, name }) => kind === 'error' && name !== 'disconnected')) {
    await phone.say('#pusher', 'statechange', { code });
    if (passing.includes(name)) continue;
    await phone.sees(scopes[name] ? permission.titles[scopes[name]] : words.states[name], phases.failed);
    if (words.advice[name]) await phone.sees(words.advice[name]);
  }
});

test('push: after an error it can start again', async (t) => {
  const { phone } = await pushing(t);
  for (const code of [10003, 10004]) {
    await phone.say('#pusher', 'statechange', { code });
    await phone.sees(phases.live);
  }
  for (const code of [-1301, -1303, -1314, -1317]) {
    await phone.say('#pusher', 'statechange', { code });
    await phone.sees(phases.failed);
    await start(phone);
  }
});

test('push: a lost connection is tried again under a new address', async (t) => {
  const { server, phone } = await pushing(t);
  await phone.say('#pusher', 'statechange', { code: -1307 });
  await phone.sees(words.states.disconnected, phases.waiting.replace('{n}', '1').replace('{s}', '1'));
  await server.called('/api/stream-url', 2);
  await phone.sees(phases.live);
  await phone.misses(words.states.disconnected);
});

for (const [errCode, scope] of [[10001, 'scope.camera'], [10002, 'scope.record']]) {
  test(`push: binderror ${errCode} names the permission`, async (t) => {
    const { phone } = await pushing(t);
    await phone.say('#pusher', 'error', { errCode, errMsg: 'denied' });
    await phone.sees(permission.titles[scope], phases.failed);
  });
}
