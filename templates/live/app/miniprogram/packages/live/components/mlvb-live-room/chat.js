const { RoomError, codes } = require('./room-error');
const words = require('./words');

/** The cmd of the messages that put guests on the mic and take them off again. */
const LINK_MIC = 'linkmic';

/** Tries after which it is worth saying what may be wrong. */
const SEVERAL = 3;

/** @param {{ code?: string }} refusal of the driver */
const told = ({ code = '' }) => new RoomError(codes.chat, words.chat.refusals[code] || words.chat.refusals.lost);

/** @param {number} ms since 1970, to HH:MM:SS in local time */
function timeOfDay(ms) {
  const date = new Date(ms);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

/**
 * @param {import('./types').ImMessage} message
 * @returns {import('./types').TextMessage} With the message itself as `msg`.
 */
function flatText(message) {
  const { room, from, time, body } = message;
  return {
    roomID: room,
    userID: from.id,
    userName: from.name || from.id,
    userAvatar: from.avatar || '',
    message: Object(body) === body ? JSON.stringify(body) : String(body),
    time: timeOfDay(time),
    msg: message,
  };
}

/**
 * Likes, gifts, danmaku and what else people agree upon.
 * @param {import('./types').ImMessage} message
 * @returns {import('./types').CustomMessage}
 */
const flatCustom = (message) => ({ ...flatText(message), cmd: message.cmd || '' });

/** The conversation of one room, over whatever driver there is. */
class RoomChat {
  /** @param {import('./types').ChatDependencies & { life: import('./life').Life }} dependencies */
  constructor(dependencies) {
    this.room = dependencies;
  }

  /** Joins beside the picture: it neither waits nor fails, the driver goes on trying. */
  join() {
    const { im, room, life } = this.room;
    if (!im) return;
    const { roomID } = room;
    const offs = Object.entries(this.handlers()).map(([event, handler]) =>
      // Of the state every room hears.
      im.on(event, (detail) => (detail.room === undefined || detail.room === roomID) && handler(detail)),
    );
    life.onEnd(() => {
      offs.forEach((off) => off());
      im.leave(roomID);
    });
    im.join(roomID);
    im.open();
  }

  /** Tries again at once, as after coming back from the background. */
  wake() {
    const { im, room, life } = this.room;
    if (im && life.alive && room.roomID) im.open();
  }

  /** @param {string} text */
  sendText(text) {
    if (!text || !text.trim()) return Promise.reject(new RoomError(codes.parameter, words.emptyText));
    return this.send({ kind: 'text', body: text });
  }

  /** @param {string} cmd @param {unknown} body @param {string} [to] A userID; everybody in the room when absent. */
  sendCustom(cmd, body, to) {
    return this.send({ kind: 'custom', cmd, body, to });
  }

  /** @param {Parameters<import('./types').Im['send']>[1]} message */
  async send(message) {
    const { im, room, life } = this.room;
    if (!im) throw new RoomError(codes.chat, words.chat.none);
    if (!life.alive || !room.roomID) throw new RoomError(codes.parameter, words.noRoom);
    const sending = im.send(room.roomID, message).catch((refusal) => {
      throw told(refusal);
    });
    await life.step(sending);
  }

  /** @param {number} [count] */
  like(count) {
    const { im, room } = this.room;
    if (im && room.roomID) im.like(room.roomID, count);
  }

  /** @param {Parameters<import('./types').Im['silence']>[1]} order */
  silence(order) {
    const { im, room } = this.room;
    if (!im) return Promise.reject(new RoomError(codes.chat, words.chat.none));
    return im.silence(room.roomID, order).catch((refusal) => {
      throw told(refusal);
    });
  }

  /** @returns {Record<string, (event: any) => void>} */
  handlers() {
    const { emit, onChanged, onOver } = this.room;
    return {
      message: (message) => this.receive(message),
      state: ({ state, tries, ever }) => emit('onChatState', { state, ...(state === 'lost' && this.advice(tries, ever)) }),
      members: ({ count }) => emit('onMembers', { count }),
      likes: ({ count }) => emit('onLikes', { count }),
      muted: ({ muted }) => emit('onMuted', { muted }),
      changed: () => onChanged(),
      over: ({ reason }) => onOver(reason),
    };
  }

  /** @param {number} tries @param {boolean} ever Whether it has worked before. */
  advice(tries, ever) {
    const { message, hint } = ever || tries < SEVERAL ? words.chat.lost : words.chat.missing;
    return { message, hint };
  }

  /** @param {import('./types').ImMessage} message */
  receive(message) {
    const { self, emit, onLinkMic } = this.room;
    if (message.kind === 'text') emit(message.mine ? 'onSentRoomTextMsg' : 'onRecvRoomTextMsg', flatText(message));
    else if (message.from.id === self.userID) return;
    else if (message.cmd !== LINK_MIC) emit('onRecvRoomCustomMsg', flatCustom(message));
    // In a message to the whole room nobody's turn on the mic is ordered.
    else if (message.to === self.userID) onLinkMic(message.from.id, Object(message.body));
  }
}

module.exports = { RoomChat, LINK_MIC };
