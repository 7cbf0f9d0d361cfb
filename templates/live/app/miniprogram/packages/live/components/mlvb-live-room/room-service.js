const { RoomError, codes, serverError, toRoomError } = require('./room-error');
const words = require('./words');

/** @typedef {import('./types').Anchor} Anchor */

/** The token is unknown or too old: 7 by the open servers, 202001 by the hosted one. */
const TOKEN_REFUSED = [7, 202001];

/** @param {Record<string, string | number>} values */
const query = (values) =>
  Object.entries(values)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&');

/** @param {unknown} list @returns {Anchor[]} One entry per user, no field missing. */
function readAnchors(list) {
  /** @type {Map<string, Anchor>} */
  const anchors = new Map();
  for (const { userID, userName = '', userAvatar = '', accelerateURL = '' } of Array.isArray(list) ? list : []) {
    if (userID) anchors.set(String(userID), { userID: String(userID), userName, userAvatar, accelerateURL });
  }
  return [...anchors.values()];
}

/**
 * POST, JSON both ways, HTTP 200 even for a refusal, `code` 0 for success.
 * @param {import('./types').Settings} settings
 * @param {string} name
 * @param {Record<string, string | number>} parameters
 * @param {object} data
 * @returns {Promise<Record<string, any>>}
 */
async function post({ baseURL, request }, name, parameters, data) {
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
 * The RoomService protocol of Tencent Cloud MLVB, by its newest names.
 * @param {import('./types').Settings} settings Read at every call, as is the account.
 * @param {Readonly<import('./types').AccountInfo>} account
 * @param {() => Promise<unknown>} renew Logs in again when the token is refused.
 * @returns {import('./types').RoomService}
 */
function createRoomService(settings, account, renew) {
  const self = () => ({ userID: account.userID });
  const credentials = () => ({ userID: account.userID, token: account.token });

  /** @param {string} name @param {object} data */
  const call = (name, data) =>
    post(settings, name, credentials(), data).catch(async (error) => {
      if (!TOKEN_REFUSED.includes(error.errCode)) throw error;
      await renew();
      return post(settings, name, credentials(), data);
    });

  return {
    login() {
      const { sdkAppID, userID, userSig } = account;
      return post(settings, 'login', { sdkAppID, accountType: 0, platform: 'WeChat', userID, userSig }, {});
    },
    logout: () => post(settings, 'logout', credentials(), {}),
    pushURL: (roomID) => call('get_anchor_url', { ...self(), ...(roomID && { roomID }) }),
    rooms: ({ index, cnt }) => call('get_room_list', { index, cnt }),
    async anchors(roomID) {
      const { roomInfo = '', roomCreator = '', mixedPlayURL = '', pushers } = await call('get_anchors', { roomID });
      return { roomID, roomInfo, roomCreator, mixedPlayURL, pushers: readAnchors(pushers) };
    },
    createRoom: ({ roomInfo, roomID }) =>
      call('create_room', { ...self(), roomInfo, ...(roomID && { roomID }) }).then((reply) => String(reply.roomID)),
    destroyRoom: (roomID) => call('destroy_room', { ...self(), roomID }),
    addAnchor({ roomID, pushURL }) {
      const { userName, userAvatar } = account;
      return call('add_anchor', { ...self(), roomID, userName, userAvatar, pushURL });
    },
    deleteAnchor: (roomID, userID = account.userID) => call('delete_anchor', { roomID, userID }),
    heartbeat: (roomID) =>
      call('anchor_heartbeat', { ...self(), roomID, roomStatusCode: 0 }).then(({ pushers }) => pushers && readAnchors(pushers)),
    addAudience(roomID) {
      const { userName, userAvatar } = account;
      return call('add_audience', { ...self(), roomID, userInfo: JSON.stringify({ userName, userAvatar }) });
    },
    audiences: (roomID) => call('get_audiences', { roomID }),
    deleteAudience: (roomID) => call('delete_audience', { ...self(), roomID }),
  };
}

module.exports = { createRoomService };
