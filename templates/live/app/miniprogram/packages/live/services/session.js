/** The user of this phone at the server. */
const { failure } = require('./failure');
const profile = require('./profile');
const server = require('./server');
const { createSession } = require('./session-flow');

const TOKEN = 'mlvb.session';
const DEVICE = 'mlvb.device';

/** @returns {Promise<string>} */
const code = () =>
  new Promise((resolve, reject) => {
    wx.login({ success: (result) => resolve(result.code), fail: () => reject(failure('login')) });
  });

const session = createSession({
  call: server.call,
  server: server.address,
  code,
  tokens: {
    read: () => wx.getStorageSync(TOKEN) || null,
    write: (saved) => (saved ? wx.setStorageSync(TOKEN, saved) : wx.removeStorageSync(TOKEN)),
  },
  device: {
    read: () => wx.getStorageSync(DEVICE) || '',
    write: (value) => wx.setStorageSync(DEVICE, value),
  },
  named: profile.suggest,
  now: Date.now,
});

/**
 * @typedef {{ sdkAppID: number, userID: string, userSig: string, expire: number, privateMapKey?: string }} UserSig
 * @typedef {object} Stream
 * @property {string} streamName
 * @property {string} pushURL
 * @property {{ rtmp: string, flv: string }} play
 * @property {number} expiresAt Unix seconds.
 */

/** @returns {Promise<UserSig>} */
const userSig = () => session.post('/api/usersig', {});

/** A new stream of this user. @returns {Promise<Stream>} */
const newStream = () => session.post('/api/stream-url', {});

module.exports = { userSig, newStream };
