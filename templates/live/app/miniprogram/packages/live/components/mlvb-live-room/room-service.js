const { RoomError, codes, serverError, toRoomError } = require('./room-error');
const words = require('./words');

/** @typedef {import('./types').Anchor} Anchor */
/** @typedef {import('./types').AccountInfo} AccountInfo */

/** The token is unknown or too old: 7 by the open servers, 202001 by the hosted one. */
const TOKEN_REFUSED = [7, 202001];

/** @param {Record<string, string | number>} values */
const query = (values) =>
  Object.entries(values)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&');

/**
 * @param {unknown} list
 * @returns {Anchor[]} One entry per user, no field missing.
 */
function readAnchors(list) {
  /** @type {Map<string, Anchor>} */
  const anchors = new Map();
  for (const { userID, userName = '', userAvatar = '', accelerateURL = '' } of Array.isArray(list) ? list : []) {
    if (userID) anchors.set(String(userID), { userID: String(userID), userName, userAvatar, accelerateURL });
  }
  return [...anchors.values()];
}

/**
 * The RoomService protocol of Tencent Cloud MLVB, by its newest names: POST, JSON both ways, HTTP 200 even
 * for a refusal, `code` 0 for success. Every user-made id in a body is one's own, but for `deleteAnchor`.
 */
class RoomService {
  /**
   * @param {object} dependencies
   * @param {import('./types').Settings} dependencies.settings Read at every call.
   * @param {Readonly<AccountInfo>} dependencies.account Read at every call.
   * @param {() => Promise<unknown>} dependencies.renew Logs in again when the token is refused.
   */
  constructor({ settings, account, renew }) {
    this.settings = settings;
    this.account = account;
    this.renew = renew;
  }

  /**
   * @private
   * @param {string} name
   * @param {Record<string, string | number>} parameters
   * @param {object} data
   * @returns {Promise<Record<string, any>>}
   */
  async post(name, parameters, data) {
    const { baseURL, request } = this.settings;
    const url = `${baseURL.replace(/\/+$/, '')}/${name}?${query(parameters)}`;
    const reply = await request({ url, data }).catch((thrown) => {
      throw new RoomError(codes.network, `${words.network} (${toRoomError(thrown).errMsg})`);
    });
    const body = Object(reply.data);
    if (body.code === 0) return body;
    if (typeof body.code === 'number') throw serverError(body.code, body.message);
    throw new RoomError(codes.network, `${words.badReply} (${name}: HTTP ${reply.statusCode})`);
  }

  /**
   * @private
   * @param {string} name
   * @param {object} data
   */
  async call(name, data) {
    const send = () => this.post(name, { userID: this.account.userID, token: this.account.token }, data);
    return send().catch(async (error) => {
      if (!TOKEN_REFUSED.includes(error.errCode)) throw error;
      await this.renew();
      return send();
    });
  }

  login() {
    const { sdkAppID, userID, userSig } = this.account;
    return this.post('login', { sdkAppID, accountType: 0, platform: 'WeChat', userID, userSig }, {});
  }

  /** Doesn't log in again first, as the other calls do. */
  logout() {
    const { userID, token } = this.account;
    return this.post('logout', { userID, token }, {});
  }

  /** @param {string} [roomID] */
  pushURL(roomID) {
    return this.call('get_anchor_url', { userID: this.account.userID, ...(roomID && { roomID }) });
  }

  /** @param {{ index: number, cnt: number }} page */
  rooms({ index, cnt }) {
    return this.call('get_room_list', { index, cnt });
  }

  /** @param {string} roomID */
  async anchors(roomID) {
    const { roomInfo = '', roomCreator = '', mixedPlayURL = '', pushers } = await this.call('get_anchors', { roomID });
    return { roomID, roomInfo, roomCreator, mixedPlayURL, pushers: readAnchors(pushers) };
  }

  /** @param {{ roomInfo: string, roomID?: string }} room */
  async createRoom({ roomInfo, roomID }) {
    const reply = await this.call('create_room', { userID: this.account.userID, roomInfo, ...(roomID && { roomID }) });
    return String(reply.roomID);
  }

  /** @param {string} roomID */
  destroyRoom(roomID) {
    return this.call('destroy_room', { userID: this.account.userID, roomID });
  }

  /** @param {{ roomID: string, pushURL: string }} stream */
  addAnchor({ roomID, pushURL }) {
    const { userID, userName, userAvatar } = this.account;
    return this.call('add_anchor', { roomID, userID, userName, userAvatar, pushURL });
  }

  /**
   * @param {string} roomID
   * @param {string} [userID] Another than oneself: the creator's way to end somebody's turn.
   */
  deleteAnchor(roomID, userID = this.account.userID) {
    return this.call('delete_anchor', { roomID, userID });
  }

  /**
   * @param {string} roomID
   * @returns {Promise<Anchor[] | undefined>} Undefined from servers that answer without a list.
   */
  async heartbeat(roomID) {
    const { userID } = this.account;
    const { pushers } = await this.call('anchor_heartbeat', { roomID, userID, roomStatusCode: 0 });
    return pushers && readAnchors(pushers);
  }

  /** @param {string} roomID */
  addAudience(roomID) {
    const { userID, userName, userAvatar } = this.account;
    return this.call('add_audience', { roomID, userID, userInfo: JSON.stringify({ userName, userAvatar }) });
  }

  /** @param {string} roomID */
  deleteAudience(roomID) {
    return this.call('delete_audience', { roomID, userID: this.account.userID });
  }
}

exports.RoomService = RoomService;
