// WeChat without a phone: opens a page or a component over a `wx` that records what it is asked.
const assert = require('node:assert/strict');
const Module = require('node:module');
const path = require('node:path');
const { afterEach } = require('node:test');
const { live } = require('./mini-program');

const CONFIG = path.join(live, 'config.js');

/** Stands in for config.js, so that the tests hold whatever is filled in there. */
const fakeConfig = {
  title: 'live',
  pushDomain: '',
  playDomain: '',
  servers: { develop: 'http://127.0.0.1:8080', trial: '', release: '' },
  roomService: '',
};

/** Lets everything run that waits for no timer. */
async function settled() {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Sets `messages[3]` as setData does. */
function assign(data, key, value) {
  const match = /^(\w+)\[(\d+)\]$/.exec(key);
  if (match) data[match[1]][Number(match[2])] = value;
  else data[key] = value;
}

/**
 * @param {object} options
 * @param {string} [options.platform]
 * @param {string} [options.envVersion]
 * @param {Record<string, any>} [options.replies] by path of the request: a body, `{status, body}` or a function that gives one
 * @param {Record<string, any>} [options.storage]
 * @param {Record<string, Function>} [options.api] members of wx that answer in another way than by success
 */
function fakeWx({ platform = 'ios', envVersion = 'develop', replies = {}, storage = { 'mlvb.server': 'http://192.168.1.5:8080' }, api = {} }) {
  const calls = [];
  const names = () => calls.map(({ name }) => name);
  const note = (name, options) => calls.push({ name, options });
  const succeed = (name, result = {}) => (options = {}) => {
    note(name, options);
    options.success?.(result);
  };
  const context = (tag) => () => new Proxy({}, { get: (_, method) => succeed(`${tag}.${String(method)}`) });
  const known = {
    getDeviceInfo: () => ({ platform }),
    getAccountInfoSync: () => ({ miniProgram: { envVersion } }),
    getAppAuthorizeSetting: () => ({ cameraAuthorized: 'authorized', microphoneAuthorized: 'authorized' }),
    getMenuButtonBoundingClientRect: () => ({ top: 50, height: 32, left: 280 }),
    getWindowInfo: () => ({ windowWidth: 375 }),
    getStorageSync: (key) => storage[key] || '',
    setStorageSync: (key, value) => (storage[key] = value),
    removeStorageSync: (key) => delete storage[key],
    createLivePusherContext: context('pusher'),
    createLivePlayerContext: context('player'),
    login: succeed('login', { code: 'code' }),
    request(options) {
      const { pathname } = new URL(options.url);
      note('request', { ...options, pathname });
      const reply = typeof replies[pathname] === 'function' ? replies[pathname](options) : replies[pathname];
      if (reply === undefined) options.fail({ errMsg: 'request:fail connect error' });
      else options.success({ statusCode: reply.status || 200, data: reply.body || reply });
    },
    ...api,
  };
  const wx = new Proxy(known, { get: (target, name) => target[name] || succeed(String(name)) });
  return { wx, calls, names, storage };
}

/** Runs a file of the package afresh, with the globals of WeChat and the config of the tests. */
function load(file, globals) {
  for (const key of Object.keys(require.cache)) if (key.startsWith(live)) delete require.cache[key];
  require.cache[CONFIG] = Object.assign(new Module(CONFIG), { exports: structuredClone(fakeConfig), loaded: true });
  Object.assign(globalThis, globals);
  require(path.join(live, file));
}

function instance(options, methods) {
  const self = {
    ...methods,
    data: structuredClone(options.data),
    setData(change, done) {
      for (const [key, value] of Object.entries(change)) assign(self.data, key, value);
      if (done) done();
    },
  };
  return self;
}

/** How to leave what a test has opened. @type {(() => void)[]} */
const opened = [];

/** Whatever was opened is left, as on a phone, and leaves no timer behind. */
afterEach(() => {
  for (const leave of opened.splice(0)) leave();
  assert.deepEqual(process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout'), []);
});

/** @param {string} name of the page */
function openPage(name, { query = {}, depth = 2, component = null, ...options } = {}) {
  const phone = fakeWx(options);
  let page;
  load(`pages/${name}/${name}.js`, {
    wx: phone.wx,
    getCurrentPages: () => Array(depth).fill({}),
    Page: (given) => (page = instance(given, { ...given, selectComponent: () => component })),
  });
  opened.push(() => page.onUnload?.());
  page.onLoad?.(query);
  page.onShow?.();
  return { page, ...phone };
}

/** @param {string} name of the component, attached and shown */
async function attach(name, options = {}) {
  const phone = fakeWx(options);
  let component;
  load(`components/${name}/${name}.js`, { wx: phone.wx, Component: (given) => (component = instance(given, { ...given, ...given.methods })) });
  const events = [];
  component.triggerEvent = (name, detail) => events.push([name, detail]);
  opened.push(() => component.lifetimes?.detached?.call(component));
  component.lifetimes?.attached?.call(component);
  await settled();
  return { component, events, ...phone };
}

/** What the server answers to a phone that logs in. */
const signedIn = {
  '/api/login': { token: 't', userID: 'user_1234', expire: 86400 },
  '/api/usersig': { sdkAppID: 1, userID: 'user_1234', userSig: 'sig', expire: 604800 },
  '/weapp/live_room/login': { code: 0, message: '', userID: 'user_1234', token: 'tt', timestamp: 0 },
};

module.exports = { openPage, attach, settled, signedIn };
