// The exports of the vendor's mlvbliveroomcore.js over one account, with the vendor's names and shapes.

const { RoomError, codes, toRoomError } = require('./room-error');
const words = require('./words');

/** @typedef {import('./types').Failure} Failure */
/**
 * @template D, R
 * @typedef {import('./types').Call<D, R>} Call
 */

/**
 * Settles by callback; without any callback, by promise.
 * @template R
 * @param {{ success?(result: R): void, fail?(failure: Failure): void }} callbacks
 * @param {() => R | Promise<R>} act
 * @returns {Promise<R> | undefined}
 */
function settle({ success, fail }, act) {
  const work = Promise.resolve().then(act);
  /** @param {unknown} thrown */
  const failed = (thrown) => {
    const { errCode, errMsg } = toRoomError(thrown);
    if (fail) fail({ errCode, errMsg });
  };
  if (success || fail) return void work.then(success, failed).catch((thrown) => console.error(thrown));
  // Vendor-style calls ignore the promise: its failure must not end up as an unhandled one.
  work.catch(() => {});
  return work;
}

/**
 * @param {Record<string, any>} data
 * @param {string[]} names
 */
function demand(data, names) {
  const missing = names.filter((name) => !data[name]);
  if (missing.length) throw new RoomError(codes.parameter, `${words.parameterMissing}: ${missing.join(', ')}`);
}

/** @typedef {import('./client').Client} Client */

const done = () => ({ errCode: 0, errMsg: '' });

const nothing = () => ({});

/**
 * The room that was opened last, by the component or from here.
 * @param {Client} client
 * @param {string} [roomID] Must be that room's, if given.
 */
function roomOf(client, roomID) {
  const room = client.current || client.openRoom();
  if (roomID && roomID !== room.state.roomID) throw new RoomError(codes.parameter, words.noRoom);
  return room;
}

/** @param {Client} client */
const accountExports = (client) => ({
  /** @param {Partial<import('./types').Settings>} settings */
  configure: (settings) => void Object.assign(client.settings, settings),
  /** Whether there is a transport for chat and link-mic. */
  hasChat: () => Boolean(client.settings.chat),

  /** @param {Call<import('./types').Credentials, { userID: string, userName: string }>} call */
  login: ({ data, ...call }) => settle(call, () => client.account.login(Object(data))),
  logout: () => settle({}, () => client.account.logout()),
  getAccountInfo: () => client.account.info,

  /** @param {Call<{ index: number, cnt: number }, { rooms: any[] }>} [call] */
  getRoomList: ({ data = { index: 0, cnt: 20 }, ...call } = {}) => settle(call, () => client.getRoomList(data)),
  /** @param {Call<{}, { pushURL: string }>} [call] */
  getPushURL: (call = {}) => settle(call, () => client.getPushURL()),

  /** @param {number} ratio 1 for 9:16, anything else for 3:4. */
  setVideoRatio: (ratio) => void (client.aspect = ratio === 1 ? '9:16' : '3:4'),
});

/** @param {Client} client */
const roomExports = (client) => ({
  /** @param {Call<{ roomInfo: string, pushURL: string, roomID?: string }, { roomID: string }>} call */
  createRoom: ({ data = { roomInfo: '', pushURL: '' }, ...call }) =>
    settle(call, () => {
      demand(data, ['roomInfo', 'pushURL']);
      return roomOf(client).create(data);
    }),
  /** @param {Call<{ roomID: string }, import('./types').RoomState>} call */
  enterRoom: ({ data = { roomID: '' }, ...call }) =>
    settle(call, () => {
      demand(data, ['roomID']);
      return roomOf(client).enter(data.roomID);
    }),
  /** @param {Call<{}, {}>} [call] */
  exitRoom: (call = {}) => settle(call, () => roomOf(client).exit().then(nothing)),
  /** @param {Call<{ roomID?: string }, object>} [call] Success gets the reply as wx.request would give it. */
  getAnchors: ({ data = {}, ...call } = {}) =>
    settle(call, async () => {
      const reply = await client.account.service.anchors(data.roomID || roomOf(client).state.roomID);
      return { statusCode: 200, errMsg: 'request:ok', data: { code: 0, message: '', ...reply } };
    }),
  /** @param {import('./types').RoomListener} listener Replaces the one before. */
  setListener: (listener) => void (client.listener = listener || {}),

  /** @param {Call<{ msg: string, roomID?: string }, {}>} call */
  sendRoomTextMsg: ({ data = { msg: '' }, ...call }) =>
    settle(call, () => roomOf(client, data.roomID).sendText(data.msg).then(nothing)),
  /**
   * To the creator unless `toUserID` says otherwise.
   * @param {{ cmd: string, msg: unknown, toUserID?: string } & Call<never, {}>} call
   */
  sendC2CCustomMsg: ({ cmd, msg, toUserID, ...call }) =>
    settle(call, () => {
      const room = roomOf(client);
      return room.sendCustom({ cmd, msg, to: toUserID || room.state.roomCreator }).then(nothing);
    }),
  /**
   * Not in the vendor's core: to everybody in the room, for likes and gifts.
   * @param {{ cmd: string, msg: unknown } & Call<never, {}>} call
   */
  sendRoomCustomMsg: ({ cmd, msg, ...call }) => settle(call, () => roomOf(client).sendCustom({ cmd, msg }).then(nothing)),
});

/** @param {Client} client */
const linkExports = (client) => ({
  /** @param {Call<{ pushURL: string, roomID?: string }, { roomID: string }>} call */
  joinAnchor: ({ data = { pushURL: '' }, ...call }) =>
    settle(call, () => {
      demand(data, ['pushURL']);
      return roomOf(client, data.roomID).joinAnchor(data.pushURL);
    }),
  /** @param {Call<{}, {}>} [call] */
  quitJoinAnchor: (call = {}) => settle(call, () => roomOf(client).quitJoinAnchor().then(nothing)),
  /** @param {Call<{ timeout?: number }, { errCode: number, errMsg: string }>} [call] */
  requestJoinAnchor: ({ data = {}, ...call } = {}) =>
    settle(call, () => roomOf(client).requestJoinAnchor(data.timeout).then(done)),
  /** @param {Call<{ userID: string }, {}>} call */
  acceptJoinAnchor: ({ data = { userID: '' }, ...call }) =>
    settle(call, () => roomOf(client).acceptJoinAnchor(data.userID).then(nothing)),
  /** @param {Call<{ userID: string, reason?: string }, {}>} call */
  rejectJoinAnchor: ({ data = { userID: '' }, ...call }) =>
    settle(call, () => roomOf(client).rejectJoinAnchor(data.userID, data.reason).then(nothing)),
  /** @param {Call<{ userID: string }, { errCode: number, errMsg: string }>} call */
  kickoutJoinAnchor: ({ data = { userID: '' }, ...call }) =>
    settle(call, () => {
      demand(data, ['userID']);
      return roomOf(client).kickoutJoinAnchor(data.userID).then(done);
    }),
});

/** @param {Client} client */
const createFacade = (client) => ({ ...accountExports(client), ...roomExports(client), ...linkExports(client) });

module.exports = { createFacade };
