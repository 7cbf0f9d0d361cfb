// The home page: what is set up, what is missing, which server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startPhone } from '../start.mjs';
import { homeWords, words } from '../project.mjs';
import { startServer } from '../server.mjs';

const { setup, failures } = words;

test('home: checking, then what is set up', async (t) => {
  const server = await startServer(t);
  const answer = server.hold('/api/status');
  const phone = await startPhone(t, server);
  await phone.open('pages/home/home');
  await phone.sees(homeWords.title, ...homeWords.entries.map(({ title }) => title), setup.titles.checking);
  answer();
  await phone.sees(setup.titles.ok, setup.rows.userSig.local, setup.rows.stream.media, setup.rows.rooms.ready);
  await phone.tapText(setup.missing);
  await phone.sees('SECRETKEY', setup.settings.SECRETKEY);
  await phone.misses(setup.titles.checking);
});

test('home: all is set up', async (t) => {
  const server = await startServer(t);
  server.plan('/api/status', { body: { env: 'production', login: 'wechat', userSig: 'ready', stream: 'ready', rooms: false, missing: [] } });
  const phone = await startPhone(t, server);
  await phone.open('pages/home/home');
  await phone.sees(setup.rows.login.wechat, setup.rows.userSig.ready, setup.rows.stream.ready, setup.rows.rooms.missing);
  await phone.misses(setup.missing);
});

test('home: the server is down, and up again', async (t) => {
  const server = await startServer(t);
  server.plan('/api/status', 'lost');
  const phone = await startPhone(t, server);
  await phone.open('pages/home/home');
  await phone.sees(setup.titles.failed, failures.offline.message, failures.offline.hint);
  server.plan('/api/status', undefined);
  await phone.tap(setup.check);
  await phone.sees(setup.titles.ok);
  await phone.misses(failures.offline.message);
});

test('home: the server is no server of ours, or not well', async (t) => {
  const server = await startServer(t);
  const phone = await startPhone(t, server);
  await phone.open('pages/home/home');
  const refused = (status, code) => ({ status, body: { error: { code, message: 'x', hint: '' } } });
  for (const [answer, said] of [
    [refused(500, 'internal'), failures.internal],
    [{ body: '<html>' }, failures.not_a_server],
    [refused(404, 'not_found'), failures.not_found],
    [refused(429, 'rate_limited'), failures.rate_limited],
  ]) {
    server.plan('/api/status', answer);
    await phone.tap(setup.check);
    await phone.sees(said.message, said.hint);
  }
});

test('home: another server is typed, forgotten, and typed wrongly', async (t) => {
  const [first, second] = [await startServer(t), await startServer(t)];
  const phone = await startPhone(t, first);
  await phone.open('pages/home/home');
  await phone.sees(setup.titles.ok);
  await phone.tap(setup.edit);
  await phone.type(setup.server, 'ftp://somewhere');
  await phone.tap(setup.save);
  await phone.sees(setup.problems.scheme);
  await phone.type(setup.server, second.url);
  await phone.misses(setup.problems.scheme);
  await phone.tap(setup.save);
  await phone.sees(second.url, setup.titles.ok);
  assert.equal(second.named('/api/status').length, 1);
});

test('home: each entry leads to its page, and back leads home', async (t) => {
  const server = await startServer(t);
  const phone = await startPhone(t, server);
  await phone.open('pages/home/home');
  await phone.sees(setup.titles.ok);
  for (const { title, url } of homeWords.entries) {
    await phone.tapText(title);
    await phone.isAt(url.slice(1));
    await phone.back();
    await phone.isAt('pages/home/home');
  }
});
