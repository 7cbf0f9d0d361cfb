import { readFileSync, statSync } from 'node:fs';
import { BlockList } from 'node:net';
import { join, resolve } from 'node:path';
import { parseEnv } from './dotenv.js';
import { readNetworks } from './request.js';
import { check, RULES } from './rules.js';

/**
 * What the server has to know, complete and checked. Empty texts are not set.
 * @typedef {object} Config
 * @property {boolean} production every login is checked by WeChat, every signature is real
 * @property {string} host
 * @property {number} port 0 takes any free one
 * @property {string} wxAppID
 * @property {string} wxAppSecret empty: development logins
 * @property {string} wxAPIURL without a slash at the end
 * @property {number} sdkAppID 0: not set
 * @property {string} secretKey
 * @property {string} pushDomain
 * @property {string} pushKey
 * @property {string} playDomain
 * @property {string} playKey empty: play URLs are not signed
 * @property {string} mediaURL media server to use instead of CSS
 * @property {string} mediaFLV where its FLV is; empty: at port 8000 of the same host
 * @property {string} mediaKey that it checks addresses with; empty: they are not signed
 * @property {string} stateDir of what outlives the server; empty: nothing does
 * @property {import('node:net').BlockList} trustedProxies which say whom they ask for
 * @property {string[]} unknown lines (path:line) whose name means nothing here
 * @property {string} exposed path of .env when others than its owner can read or write it
 */

/**
 * Reads the settings of the server in dir: env beats dir/.env, which beats
 * dir/defaults.env. Neither file has to exist, and an empty value counts as none.
 * @param {string} dir
 * @param {Record<string, string | undefined>} env
 * @returns {Config}
 */
export function load(dir, env) {
  const { settings, unknown } = readSettings(dir, env);
  check(settings);
  const value = (/** @type {string} */ name) => settings.get(name)?.value ?? '';
  return {
    production: value('ENV') === 'production',
    host: value('HOST'),
    port: Number(value('PORT')),
    wxAppID: value('WX_APPID'),
    wxAppSecret: value('WX_APPSECRET'),
    wxAPIURL: value('WX_API_URL').replace(/\/$/, ''),
    sdkAppID: Number(value('SDKAPPID')),
    secretKey: value('SECRETKEY'),
    pushDomain: value('PUSH_DOMAIN'),
    pushKey: value('PUSH_KEY'),
    playDomain: value('PLAY_DOMAIN'),
    playKey: value('PLAY_KEY'),
    mediaURL: value('MEDIA_URL').replace(/\/$/, ''),
    mediaFLV: value('MEDIA_FLV').replace(/\/$/, ''),
    mediaKey: value('MEDIA_KEY'),
    stateDir: value('STATE_DIR') === 'none' ? '' : resolve(dir, value('STATE_DIR')),
    trustedProxies: readNetworks(value('TRUSTED_PROXIES')) ?? new BlockList(),
    unknown,
    exposed: exposed(join(dir, '.env')),
  };
}

/**
 * Lays the sources over one another.
 * @param {string} dir
 * @param {Record<string, string | undefined>} env
 */
function readSettings(dir, env) {
  const settings = new Map(RULES.map(({ name, fallback }) => [name, { value: fallback, from: '' }]));
  const unknown = [];
  for (const file of ['defaults.env', '.env']) {
    for (const [name, line] of readEnv(join(dir, file))) {
      if (!settings.has(name)) unknown.push(line.from);
      else if (line.value) settings.set(name, line);
    }
  }
  for (const name of settings.keys()) {
    const value = env[name];
    if (value) settings.set(name, { value, from: 'the environment' });
  }
  return { settings, unknown: unknown.sort() };
}

/** @param {string} path */
function readEnv(path) {
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const failure = /** @type {NodeJS.ErrnoException} */ (error);
    if (failure.code === 'ENOENT') return new Map();
    throw new Error(`the settings cannot be read: ${failure.message}`);
  }
  return parseEnv(path, text);
}

/**
 * Returns the path of a file that others than its owner can read or write, else ''.
 * On Windows the mode of a file says nothing about that.
 * @param {string} path
 */
function exposed(path) {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0;
  return process.platform !== 'win32' && mode & 0o077 ? path : '';
}

/**
 * Who vouches for users: "wechat", or "development": nobody.
 * @param {Config} config
 */
export const loginState = (config) => (config.wxAppSecret ? 'wechat' : 'development');

/**
 * Whether UserSigs are worth anything to Tencent Cloud, or to this server only.
 * @param {Config} config
 */
export const userSigState = (config) => (config.sdkAppID && config.secretKey ? 'ready' : 'local');

/**
 * Where streams go: "ready" is CSS, "media" a media server of one's own. MEDIA_URL
 * wins: nobody sets it by accident.
 * @param {Config} config
 */
export function streamState(config) {
  if (config.mediaURL) return 'media';
  return config.pushDomain && config.pushKey && config.playDomain ? 'ready' : 'missing';
}

/**
 * Names of the settings that keep the server from being complete.
 * @param {Config} config
 */
export function missing(config) {
  const needed = {
    WX_APPID: config.wxAppID,
    WX_APPSECRET: config.wxAppSecret,
    SDKAPPID: config.sdkAppID,
    SECRETKEY: config.secretKey,
    PUSH_DOMAIN: config.pushDomain || config.mediaURL,
    PUSH_KEY: config.pushKey || config.mediaURL,
    PLAY_DOMAIN: config.playDomain || config.mediaURL,
  };
  return Object.entries(needed).filter(([, value]) => !value).map(([name]) => name);
}
