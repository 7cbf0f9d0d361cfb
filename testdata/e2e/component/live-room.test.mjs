// The live room as pages see it: what is drawn, what the tags are told, which events come.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWorld, openPage, settled, words } from './simulator.mjs';

const attributesOf = (page, selector) => page.find(selector).instance.data;
const tags = ({ events }) => events.map(({ tag, code }) => `${tag} ${code}`);

/** A host who is live, and the page of that host. */
async function openHost(options = {}) {
  const page = await openPage({ user: 'host', role: 'anchor', roomname: 'my room', ...options });
  await page.start();
  await page.say('#pusher', 'statechange', { code: 1002 });
  return page;
}

/** A viewer who watches that host's room. */
async function openViewer({ world }, options = {}) {
  const page = await openPage({ user: 'viewer', role: 'audience', roomid: 'room_1', ...options, world });
  await page.start();
  await page.say('#player', 'statechange', { code: 2004 });
  return page;
}

/** Host and viewer, the viewer being on the mic. */
async function openLinked(options) {
  const host = await openHost();
  const viewer = await openViewer(host, options);
  viewer.room.requestJoinAnchor();
  await settled();
  const [request] = host.events.filter(({ tag }) => tag === 'requestJoinAnchor');
  host.room.respondJoinAnchor(true, request.detail);
  await settled();
  await viewer.say('#audience_pusher', 'statechange', { code: 1002 });
  await host.world.clock.pass(5000);
  return { host, viewer };
}

test('a host sees the camera with its slots, and no player', async () => {
  const page = await openHost();
  assert.ok(page.find('#pusher') && !page.find('#player'));
  assert.match(page.text(), /over the camera.*back/);
  assert.doesNotMatch(page.text(), /over the picture/);
  assert.equal(attributesOf(page, '#pusher').url, 'rtmp://push/host_1');
  assert.deepEqual(page.told, ['screen on', 'pusher start']);
  assert.deepEqual(tags(page), ['created 0']);
  assert.equal(page.world.server.rooms.get('room_1').roomInfo, 'my room');
});

test('a viewer sees the picture with its slots, and no camera', async () => {
  const page = await openViewer(await openHost());
  assert.ok(page.find('#player') && !page.find('#pusher') && !page.find('#audience_pusher'));
  assert.match(page.text(), /over the picture.*back/);
  assert.doesNotMatch(page.text(), /over the camera/);
  const { src, mode, minCache, maxCache } = attributesOf(page, '#player');
  assert.deepEqual([src, mode, minCache, maxCache], ['rtmp://play/host_1.flv', 'live', 1, 3]);
});

test('the properties work in both spellings', async () => {
  const host = await openHost({ roomname: '', roomName: 'other', roomID: 'mine', pureAudio: true });
  assert.equal(host.world.server.rooms.get('mine').roomInfo, 'other');
  assert.equal(attributesOf(host, '#pusher').enableCamera, false);
  const viewer = await openViewer(host, { roomid: '', roomID: 'mine' });
  assert.equal(attributesOf(viewer, '#player').src, 'rtmp://play/host_1.flv');
});

test('one’s own microphone off is not the host’s sound off', async () => {
  const { viewer } = await openLinked();
  viewer.rendered.setData({ muted: true });
  assert.equal(attributesOf(viewer, '#audience_pusher').enableMic, false);
  assert.ok(!attributesOf(viewer, '#player').muted);
  viewer.room.toggleMuted();
  assert.equal(attributesOf(viewer, '#audience_pusher').enableMic, true);
});

test('beauty follows the property, and toggles', async () => {
  const page = await openHost({ beauty: 8 });
  const beauty = () => attributesOf(page, '#pusher').beauty;
  assert.equal(beauty(), 8);
  page.room.toggleBeauty();
  assert.equal(beauty(), 0);
  page.room.toggleBeauty();
  assert.equal(beauty(), 5);
});

test('the event of a text is flat, for its sender under a tag of its own', async () => {
  const host = await openHost();
  const viewer = await openViewer(host);
  viewer.room.sendTextMsg('hello');
  await settled();
  for (const page of [host, viewer]) {
    const { tag, code, detail } = page.events.at(-1);
    assert.deepEqual([tag, code], [page === host ? 'recvTextMsg' : 'sentTextMsg', 0]);
    assert.deepEqual(
      [detail.roomID, detail.userID, detail.userName, detail.userAvatar, detail.message],
      ['room_1', 'viewer', 'viewer', '', 'hello'],
    );
  }
});

