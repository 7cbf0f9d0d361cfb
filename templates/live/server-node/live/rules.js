import { readNetworks } from './request.js';

const DOMAIN = /^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/**
 * What a setting may be; say completes "NAME ...".
 * @typedef {{ name: string, fallback: string, pattern: { test(value: string): boolean }, say: string, hint: string }} Rule
 * @typedef {{ name: string, from: string, say: string, hint: string }} Refusal
 */

/**
 * Every setting, in the order of the README.
 * @type {readonly Rule[]}
 */
export const RULES = [
  rule('ENV', 'development', /^(development|production)$/, 'is neither development nor production', 'write one of the two words'),
  rule('HOST', '127.0.0.1', /^[A-Za-z0-9.:_-]+$/, 'is not an address to listen on', '127.0.0.1 is this computer alone, 0.0.0.0 the whole network'),
  rule('PORT', '8080', /^([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$/, 'is not a port', 'a number from 1 to 65535'),
  rule('WX_APPID', '', /^(wx[0-9a-f]{16}|touristappid)$/, 'is not an AppID', '"wx" and 16 lower-case hex digits: 微信公众平台 > 开发管理 > 开发设置'),
  rule('WX_APPSECRET', '', /^[0-9a-f]{32}$/, 'is not an AppSecret', '32 lower-case hex digits: 微信公众平台 > 开发管理 > 开发设置'),
  rule('WX_API_URL', 'https://api.weixin.qq.com', /^https?:\/\/[A-Za-z0-9.:_-]+\/?$/, "is not the address of WeChat's API", 'normally leave it out; http://api.weixin.qq.com inside 微信云托管'),
  rule('SDKAPPID', '', /^([1-9][0-9]{7,8}|[1-3][0-9]{9})$/, 'is not an SDKAppID', '8 to 10 digits: 腾讯云控制台 > 实时音视频 > 应用管理'),
  rule('SECRETKEY', '', /^[0-9a-f]{64}$/, 'is not the key of an SDKAppID', '64 lower-case hex digits, beside the SDKAppID in the console'),
  rule('PUSH_DOMAIN', '', DOMAIN, 'is not a domain name', 'the name alone, such as push.example.com'),
  rule('PUSH_KEY', '', /^[!-~]{1,128}$/, 'is not an authentication key', '云直播控制台 > 域名管理 > 推流配置 > 推流鉴权, without spaces'),
  rule('PLAY_DOMAIN', '', DOMAIN, 'is not a domain name', 'the name alone, such as play.example.com'),
  rule('PLAY_KEY', '', /^[!-~]{1,128}$/, 'is not an authentication key', '云直播控制台 > 域名管理 > 访问控制 > Key 防盗链, without spaces'),
  rule('MEDIA_URL', '', /^rtmp:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?\/[A-Za-z0-9_-]+\/?$/, 'is not the address of a media server', 'such as rtmp://192.168.1.2/live'),
  rule('MEDIA_FLV', '', /^https?:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?\/[A-Za-z0-9_-]+\/?$/, 'is not where a media server has its FLV', 'such as http://192.168.1.2:8000/live'),
  rule('MEDIA_KEY', '', /^[!-~]{16,128}$/, 'is too short or no key', '16 to 128 letters, digits and signs, the same in the settings of the media server'),
  rule('OPERATORS', '', /^[A-Za-z0-9_-]{1,32}(,[A-Za-z0-9_-]{1,32})*$/, 'is no list of users', 'userIDs with commas between them, without spaces'),
  rule('SEATS', 'granted', /^(granted|open)$/, 'is neither granted nor open', 'open lets clients sit down that agree without the server'),
  rule('ROOM_AWAY', '180', /^([2-9][0-9]|[1-9][0-9]{2}|[12][0-9]{3}|3[0-5][0-9]{2}|3600)$/, 'is no number of seconds from 20 to 3600', '180 are three minutes'),
  rule('STATE_DIR', '.state', /^[^\x00-\x1f]+$/, 'is no folder', 'a path, from the folder of the server on; none keeps nothing on disk'),
  rule('TRUSTED_PROXIES', '127.0.0.1, ::1', { test: (list) => readNetworks(list) !== undefined }, 'is no list of addresses', 'addresses and networks between commas, such as 127.0.0.1, 10.0.0.0/8'),
];

/**
 * @param {string} name
 * @param {string} fallback value when no source has one
 * @param {Rule['pattern']} pattern
 * @param {string} say
 * @param {string} hint
 * @returns {Rule}
 */
function rule(name, fallback, pattern, say, hint) {
  return { name, fallback, pattern, say, hint };
}

/** Lists everything that is wrong with the settings. It shows no value. */
export class ConfigError extends Error {
  /** @param {Refusal[]} refusals */
  constructor(refusals) {
    const lines = refusals.map(({ name, from, say, hint }) => (
      `\n  ${name}${from && ` in ${from}`} ${say}\n    hint: ${hint}`));
    super(`the settings of the server are not usable${lines.join('')}`);
    this.refusals = refusals;
  }
}

/**
 * Compares the settings with the rules and with one another.
 * @param {Map<string, import('./dotenv.js').Setting>} settings
 */
export function check(settings) {
  /** @type {Refusal[]} */
  const refusals = [];
  const value = (/** @type {string} */ name) => settings.get(name)?.value ?? '';
  const refuse = (/** @type {string} */ name, /** @type {string} */ say, /** @type {string} */ hint) => {
    refusals.push({ name, from: settings.get(name)?.from ?? '', say, hint });
  };
  for (const { name, pattern, say, hint } of RULES) {
    if (value(name) !== '' && !pattern.test(value(name))) refuse(name, say, hint);
  }
  if (value('WX_APPSECRET') && !value('WX_APPID').startsWith('wx')) {
    refuse('WX_APPSECRET', 'has no AppID that it belongs to', 'set WX_APPID to the AppID of the same mini-program');
  }
  if (value('PUSH_DOMAIN') && value('PUSH_DOMAIN').toLowerCase() === value('PLAY_DOMAIN').toLowerCase()) {
    refuse('PLAY_DOMAIN', 'is the push domain too', 'CSS wants two names: one to push to, one to play from');
  }
  if (value('ENV') === 'production') {
    for (const name of ['WX_APPID', 'WX_APPSECRET', 'SDKAPPID', 'SECRETKEY']) {
      if (!value(name)) refuse(name, 'is not set, and ENV=production needs it', 'put it into server/.env or the environment');
    }
  }
  if (refusals.length > 0) throw new ConfigError(refusals);
}
