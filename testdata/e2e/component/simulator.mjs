// The live room of a generated project, rendered outside of WeChat: its templates compiled by WeChat's
// compiler, the live tags replaced by elements that remember their attributes.
import { createRequire } from 'node:module';
import path from 'node:path';
import { JSDOM } from 'jsdom';

const require = createRequire(import.meta.url);
const project = process.env.MLVB_PROJECT;
const folder = path.join(project, 'miniprogram/packages/live/components/mlvb-live-room');
const { window } = new JSDOM('<!doctype html><body></body>');
for (const name of ['window', 'document', 'Event', 'CustomEvent', 'Node', 'HTMLElement', 'Image', 'MutationObserver']) {
  globalThis[name] = name === 'window' ? window : window[name];
}

const simulate = require('miniprogram-simulate');
const { register } = require('j-component');
const { createWorld, settled } = require('./fakes.js');

/** Attributes of the live tags, by the name of the property. */
const attributes = {
  'live-pusher': {
    ...{ url: String, mode: String, aspect: String, waitingImage: String, waitingImageHash: String },
    ...{ minBitrate: Number, maxBitrate: Number, beauty: Number, enableCamera: Boolean, enableMic: Boolean },
  },
  'live-player': { src: String, mode: String, autoplay: Boolean, objectFit: String, muted: Boolean, minCache: Number, maxCache: Number },
};
for (const [id, properties] of Object.entries(attributes)) {
  register({ id, tagName: `wx-${id}`, template: '<slot/>', properties });
}

/** What the page around the room looks like: slots of each kind, and a record of the events. */
const page = {
  template: `<live-room id="id_liveroom" role="{{role}}" roomid="{{roomid}}" roomID="{{roomID}}" roomname="{{roomname}}"
      roomName="{{roomName}}" pureaudio="{{pureaudio}}" pureAudio="{{pureAudio}}" muted="{{muted}}" beauty="{{beauty}}"
      debug="{{debug}}" template="{{template}}" bindRoomEvent="onRoomEvent">
    <view slot="caster" id="caster">over the camera</view>
    <view slot="casterBackButton">back</view>
    <view slot="audience" id="audience">over the picture</view>
    <view slot="audienceBackButton">back</view>
  </live-room>`,
  properties: {
    ...{ role: String, roomid: String, roomID: String, roomname: String, roomName: String },
    ...{ pureaudio: Boolean, pureAudio: Boolean, muted: Boolean, debug: Boolean },
    beauty: { type: Number, value: 5 },
    template: { type: String, value: 'float' },
  },
};

/** A context of a live tag: notes what it is told, and answers at once. */
const contextOf = (tag, told) =>
  new Proxy({}, { get: (_, method) => ({ complete = () => {} } = {}) => (told.push(`${tag} ${method}`), complete()) });

function mockWX(platform, told) {
  Object.assign(globalThis.wx, {
    getDeviceInfo: () => ({ platform }),
    createLivePusherContext: () => contextOf('pusher', told),
    createLivePlayerContext: (id) => contextOf(id, told),
    setKeepScreenOn: ({ keepScreenOn }) => told.push(`screen ${keepScreenOn ? 'on' : 'off'}`),
    getSetting: ({ success }) => success({ authSetting: { 'scope.camera': true, 'scope.record': true } }),
    showToast: ({ title }) => told.push(`toast ${title}`),
  });
}

/**
 * A phone whose user is logged in and looks at a page with the room.
 * @param {{ world?: ReturnType<typeof createWorld>, user?: string, platform?: string, login?: boolean } & Record<string, unknown>} options
 */
export async function openPage({ world = createWorld(), user = 'me', platform = 'ios', login = true, ...properties } = {}) {
  for (const name of Object.keys(require.cache)) if (name.startsWith(folder)) delete require.cache[name];
  const told = [];
  mockWX(platform, told);
  const events = [];
  const liveRoom = simulate.load(path.join(folder, 'mlvbliveroomview'), 'live-room', { compiler: 'official', rootPath: folder });
  const core = require(path.join(folder, 'mlvbliveroomcore'));
  core.configure(world.settings());
  const id = register({ ...page, usingComponents: { 'live-room': liveRoom }, methods: { onRoomEvent: ({ detail }) => events.push(detail) } });
  const rendered = simulate.render(id, properties);
  rendered.attach(document.body);
  const room = rendered.querySelector('#id_liveroom');
  if (login) await core.login({ data: { sdkAppID: 1400000001, userID: user, userSig: 'sig', userName: user } });
  return {
    ...{ world, core, rendered, events, told },
    /** The component, as a page gets it from selectComponent. */
    room: room.instance,
    /** A tag or an element in the room: by id or class. */
    find: (selector) => room.querySelector(selector),
    all: (selector) => room.querySelectorAll(selector),
    /** A live tag says something. */
    async say(selector, event, detail) {
      room.querySelector(selector).instance.triggerEvent(event, detail);
      await settled();
    },
    async start() {
      await room.instance.start();
      await settled();
    },
    text: () => rendered.dom.textContent.replace(/\s+/g, ' ').trim(),
  };
}

export { createWorld, settled };
export const words = require(path.join(folder, 'words'));
