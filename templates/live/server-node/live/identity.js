import { createHash, randomBytes } from 'node:crypto';
import { badRequest } from './problems.js';
import { fromThisComputer } from './request.js';
import { openID } from './wechat.js';

/**
 * Makes a user of a wx.login code. The client never names itself. Without an
 * AppSecret a phone is known again by the credential in its storage: the same user
 * after every restart, and the userID does not give the credential away.
 * @param {import('./config.js').Config} config
 * @param {import('./request.js').Request} request
 * @param {import('./request.js').Fields} fields
 * @param {import('./log.js').Log} log
 * @returns {Promise<{ userID: string, device?: string, userName?: string }>}
 */
export async function identify(config, request, fields, log) {
  const code = fields.get('code');
  if (typeof code !== 'string' || !/^[ -~]{1,256}$/.test(code)) {
    throw badRequest('code is missing or is no login code.', 'Send the code that wx.login returned.');
  }
  if (config.wxAppSecret) {
    return { userID: userIDOf(`${config.wxAppID}:${await openID(config, code, log)}`) };
  }
  const device = fields.get('device') ?? randomBytes(16).toString('hex');
  if (typeof device !== 'string' || !/^[0-9a-f]{32}$/.test(device)) {
    throw badRequest('device is no device credential.', 'Send the device that an earlier login returned, or leave it out.');
  }
  const userName = displayName(config, request, code);
  return { userID: userIDOf(`device:${device}`), device, ...(userName && { userName }) };
}

/**
 * The name in a code of the form name:... of the browser view; it names nobody else,
 * and only who sits at this computer may choose one.
 * @param {import('./config.js').Config} config
 * @param {import('./request.js').Request} request
 * @param {string} code
 */
function displayName(config, request, code) {
  if (!code.startsWith('name:') || !fromThisComputer(request, config.trustedProxies)) return '';
  const name = decoded(code.slice('name:'.length));
  if (/\p{Cc}/u.test(name)) return '';
  const trimmed = name.trim();
  return [...trimmed].length <= 20 ? trimmed : '';
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/**
 * Hashes an identity to a user name that every Tencent service takes: at most 32
 * letters, digits, - and _.
 * @param {string} identity
 */
function userIDOf(identity) {
  return `user_${createHash('sha256').update(identity).digest('hex').slice(0, 24)}`;
}
