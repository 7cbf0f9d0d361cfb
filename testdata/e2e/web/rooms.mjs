// The room service of the component's tests, with what only a server on a network has.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { createWorld } = require('../component/fakes.js');

/** @param {{ url: string, media?: string }} server Where streams are played from: a media server, or else itself. */
export function createRooms(server) {
  const { server: rooms } = createWorld();
  const { get_room_list: all, add_anchor: add, get_anchors: look } = rooms;
  rooms.clock = { now: Date.now };

  rooms.get_room_list = function list({ index, cnt }, query) {
    const reply = all.call(this, {}, query);
    return reply.code ? reply : { rooms: reply.rooms.slice(index, index + cnt).map(({ audience, ...room }) => ({ ...room, audienceCount: audience.size })) };
  };

  rooms.get_anchor_url = function publish({ userID }, query) {
    return this.check({}, query) || { pushURL: `rtmp://127.0.0.1:1935/live/${userID}_${(this.streams += 1)}` };
  };

  rooms.get_audiences = function audience({ roomID }) {
    const room = this.rooms.get(roomID);
    return room ? { audienceCount: room.audience.size, audiences: [...room.audience].slice(0, 30).map((userID) => ({ userID, userInfo: '{}' })) } : { code: 3 };
  };

  rooms.add_anchor = function seat(data) {
    const reply = add.call(this, data);
    const room = this.rooms.get(data.roomID);
    if (!reply.code) seated(room, data, server.media ?? server.url);
    return reply;
  };

  rooms.anchor_heartbeat = function beat({ roomID, userID }) {
    const reply = look.call(this, { roomID });
    return reply.code || reply.pushers.some((anchor) => anchor.userID === userID) ? reply : { code: 5 };
  };

  return rooms;
}

/** Gives a stream the address where it can be played. */
function seated(room, { userID, pushURL }, base) {
  const accelerateURL = `${base}/live/${pushURL.split('/').at(-1)}.flv`;
  room.pushers.find((anchor) => anchor.userID === userID).accelerateURL = accelerateURL;
  if (userID === room.roomCreator) room.mixedPlayURL = accelerateURL;
}

/**
 * Somebody is live in a room of their own.
 * @param {{ url: string, rooms: any }} server
 * @param {{ roomID?: string, roomInfo?: string, host?: string, audience?: number, guests?: string[] }} [room]
 */
export function openRoom({ url, rooms }, { roomID = 'room_1', roomInfo = 'Room', host = 'Host', audience = 0, guests = [] } = {}) {
  const people = [host, ...guests].map((userName, index) => ({ userID: `${roomID}_${index}`, userName, userAvatar: '', accelerateURL: `${url}/live/${roomID}_${index}.flv` }));
  const room = { roomID, roomInfo, roomCreator: people[0].userID, mixedPlayURL: people[0].accelerateURL, pushers: people, audience: new Set(Array(audience).keys()) };
  rooms.rooms.set(roomID, room);
  return room;
}
