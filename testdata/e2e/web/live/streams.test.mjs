// Real streams: from ffmpeg or a browser into the relay of mlvb dev, and out of it into a browser.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { file } from '../defer.mjs';
import { newStream } from '../dev.mjs';
import { words } from '../project.mjs';
import { startDev, startFFmpeg } from '../processes.mjs';
import { startServer } from '../server.mjs';
import { startPhone } from '../start.mjs';
import { webWords } from '../view.mjs';

const { push, play, stream, phases, links, room } = words;

/** @type {Awaited<ReturnType<typeof startDev>>} */
let shared;
before(async () => (shared = await startDev(file)));

/** A phone that uses all of mlvb dev: its server, its rooms, its relay. */
const startReal = (t, options) => startPhone(t, { url: shared.dev.server }, { run: shared.dev, relay: true, ...options });

/** ffmpeg sends to an address, and is on air. */
async function onAir(t, address) {
  const began = shared.run.line(/"stream-began"/);
  const ffmpeg = startFFmpeg(t, address);
  await began;
  return ffmpeg;
}

/** Opens the play page with an address. */
async function playing(phone, address) {
  await phone.open(`pages/play/play?url=${encodeURIComponent(address)}`);
  await phone.tap(play.start);
}

async function shows(phone) {
  await phone.sees(phases.live);
  await phone.isPlaying('#player');
}

test('the play page shows what ffmpeg pushes, by its FLV and by its RTMP address, and its end', async (t) => {
  const { pushURL, play: addresses } = await newStream(shared.dev);
  const ffmpeg = await onAir(t, pushURL);
  const phone = await startReal(t, { ending: true });
  for (const address of [addresses.flv, addresses.rtmp]) {
    await playing(phone, address);
    await shows(phone);
  }
  await phone.tapLabelled(stream.details);
  await phone.sees('360×640');
  ffmpeg.child.kill();
  await phone.tells(2103, words.states.reconnecting);
});

test('the addresses that are printed work as they are', async (t) => {
  const { sample } = shared.dev.media;
  await onAir(t, sample.push);
  const phone = await startReal(t);
  await playing(phone, sample.flv);
  await shows(phone);
});

test('one tab pushes, another one plays', async (t) => {
  const host = await startReal(t, { user: 'host' });
  await host.open('pages/push/push');
  await host.tap(push.fetch);
  await host.sees(push.share);
  await host.tap(push.start);
  await host.sees(phases.live);
  await host.isPlaying('#pusher');

  const viewer = await startReal(t, { user: 'viewer', beside: host });
  await playing(viewer, await host.page.evaluate(() => window.mlvb.page().data.play.flv));
  await shows(viewer);
  await viewer.tapLabelled(stream.details);
  await viewer.sees(stream.figures.videoBitrate, /\d{3}×\d{3}/);

  await host.tap(push.stop);
  await host.sees(phases.idle);
});

test('a whole room in two tabs: live, found under its host’s name, watched, on the mic, over', async (t) => {
  const open = (user, options) => startPhone(t, { url: shared.dev.server }, { run: shared.dev, relay: true, user, ending: true, ...options });
  const host = await open('小李');
  await host.open('pages/create/create');
  await host.type(words.create.name, 'Whole room');
  await host.tap(words.create.start);
  await host.sees(room.onAir, '小李');
  await host.isPlaying('#pusher');

  const viewer = await open('小王', { beside: host });
  await viewer.open('pages/rooms/rooms');
  await viewer.sees('小王', '小李');
  await viewer.tapText('Whole room');
  await viewer.isPlaying('#player');
  await viewer.tapLabelled(room.link);
  await host.tapLabelled(`${links.title} 1`);
  await host.sees('小王');
  await host.tap(links.accept);
  await viewer.has(room.micOff);
  await viewer.isPlaying('#audience_pusher');
  await host.isPlaying('live-player');

  await host.tapLabelled(room.back);
  await host.tap(room.confirm);
  await host.isAt('pages/rooms/rooms');
  await viewer.sees(room.closed.message);
  await host.sees(words.rooms.empty);
});

test('a stream that nobody sends is named', async (t) => {
  const phone = await startReal(t, { faults: [/404/] });
  await playing(phone, (await newStream(shared.dev)).play.flv);
  await phone.sees(webWords.live.noStream);
});

test('an address without its signature plays nothing', async (t) => {
  const { pushURL, play: addresses } = await newStream(shared.dev);
  await onAir(t, pushURL);
  const phone = await startReal(t, { faults: [/403/] });
  await playing(phone, addresses.flv.split('?')[0]);
  await phone.tapLabelled(stream.details);
  await phone.tells(3003, words.states.handshakeFailed);
});

test('without mlvb dev, both tags say so', async (t) => {
  const { run, dev } = await startDev(t, { STATE_DIR: 'none' });
  const options = { run: dev, relay: true, faults: [/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET/] };
  const { pushURL } = await newStream(dev);
  const [pusher, player] = [await startPhone(t, { url: dev.server }, options), await startPhone(t, { url: dev.server }, options)];
  await pusher.open('pages/push/push');
  await pusher.type(push.address, pushURL);
  await player.open('pages/play/play?url=rtmp%3A%2F%2F127.0.0.1%2Flive%2Fx');
  run.child.kill('SIGINT');
  assert.equal(await run.ended(), 0);
  await pusher.tap(push.start);
  await pusher.sees(webWords.live.mediaDown);
  await player.tap(play.start);
  await player.sees(webWords.live.mediaDown);
});
