// The mini-program's own session against a running server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startPhone } from './phone.mjs';

test('a phone logs in and gets a signature of its own', async () => {
  const { userID, userSig, sdkAppID, expire } = await startPhone().load('services/session').userSig();
  assert.match(userID, /^user_[0-9a-f]{24}$/);
  assert.equal(sdkAppID, 1400000001);
  assert.equal(expire, 604800);
  assert.match(userSig, /^[A-Za-z0-9*_-]{100,}$/);
});

test('two phones are two users, one phone is the same user again', async () => {
  const phone = startPhone();
  const first = await phone.load('services/session').userSig();
  const other = await startPhone().load('services/session').userSig();
  assert.notEqual(other.userID, first.userID);

  const kept = Object.fromEntries([...phone.storage].filter(([key]) => key !== 'mlvb.session'));
  const again = await startPhone(kept).load('services/session').userSig();
  assert.equal(again.userID, first.userID);
});

test('a refused token is renewed', async () => {
  const phone = startPhone();
  const { userID } = await phone.load('services/session').userSig();
  phone.storage.set('mlvb.session', { ...phone.storage.get('mlvb.session'), token: 'forged' });
  assert.equal((await phone.load('services/session').userSig()).userID, userID);
  assert.notEqual(phone.storage.get('mlvb.session').token, 'forged');
});

test('a stream belongs to its user', async () => {
  const phone = startPhone();
  const { userID } = await phone.load('services/session').userSig();
  const { streamName, pushURL, play } = await phone.load('services/session').newStream();
  assert.ok(streamName.startsWith(`${userID}_`));
  assert.equal(pushURL, `rtmp://127.0.0.1:1935/live/${streamName}`);
  assert.equal(play.flv, `http://127.0.0.1:8000/live/${streamName}.flv`);
});

test('the server tells what is set up, and no secret', async () => {
  const status = await startPhone().load('services/server').status();
  assert.equal(status.env, 'development');
  assert.equal(status.login, 'development');
  assert.equal(status.userSig, 'ready');
  assert.equal(status.stream, 'media');
  assert.doesNotMatch(JSON.stringify(status), /[0-9a-f]{64}/);
});
