/** Rooms, as the user of this phone. */
const core = require('../components/mlvb-live-room/mlvbliveroomcore');
const { fromCore } = require('./failure');
const profile = require('./profile');
const { nameIn } = require('./room-info');
const server = require('./server');
const session = require('./session');

/** Rooms asked for at a time. */
const PAGE = 20;

/** @typedef {{ roomID: string, name: string, host: string, audience: number }} Room */

/**
 * @template T
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
const told = (work) =>
  work.catch((error) => {
    throw fromCore(error);
  });

/** Logs in to the room service, under the present name. */
async function login() {
  const { sdkAppID, userID, userSig } = await session.userSig();
  core.configure({ baseURL: server.roomService() });
  return told(core.client.account.login({ sdkAppID, userID, userSig, userName: profile.nameOf(userID) }));
}

/** @param {number} index Of the first room wanted. @returns {Promise<{ rooms: Room[], more: boolean }>} */
async function list(index) {
  const { rooms } = await told(core.client.getRoomList({ index, cnt: PAGE }));
  return { rooms: rooms.map(summary), more: rooms.length >= PAGE };
}

/** The room of this user that still runs; null without one, and where the server cannot tell. @returns {Promise<Room | null>} */
async function mine() {
  const room = await core.client.account.service.myRoom().catch(() => undefined);
  return room ? summary(room) : null;
}

/**
 * @param {{ roomID: string, roomInfo?: unknown, roomCreator?: string, audienceCount?: number, pushers?: { userID: string, userName: string }[] }} room
 * @returns {Room}
 */
function summary({ roomID, roomInfo, roomCreator, audienceCount = 0, pushers = [] }) {
  const host = pushers.find(({ userID }) => userID === roomCreator) || pushers[0];
  return { roomID, name: nameIn(roomInfo), host: host ? host.userName : '', audience: audienceCount };
}

/**
 * @typedef {{ userID: string, name: string }} Person
 * @typedef {{ host: string, mic: Person[], watching: Person[], count: number }} People Of a large audience only some are named.
 */

/** Who is in the room that was entered last, null before it was. @returns {Promise<People | null>} */
async function people() {
  const { current, account } = core.client;
  const { roomID = '', roomCreator, pushers = [] } = current ? current.state : {};
  if (!roomID) return null;
  const { audiences = [], audienceCount = 0 } = await account.service.audiences(roomID);
  const mic = pushers.map(({ userID, userName }) => ({ userID, name: userName }));
  const host = mic.find(({ userID }) => userID === roomCreator);
  return { host: host ? host.name : '', mic, watching: audiences.map(viewer), count: audienceCount };
}

/** @param {{ userID: string, userInfo: string }} one `userInfo` is the own text of that viewer's client. @returns {Person} */
function viewer({ userID, userInfo }) {
  try {
    return { userID, name: String(JSON.parse(userInfo).userName || '') };
  } catch {
    return { userID, name: '' };
  }
}

/** Whether rooms have chat and link-mic: both need a transport for messages. */
const { hasChat } = core;

module.exports = { login, list, mine, people, hasChat };
