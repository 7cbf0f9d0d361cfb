// Starts phones: one browser for all tests of a file, a fresh profile for each phone.
import { after } from 'node:test';
import { launch } from './browser.mjs';
import { defer } from './defer.mjs';
import { dev } from './dev.mjs';
import { Phone } from './phone.mjs';
import { appid, lang } from './view.mjs';

export const size = { width: 375, height: 812 };

/** Only bounds a test that would never end: whatever goes well waits for a condition. */
const LIMIT = 15000;

/** WebSockets to which <live-pusher> sends its stream. */
const PUBLISHING = /^ws:\/\/127\.0\.0\.1:\d+\/live\//;

const GONE = /Failed to load resource: .* \(http:.*\.flv(\?.*)?\)$/;

/** @type {ReturnType<typeof launch> | undefined} */
let browser;
after(async () => (await browser)?.close());

/**
 * @typedef {object} Options
 * @property {'light' | 'dark'} [theme]
 * @property {string} [user] Two phones of one profile are two people by this name.
 * @property {string} [deny] What the user has refused, by comma.
 * @property {boolean} [asked] Whether the user has allowed camera and microphone before.
 * @property {import('./dev.mjs').Dev} [run] Of mlvb dev; without it that of the suite.
 * @property {boolean} [relay] Whether streams go to the relay of mlvb dev; without it, one that takes every stream is pretended.
 * @property {Phone} [beside] Open it as another tab of that phone's browser.
 * @property {Record<string, unknown>} [storage] What the mini-program has stored.
 * @property {{ width: number, height: number }} [viewport]
 * @property {number} [scale] Pixels of the screen per pixel.
 * @property {RegExp[]} [faults] Errors that have to be reported; all others fail the test.
 * @property {boolean} [ending] Whether streams end meanwhile: the browser itself may then report that one is gone.
 */

/**
 * @param {import('node:test').TestContext} t The phone is closed with it.
 * @param {{ url: string } | null} server Which the mini-program is told of, null for that of its config.js.
 * @param {Options} [options]
 */
export async function startPhone(t, server, options = {}) {
  const { theme = 'light', user = '', deny = '', run = dev, relay = false, beside, viewport = size, scale = 1, faults = [], ending = false } = options;
  const context = beside?.page.context() ?? (await newContext({ viewport, deviceScaleFactor: scale, colorScheme: theme }));
  await context.addInitScript(store, entriesOf(user, server, options));
  if (!relay) await context.routeWebSocket(PUBLISHING, () => {});
  const phone = new Phone(await context.newPage(), run.view, { theme, user, deny });
  defer(t, async () => {
    await phone.finish();
    await phone.page.close();
    if (!beside) await context.close();
    phone.checkFaults(faults, ending ? [GONE] : []);
  });
  return phone;
}

/** @param {import('playwright-core').BrowserContextOptions} options */
export async function newContext(options) {
  browser ??= launch();
  const context = await (await browser).newContext({ ...options, reducedMotion: 'reduce', locale: lang, timezoneId: 'Asia/Shanghai' });
  context.setDefaultTimeout(LIMIT);
  return context;
}

/**
 * What localStorage holds, by key.
 * @param {string} user
 * @param {{ url: string } | null} server
 * @param {Options} options
 */
function entriesOf(user, server, { asked = true, storage = {} }) {
  const own = {
    ...(server && { 'mlvb.server': server.url }),
    ...storage,
  };
  const permissions = asked ? { permissions: { privacy: true, scopes: { 'scope.camera': true, 'scope.record': true } } } : {};
  const prefixed = (prefix, values) => Object.entries(values).map(([key, data]) => [`${prefix}:${appid}:${user}:${key}`, JSON.stringify({ data })]);
  return [...prefixed('mlvb', own), ...prefixed('mlvb-web', permissions)];
}

/** Runs in the browser. What the mini-program has changed since stays. */
function store(entries) {
  for (const [key, value] of entries) if (!localStorage.getItem(key)) localStorage.setItem(key, value);
}
