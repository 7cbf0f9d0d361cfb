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
 * What a reply tells of the seats: nothing where the server leaves them to its clients.
 * @param {Record<string, any>} reply
 * @returns {Partial<import('./types').RoomState>}
 */
function readSeats({ seats, mySeat, role, rev, state }) {
  if (!Array.isArray(seats)) return {};
  return { seats, mySeat: Object(mySeat), role, rev, ...(state && { away: state === 'away' }) };
}

/** @param {string} roomID @param {Record<string, any>} reply @returns {import('./types').RoomState} */
function readRoom(roomID, reply) {
  const { roomInfo = '', roomCreator = '', mixedPlayURL = '', pushers } = reply;
  return { roomID, roomInfo, roomCreator, mixedPlayURL, pushers: readAnchors(pushers), ...readSeats(reply) };
}

/** Tells this phone from others of the same user: letters and digits. */
const newDevice = () => [0, 1, 2].map(() => Math.random().toString(36).slice(2, 10)).join('');

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
  const look = () => JSON.stringify({ userName: account.userName, userAvatar: account.userAvatar });
  const device = newDevice();
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
      return post(settings, 'login', { sdkAppID, accountType: 0, platform: 'WeChat', userID, userSig, device }, {});
    },
    logout: () => post(settings, 'logout', credentials(), {}),
    pushURL: (roomID) => call('get_anchor_url', { ...self(), ...(roomID && { roomID }) }),
    rooms: ({ index, cnt }) => call('get_room_list', { index, cnt }),
    anchors: (roomID) => call('get_anchors', { roomID }).then((reply) => readRoom(roomID, reply)),
    myRoom: () => call('get_my_room', self()).then((reply) => (reply.roomID ? readRoom(String(reply.roomID), reply) : undefined)),
    createRoom: ({ roomInfo, roomID }) =>
      call('create_room', { ...self(), roomInfo, ...(roomID && { roomID }) }).then((reply) => String(reply.roomID)),
    destroyRoom: (roomID) => call('destroy_room', { ...self(), roomID }),
    addAnchor({ roomID, pushURL }) {
      const { userName, userAvatar } = account;
      return call('add_anchor', { ...self(), roomID, userName, userAvatar, pushURL }).then(readSeats);
    },
    deleteAnchor: (roomID, userID = account.userID) => call('delete_anchor', { roomID, userID }),
    heartbeat: (roomID) =>
      call('anchor_heartbeat', { ...self(), roomID, roomStatusCode: 0 }).then(
        (reply) => reply.pushers && { pushers: readAnchors(reply.pushers), ...readSeats(reply) },
      ),
    askSeat(roomID) {
      const { userName, userAvatar } = account;
      return call('ask_seat', { ...self(), roomID, userName, userAvatar }).then(readSeats);
    },
    withdrawSeat: (roomID) => call('withdraw_seat', { ...self(), roomID }).then(readSeats),
    answerSeat: (roomID, answer) => call('answer_seat', { roomID, ...answer }).then(readSeats),
    addAudience: (roomID) => call('add_audience', { ...self(), roomID, userInfo: look() }),
    async watch(roomID, rev) {
      const reply = await call('audience_heartbeat', { ...self(), roomID, rev, userInfo: look() });
      return { room: reply.pushers ? readRoom(roomID, reply) : {}, interval: reply.interval };
    },
    audiences: (roomID) => call('get_audiences', { roomID }),
    deleteAudience: (roomID) => call('delete_audience', { ...self(), roomID }),
  };
}

module.exports = { createRoomService };