test('without a chat a text is refused in words', async () => {
  const page = await openHost({ world: createWorld({ chat: false }) });
  page.room.sendTextMsg('hello');
  await settled();
  const { tag, code, detail } = page.events.at(-1);
  assert.deepEqual([tag, code], ['error', -9005]);
  assert.ok(detail.includes(words.chat.none));
  assert.equal(page.core.hasChat(), false);
});

test('on the mic: own camera in a seat, the host at low latency, one pusher on each page', async () => {
  const { host, viewer } = await openLinked();
  assert.ok(tags(viewer).includes('linkOn 0'));
  assert.equal(attributesOf(viewer, '#audience_pusher').url, 'rtmp://push/viewer_2');
  const { src, mode, minCache, maxCache } = attributesOf(viewer, '#player');
  assert.deepEqual([src, mode, minCache, maxCache], ['rtmp://play/host_1', 'RTC', 0.2, 0.8]);
  assert.ok(!viewer.find('#pusher'));
  assert.ok(!host.find('#audience_pusher'));
  assert.equal(attributesOf(host, '#viewer').src, 'rtmp://play/viewer_2');
  assert.equal(attributesOf(host, '#viewer').mode, 'RTC');
});

test('the guest leaves by the cross on the own seat', async () => {
  const { host, viewer } = await openLinked();
  viewer.find('.close').dispatchEvent('tap');
  await settled();
  assert.equal(viewer.events.at(-1).tag, 'linkOut');
  assert.ok(!viewer.find('#audience_pusher'));
  assert.equal(attributesOf(viewer, '#player').src, 'rtmp://play/host_1.flv');
  await host.world.clock.pass(5000);
  assert.ok(!host.find('#viewer'));
});

test('the host sends a guest off by the cross on the guest’s seat', async () => {
  const { host, viewer } = await openLinked();
  host.find('.close').dispatchEvent('tap');
  await settled();
  assert.deepEqual([viewer.events.at(-1).tag, viewer.events.at(-1).detail], ['linkOut', words.kickedOut]);
  assert.ok(!host.find('#viewer'));
});

test('guests have no cross on each other', async () => {
  const { host, viewer } = await openLinked();
  const second = await openViewer(host, { user: 'second' });
  second.room.requestJoinAnchor();
  await settled();
  host.room.respondJoinAnchor(true, host.events.at(-1).detail);
  await settled();
  await second.say('#audience_pusher', 'statechange', { code: 1002 });
  await host.world.clock.pass(5000);
  assert.ok(viewer.find('#second'));
  assert.equal(viewer.all('.close').length, 1);
});

test('a voice without a picture has a face', async () => {
  const { host, viewer } = await openLinked({ pureaudio: true });
  assert.ok(viewer.text().includes(words.view.voiceOnly));
  assert.equal(attributesOf(viewer, '#audience_pusher').enableCamera, false);
  await host.say('#viewer', 'netstatus', { info: { videoBitrate: 0, videoFPS: 0, audioBitrate: 48 } });
  assert.ok(host.text().includes(words.view.voiceOnly));
  await host.say('#viewer', 'netstatus', { info: { videoBitrate: 300, videoFPS: 15, audioBitrate: 48 } });
  assert.ok(!host.text().includes(words.view.voiceOnly));
});

test('a seat whose stream has ended says so, and is tried again', async () => {
  const { host } = await openLinked();
  await host.say('#viewer', 'statechange', { code: -2301 });
  assert.ok(!host.find('#viewer'));
  assert.ok(host.text().includes(words.view.noPicture));
  await host.world.clock.pass(5000);
  assert.ok(host.find('#viewer'));
});

test('the status line tells what is going on, and goes', async () => {
  const page = await openPage({ user: 'host', role: 'anchor' });
  await page.start();
  assert.ok(page.text().includes(words.view.status.starting));
  await page.say('#pusher', 'statechange', { code: 1002 });
  assert.ok(!page.find('.status'));
  await page.say('#pusher', 'statechange', { code: -1307 });
  assert.ok(page.text().includes(words.view.status.reconnecting));
});

test('a refused camera, by either event, ends the live once', async () => {
  const page = await openHost();
  await page.say('#pusher', 'error', { errCode: 10001, errMsg: 'denied' });
  await page.say('#pusher', 'statechange', { code: -1301 });
  assert.deepEqual(tags(page), ['created 0', 'error -1301']);
  assert.deepEqual(page.told.slice(-2).sort(), ['pusher stop', 'screen off']);
  assert.equal(attributesOf(page, '#pusher').url, '');
});

