const { RoomError, codes, toRoomError } = require('./room-error');
const words = require('./words');

/**
 * Settles by callback; without any callback, by promise.
 * @param {import('./types').Call<any, any>} callbacks
 * @param {() => unknown} act Called at once: what comes next may build upon it.
 */
function settle({ success, fail }, act) {
  const work = new Promise((resolve) => resolve(act()));
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
 * A function that is called as the vendor's: with one object, or nothing.
 * @param {(data: any, call: any) => unknown} act
 * @param {...string} names Of the data that must be there.
 */
function vendor(act, ...names) {
  return (/** @type {any} */ call = {}) =>
    settle(call, () => {
      const { data = {} } = call;
      const missing = names.filter((name) => !data[name]);
      if (missing.length) throw new RoomError(codes.parameter, `${words.parameterMissing}: ${missing.join(', ')}`);
      return act(data, call);
    });
}

const nothing = () => ({});
const done = () => ({ errCode: 0, errMsg: '' });

/**
 * The exports of the vendor's mlvbliveroomcore.js, with its names and shapes, over one account.
 * @param {import('./client').Client} client
 * @returns {import('./types').Core}
 */
function createFacade(client) {
  const { account } = client;

  /**
   * The room that was opened last, by the component or from here.
   * @param {string} [roomID] Must be that room's, if given.
   */
  function room(roomID) {
    const current = client.current || client.openRoom();
    if (roomID && roomID !== current.state.roomID) throw new RoomError(codes.parameter, words.noRoom);
    return current;
  }

  return {
    configure: (settings) => void Object.assign(client.settings, settings),
    hasChat: () => account.hasChat(),
    setListener: (listener) => void (client.listener = listener || {}),
    setVideoRatio: (ratio) => void (client.aspect = ratio === 1 ? '9:16' : '3:4'),
    getAccountInfo: () => account.info,

    login: vendor((data) => account.login(data)),
    logout: vendor(() => account.logout()),
    getRoomList: vendor(({ index = 0, cnt = 20 }) => client.getRoomList({ index, cnt })),
    getPushURL: vendor(() => client.getPushURL(client.current?.state.roomID)),

    createRoom: vendor((data) => room().create(data), 'roomInfo', 'pushURL'),
    enterRoom: vendor(({ roomID }) => room().enter(roomID), 'roomID'),
    exitRoom: vendor(() => room().exit().then(nothing)),
    getAnchors: vendor(async ({ roomID = room().state.roomID }) => {
      await account.ready();
      const reply = await account.service.anchors(roomID);
      return { statusCode: 200, errMsg: 'request:ok', data: { code: 0, message: '', ...reply } };
    }),
    sendRoomTextMsg: vendor(({ msg, roomID }) => room(roomID).sendText(msg).then(nothing)),
    sendRoomCustomMsg: vendor((_, { cmd, msg }) => room().sendCustom({ cmd, msg }).then(nothing)),
    sendC2CCustomMsg: vendor((_, { cmd, msg, toUserID: to = room().state.roomCreator }) =>
      room().sendCustom({ cmd, msg, to }).then(nothing),
    ),

    joinAnchor: vendor(({ pushURL, roomID }) => room(roomID).joinAnchor(pushURL), 'pushURL'),
    quitJoinAnchor: vendor(() => room().quitJoinAnchor().then(nothing)),
    requestJoinAnchor: vendor(({ timeout }) => room().requestJoinAnchor(timeout).then(done)),
    acceptJoinAnchor: vendor(({ userID }) => room().acceptJoinAnchor(userID).then(nothing)),
    rejectJoinAnchor: vendor(({ userID, reason }) => room().rejectJoinAnchor(userID, reason).then(nothing)),
    kickoutJoinAnchor: vendor(({ userID }) => room().kickoutJoinAnchor(userID).then(done), 'userID'),
  };
}

module.exports = { createFacade };
