const { RoomError, codes, toRoomError } = require('./room-error');
const words = require('./words');

/** @typedef {import('./client').Client} Client */
/** @typedef {import('./types').Core} Core */

/**
 * Settles by callback; without any callback, by promise.
 * @template R
 * @param {import('./types').Call<any, R>} callbacks
 * @param {() => R | Promise<R>} act Called at once: what comes next may build upon it.
 */
function settle({ success, fail }, act) {
  const work = new Promise((/** @type {(result: R | Promise<R>) => void} */ resolve) => resolve(act()));
  /** @param {unknown} thrown */
  const failed = (thrown) => {
    const { errCode, errMsg } = toRoomError(thrown);
    fail?.({ errCode, errMsg });
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

const nothing = () => ({});
const done = () => ({ errCode: 0, errMsg: '' });

/**
 * @param {Client} client
 * @returns {import('./types').AccountExports}
 */
const accountExports = (client) => ({
  configure: (settings) => void Object.assign(client.settings, settings),
  hasChat: () => Boolean(client.settings.chat),
  login: ({ data, ...call }) => settle(call, () => client.account.login(Object(data))),
  logout: () => settle({}, () => client.account.logout()),
  getAccountInfo: () => client.account.info,
  getRoomList: ({ data = { index: 0, cnt: 20 }, ...call } = {}) => settle(call, () => client.getRoomList(data)),
  getPushURL: (call = {}) => settle(call, () => client.getPushURL()),
  setListener: (listener) => void (client.listener = listener || {}),
  setVideoRatio: (ratio) => void (client.aspect = ratio === 1 ? '9:16' : '3:4'),
});

/**
 * @param {Client} client
 * @returns {import('./types').RoomExports}
 */
const roomExports = (client) => ({
  createRoom: ({ data = { roomInfo: '', pushURL: '' }, ...call }) =>
    settle(call, () => {
      demand(data, ['roomInfo', 'pushURL']);
      return roomOf(client).create(data);
    }),
  enterRoom: ({ data = { roomID: '' }, ...call }) =>
    settle(call, () => {
      demand(data, ['roomID']);
      return roomOf(client).enter(data.roomID);
    }),
  exitRoom: (call = {}) => settle(call, () => roomOf(client).exit().then(nothing)),
  getAnchors: ({ data = {}, ...call } = {}) =>
    settle(call, async () => {
      const reply = await client.account.service.anchors(data.roomID || roomOf(client).state.roomID);
      return { statusCode: 200, errMsg: 'request:ok', data: { code: 0, message: '', ...reply } };
    }),
  sendRoomTextMsg: ({ data = { msg: '' }, ...call }) =>
    settle(call, () => roomOf(client, data.roomID).sendText(data.msg).then(nothing)),
  sendC2CCustomMsg: ({ cmd, msg, toUserID, ...call }) =>
    settle(call, () => {
      const room = roomOf(client);
      return room.sendCustom({ cmd, msg, to: toUserID || room.state.roomCreator }).then(nothing);
    }),
  sendRoomCustomMsg: ({ cmd, msg, ...call }) => settle(call, () => roomOf(client).sendCustom({ cmd, msg }).then(nothing)),
});

/**
 * @param {Client} client
 * @returns {import('./types').LinkExports}
 */
const linkExports = (client) => ({
  joinAnchor: ({ data = { pushURL: '' }, ...call }) =>
    settle(call, () => {
      demand(data, ['pushURL']);
      return roomOf(client, data.roomID).joinAnchor(data.pushURL);
    }),
  quitJoinAnchor: (call = {}) => settle(call, () => roomOf(client).quitJoinAnchor().then(nothing)),
  requestJoinAnchor: ({ data = {}, ...call } = {}) =>
    settle(call, () => roomOf(client).requestJoinAnchor(data.timeout).then(done)),
  acceptJoinAnchor: ({ data = { userID: '' }, ...call }) =>
    settle(call, () => roomOf(client).acceptJoinAnchor(data.userID).then(nothing)),
  rejectJoinAnchor: ({ data = { userID: '' }, ...call }) =>
    settle(call, () => roomOf(client).rejectJoinAnchor(data.userID, data.reason).then(nothing)),
  kickoutJoinAnchor: ({ data = { userID: '' }, ...call }) =>
    settle(call, () => {
      demand(data, ['userID']);
      return roomOf(client).kickoutJoinAnchor(data.userID).then(done);
    }),
});

/**
 * The exports of the vendor's mlvbliveroomcore.js, with its names and shapes, over one account.
 * @param {Client} client
 * @returns {Core}
 */
const createFacade = (client) => ({ ...accountExports(client), ...roomExports(client), ...linkExports(client) });

module.exports = { createFacade };
