/** The server of this version of the mini-program. */
const config = require('../config');
const { chooseServer, isLoopback } = require('./address');
const { isPhone } = require('./device');
const { failure } = require('./failure');
const { request } = require('./http');

/** Where a development or trial version keeps an address that was scanned or typed. */
const KEY = 'mlvb.server';

/**
 * @typedef {object} Status
 * @property {'development' | 'production'} env
 * @property {'development' | 'wechat'} login
 * @property {'ready' | 'local'} userSig
 * @property {'ready' | 'media' | 'missing'} stream
 * @property {boolean} rooms
 * @property {string[]} missing Names of settings, never their values.
 */

const version = () => wx.getAccountInfoSync().miniProgram.envVersion;

/** Whether this version may use another address than the configured one. */
const isChangeable = () => version() !== 'release';

/** The base address in force, '' when none is configured. */
const address = () => chooseServer(version(), config.servers, isChangeable() ? wx.getStorageSync(KEY) || '' : '');

/** @param {string} value Address to use from now on, '' for the configured one. */
function remember(value) {
  if (value) wx.setStorageSync(KEY, value);
  else wx.removeStorageSync(KEY);
}

/**
 * @param {string} path
 * @param {Omit<import('./http').Request, 'url'>} [options]
 * @returns {Promise<any>}
 */
async function call(path, options) {
  const base = address();
  if (!base) throw failure('no_server');
  if (isLoopback(base) && isPhone()) throw failure('loopback');
  return request({ url: base + path, ...options });
}

/** @returns {Promise<Status>} */
const status = () => call('/api/status', { timeout: 5000 });

/** Base address of the room service. */
const roomService = () => config.roomService || `${address()}/weapp/live_room`;

module.exports = { address, isChangeable, remember, call, status, roomService };
