// Real streams: from ffmpeg or a browser into the project's media server, and out of it into a browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webWords, words } from '../project.mjs';
import { freePort, startFFmpeg, startMedia } from '../processes.mjs';
import { startServer } from '../server.mjs';
import { startPhone } from '../start.mjs';

const { push, play, stream, phases, links, room } = words;

test('the play page shows what ffmpeg pushes, by its FLV and by its RTMP address, and its end', async (t) => {
  const media = await startMedia(t);
  const ffmpeg = startFFmpeg(t, `rtmp://127.0.0.1:${media.rtmp}/live/show`);
  await media.line(/show/);
  const phone = await startPhone(t, null, { flv: media.http, ending: true });
  for (const address of [`http://127.0.0.1:${media.http}/live/show.flv`, `rtmp://127.0.0.1:${media.rtmp}/live/show`]) {
    await phone.open(`pages/play/play?url=${encodeURIComponent(address)}`);
    await phone.tap(play.start);
    await phone.sees(phases.live);
    await phone.isPlaying('#player');
  }
  await phone.tapLabelled(stream.details);
  await phone.sees('360×640');
  ffmpeg.child.kill();
  await phone.tells(2103, words.states.reconnecting);
});

test('one tab pushes, another one plays', async (t) => {
  const media = await startMedia(t);
  const server = await startServer(t);
  const host = await startPhone(t, server, { flv: media.http, user: 'host' });
  await host.open('pages/push/push');
  await host.tap(push.fetch);
  await host.sees(push.share);
  await host.tap(push.start);
  await host.sees(phases.live);
  await host.isPlaying('#pusher');

  const viewer = await startPhone(t, server, { flv: media.http, user: 'viewer', beside: host });
  await viewer.open(`pages/play/play?url=${encodeURIComponent(`http://127.0.0.1:${media.http}/live/user_0001_1.flv`)}`);
  await viewer.tap(play.start);
  await viewer.sees(phases.live);
  await viewer.isPlaying('#player');
  await viewer.tapLabelled(stream.details);
  await viewer.sees(stream.figures.videoBitrate, /\d{3}×\d{3}/);

  await host.tap(push.stop);
  await host.sees(phases.idle);
});

test('a whole room in two tabs: live, watched, on the mic, over', async (t) => {
  const media = await startMedia(t);
  const server = await startServer(t);
  server.media = `http://127.0.0.1:${media.http}`;
  const host = await startPhone(t, server, { flv: media.http, user: 'host', chat: true, ending: true });
  await host.open('pages/create/create');
  await host.type(words.create.name, 'Whole room');
  await host.tap(words.create.start);
  await server.called('add_anchor');
  await host.isPlaying('#pusher');

  const viewer = await startPhone(t, server, { flv: media.http, user: 'viewer', chat: true, beside: host, ending: true });
  await viewer.open('pages/rooms/rooms');
  await viewer.tapText('Whole room');
  await viewer.isPlaying('#player');
  await viewer.tapLabelled(room.link);
  await host.tapLabelled(`${links.title} 1`);
  await host.tap(links.accept);
  await viewer.has(room.micOff);
  await viewer.isPlaying('#audience_pusher');
  await host.isPlaying('live-player');

  await host.tapLabelled(room.back);
  await host.tap(room.confirm);
  await host.isAt('pages/rooms/rooms');
  await viewer.sees(room.closed.message);
  assert.equal(server.rooms.rooms.size, 0);
});

test('without a media server, both tags say what to start', async (t) => {
  const port = await freePort();
  const server = await startServer(t);
  const phone = await startPhone(t, server, { flv: port, faults: [/ERR_CONNECTION_REFUSED/] });
  await phone.open('pages/push/push');
  await phone.type(push.address, 'rtmp://127.0.0.1/live/x');
  await phone.tap(push.start);
  await phone.sees(webWords.live.mediaDown);
  await phone.open('pages/play/play?url=rtmp%3A%2F%2F127.0.0.1%2Flive%2Fx');
  await phone.tap(play.start);
  await phone.sees(webWords.live.mediaDown);
});

test('a stream that nobody sends is named', async (t) => {
  const media = await startMedia(t);
  const phone = await startPhone(t, null, { flv: media.http, faults: [/404/] });
  await phone.open(`pages/play/play?url=${encodeURIComponent(`http://127.0.0.1:${media.http}/live/nobody.flv`)}`);
  await phone.tap(play.start);
  await phone.sees(webWords.live.noStream);
});
