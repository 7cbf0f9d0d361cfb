// The play page: its address, a stream that plays, and what it makes of every state code.
import { test } from 'node:test';
import { player } from '../codes.mjs';
import { words } from '../project.mjs';
import { startServer } from '../server.mjs';
import { startPhone } from '../start.mjs';
import { webWords } from '../view.mjs';

const { play: said, stream, streamProblems, phases } = words;
const route = 'pages/play/play';

/** A phone that plays. */
async function playing(t) {
  const server = await startServer(t);
  const phone = await startPhone(t, server);
  await phone.open(`${route}?url=${encodeURIComponent(`${server.url}/live/show.flv`)}`);
  await start(phone);
  return { server, phone };
}

async function start(phone) {
  await phone.tap(said.start);
  await phone.sees(phases.live);
}

test('play: addresses that cannot work are refused, with the reason', async (t) => {
  const phone = await startPhone(t, await startServer(t));
  await phone.open(route);
  for (const [problem, address] of [
    ['empty', ''],
    ['form', 'not an address'],
    ['notPlayable', 'ftp://example.com/live/x.flv'],
    ['hls', 'https://example.com/live/x.m3u8'],
    ['webrtc', 'webrtc://example.com/live/x'],
    ['noStream', 'rtmp://example.com/live'],
  ]) {
    await phone.type(said.address, address);
    await phone.tap(said.start);
    await phone.sees(streamProblems[problem], phases.idle);
  }
});

test('play: a stream plays, with figures', async (t) => {
  const { phone } = await playing(t);
  await phone.isPlaying('#player');
  await phone.tapLabelled(stream.details);
  await phone.sees('360×640', stream.figures.videoFPS, words.states.playing);
  await phone.tap(stream.close);
  await phone.tap(said.stop);
  await phone.sees(phases.idle);
});

test('play: a picture that stands still says so, and the stream is loaded anew', async (t) => {
  const { server, phone } = await playing(t);
  await phone.isPlaying('#player');
  server.stallStream('show');
  await phone.sees(webWords.live.waiting);
  await phone.misses(webWords.live.waiting);
  await phone.tapLabelled(stream.details);
  await phone.tells(2007, words.states.loading);
  await phone.sees(phases.live);
});

test('play: its tools', async (t) => {
  const { phone } = await playing(t);
  await phone.tapLabelled(said.mute);
  await phone.tapLabelled(said.unmute);
  await phone.tapLabelled(said.fit);
  await phone.tapLabelled(said.rotate);
  await phone.tapLabelled(said.floating);
  await phone.sees(said.floatingOff);
  await phone.tapLabelled(said.fullScreen);
  await phone.tapLabelled(said.exitFullScreen);
  await phone.has(said.fullScreen);
  await phone.isPlaying('#player');
});

test('play: the mode can be chosen before it plays', async (t) => {
  const phone = await startPhone(t, await startServer(t));
  await phone.open(route);
  await phone.sees(said.modeHints.live);
  await phone.tapText(said.modes.RTC);
  await phone.sees(said.modeHints.RTC);
});

test('play: every state code is told in words', async (t) => {
  const { phone } = await playing(t);
  await phone.tapLabelled(stream.details);
  for (const { code, name } of player.filter(({ kind, name }) => kind !== 'error' && name !== 'ended')) {
    await phone.say('#player', 'statechange', { code });
    await phone.tells(code, words.states[name]);
  }
});

test('play: a stream that ends, or has no accelerated address, stops', async (t) => {
  const { phone } = await playing(t);
  await phone.say('#player', 'statechange', { code: 2006 });
  await phone.sees(phases.ended, words.ended.message, words.ended.hint);
  await start(phone);
  await phone.say('#player', 'statechange', { code: -2302 });
  await phone.sees(words.states.noAcceleratedAddress, words.advice.noAcceleratedAddress, phases.failed);
  await phone.tap(said.retry);
  await phone.sees(phases.live);
});

test('play: a stream that breaks is tried again', async (t) => {
  const { server, phone } = await playing(t);
  await phone.say('#player', 'statechange', { code: -2301 });
  await phone.sees(words.states.disconnected);
  await phone.misses(words.states.disconnected);
  await phone.sees(phases.live);
  await server.until(() => server.watching.get('show').size === 1);
});