test('pause and resume reach the tags of both roles, by the page’s calls or by its life', async () => {
  const host = await openHost();
  host.told.length = 0;
  host.rendered.triggerPageLifeTime('hide');
  host.room.pause();
  await settled();
  host.rendered.triggerPageLifeTime('show');
  host.room.resume();
  await settled();
  assert.deepEqual(host.told, ['screen off', 'pusher pause', 'screen on', 'screen on', 'pusher resume']);

  const viewer = await openViewer(host);
  viewer.told.length = 0;
  viewer.room.pause();
  viewer.room.resume();
  await settled();
  assert.deepEqual(viewer.told, ['screen off', 'screen on', 'player pause', 'player resume']);
});

test('leaving the page leaves the room, stops the tags and lets the screen go dark', async () => {
  const { host, viewer } = await openLinked();
  viewer.told.length = 0;
  viewer.rendered.detach();
  await settled();
  assert.deepEqual(viewer.told.sort(), ['player stop', 'pusher stop', 'screen off']);
  assert.deepEqual(host.world.server.rooms.get('room_1').pushers.map(({ userID }) => userID), ['host']);
  host.rendered.detach();
  await settled();
  assert.equal(host.world.server.rooms.size, 0);
  assert.equal(host.world.clock.running(), 0);
});

test('methods that are called too early, too late or by the other role do nothing', async () => {
  const page = await openPage({ role: 'audience', roomid: 'room_1', login: false });
  for (const name of ['stop', 'pause', 'resume', 'requestJoinAnchor', 'quitLink', 'switchCamera']) page.room[name]();
  page.room.sendTextMsg('hello');
  page.room.respondJoinAnchor(true, { userID: 'x' });
  page.room.respondJoinAnchor(true);
  page.room.kickoutJoinAnchor({ currentTarget: { dataset: { userid: 'x' } } });
  await settled();
  assert.deepEqual([page.events, page.told], [[], []]);
});

test('start before the login is refused in words; start amid the login waits for it', async () => {
  const world = (await openHost()).world;
  const early = await openPage({ world, role: 'audience', roomid: 'room_1', login: false });
  await early.start();
  assert.deepEqual(tags(early), ['error -9003']);
  assert.ok(early.events[0].detail.includes(words.loginFirst));

  const page = await openPage({ world, role: 'audience', roomid: 'room_1', login: false });
  const login = page.core.login({ data: { sdkAppID: 1400000001, userID: 'late', userSig: 'sig' } });
  await page.start();
  await login;
  await settled();
  assert.equal(attributesOf(page, '#player').src, 'rtmp://play/host_1.flv');
});

test('starting again is a new visit, and the old one is over', async () => {
  const page = await openHost();
  await page.start();
  await page.say('#pusher', 'statechange', { code: 1002 });
  assert.deepEqual([...page.world.server.rooms.keys()], ['room_1']);
  assert.equal(page.world.server.named('create_room').length, 2);
  assert.deepEqual(page.told.filter((what) => what.startsWith('pusher')), ['pusher start', 'pusher stop', 'pusher start']);
  assert.equal(attributesOf(page, '#pusher').url, 'rtmp://push/host_2');
});

test('the debug overlay shows codes and figures, by property, method or the hidden command', async () => {
  const page = await openHost({ debug: true });
  await page.say('#pusher', 'statechange', { code: 1101 });
  await page.say('#pusher', 'netstatus', { info: { videoBitrate: 800, audioBitrate: 48, videoFPS: 15, videoWidth: 360, videoHeight: 640 } });
  assert.match(page.text(), /360×640 15 fps.*1101 uplinkPoor/);
  page.room.sendTextMsg('>debug');
  assert.ok(!page.find('.debug'));
  page.room.toggleDebug();
  assert.ok(page.find('.debug'));
  assert.ok(!tags(page).includes('recvTextMsg 0'));
});

test('in DevTools a notice stands in for the tags, the slots stay, and nothing is called a failure', async () => {
  const host = await openPage({ role: 'anchor', platform: 'devtools' });
  await host.start();
  await host.world.clock.pass(60000);
  assert.ok(!host.find('#pusher'));
  assert.ok(host.text().includes(words.view.devtools) && host.text().includes('over the camera'));
  assert.deepEqual(host.events, []);
  const viewer = await openPage({ role: 'audience', platform: 'devtools' });
  assert.ok(!viewer.find('#player'));
  assert.ok(viewer.text().includes('over the picture'));
});

test('tags that stay silent on a phone are named as denied', async () => {
  const page = await openPage({ role: 'anchor' });
  await page.start();
  await page.world.clock.pass(8000);
  assert.deepEqual(page.events, [{ tag: 'error', code: -9007, detail: words.tagsDenied }]);
});

test('what is drawn knows no secret', async () => {
  const page = await openHost();
  const drawn = JSON.stringify(page.room.data);
  assert.ok(!drawn.includes(page.core.getAccountInfo().token) && !drawn.includes('userSig'));
});
