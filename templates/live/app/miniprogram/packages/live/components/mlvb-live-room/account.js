const { RoomError, codes } = require('./room-error');
const { createRelay } = require('./relay');
const { createRoomService } = require('./room-service');
const words = require('./words');

/** Where the vendor hosts the protocol, for accounts that still have it: rooms without a relay. */
const HOSTED = 'https://liveroom.qcloud.com/weapp/live_room';

/** @returns {import('./types').AccountInfo} */
const nobody = () => ({ sdkAppID: 0, userID: '', userSig: '', userName: '', userAvatar: '', token: '' });

/** Who one is, and the server as seen by that user. */
class Account {
  /** @param {import('./types').Settings} settings Read at every call, so that they may be changed. */
  constructor(settings) {
    this.settings = settings;
    this.info = nobody();
    /** @type {Promise<void> | undefined} */
    this.signedIn = undefined;
    /** @type {Promise<void> | undefined} */
    this.renewing = undefined;
    this.clockOffset = 0;
    /** @type {import('./types').Im | undefined} */
    this.driver = undefined;
    this.service = createRoomService(settings, this.info, () => this.renew());
  }

  /** @param {import('./types').Credentials} credentials */
  async login({ sdkAppID, userID, userSig, userName, userAvatar }) {
    if (!sdkAppID || !userID || !userSig) throw new RoomError(codes.parameter, words.loginIncomplete);
    Object.assign(this.info, nobody(), { sdkAppID, userID, userSig, userName: userName || userID, userAvatar: userAvatar || '' });
    this.signedIn = this.signIn();
    await this.signedIn;
    return { userID, userName: this.info.userName };
  }

  async signIn() {
    const { userSig } = this.info;
    const { token, timestamp } = await this.service.login();
    if (this.info.userSig !== userSig) throw new RoomError(codes.network, words.loginReplaced);
    this.info.token = String(token);
    // A server that keeps quiet about its time is taken to agree with the phone.
    this.clockOffset = Number.isFinite(timestamp) ? this.settings.clock.now() - timestamp : 0;
  }

  /** Whether rooms have chat and link-mic. */
  hasChat() {
    const { im, baseURL } = this.settings;
    return im === undefined ? baseURL !== HOSTED : Boolean(im);
  }

  /** The chat of this account, undefined when there is to be none. */
  im() {
    if (!this.hasChat()) return undefined;
    this.driver = this.driver || (this.settings.im || createRelay)(this.means());
    return this.driver;
  }

  /** @returns {import('./types').ImMeans} */
  means() {
    const { settings, info } = this;
    return {
      account: info,
      clock: settings.clock,
      random: Math.random,
      dial: (url, handlers) => settings.dial(url, handlers),
      address: () => `${settings.baseURL.replace(/^http/, 'ws').replace(/\/+$/, '')}/chat`,
      renew: () => this.renew(),
    };
  }

  /** Logs in again, once for all who need it. */
  renew() {
    this.renewing = this.renewing || this.signIn().finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  /** Never fails: whatever the server says, this phone has forgotten the user. */
  async logout() {
    if (this.driver) this.driver.close();
    const told = this.info.token ? this.service.logout() : Promise.resolve();
    Object.assign(this.info, nobody());
    this.signedIn = undefined;
    await told.catch(() => {});
  }

  /** Waits for a login under way; fails when there is none, or when it failed. */
  async ready() {
    if (!this.signedIn) throw new RoomError(codes.parameter, words.loginFirst);
    await this.signedIn;
  }

  /** The server's time in ms, as learned at login. */
  serverNow() {
    return this.settings.clock.now() - this.clockOffset;
  }
}

exports.Account = Account;
exports.HOSTED = HOSTED;
