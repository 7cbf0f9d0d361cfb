const { RoomError, Ended, codes, toRoomError } = require('./room-error');
const words = require('./words');

/** A control message older than this has lost its moment, ms. */
const MAX_AGE = 10000;

/**
 * @param {unknown} timestamp The sender's, server-aligned ms. Some servers tell no time, then it is no number.
 * @param {number} now
 */
const isStale = (timestamp, now) => Number.isFinite(timestamp) && now - Number(timestamp) > MAX_AGE;

/** The guest's half of link-mic: asks the creator and waits, and obeys the creator alone. */
class LinkGuest {
  /** @param {import('./types').LinkDependencies & { life: import('./life').Life }} dependencies */
  constructor(dependencies) {
    this.link = dependencies;
    /** @type {((error: RoomError | null) => void) | null} */
    this.settle = null;
  }

  /** @param {number} [timeout] ms @returns {Promise<string>} Fails when refused, unanswered or cancelled. */
  request(timeout = 30000) {
    if (this.settle) return Promise.reject(new RoomError(codes.link, words.linkPending));
    const waiting = this.link.life.child();
    const answer = new Promise((resolve, reject) => {
      /** @param {RoomError | null} error */
      const settle = (error) => {
        if (this.settle === settle) this.settle = null;
        if (error) reject(error);
        else resolve('');
      };
      this.settle = settle;
      waiting.after(timeout, () => settle(new RoomError(codes.link, words.linkUnanswered)));
      this.ask().catch((error) => settle(toRoomError(error, codes.link)));
    });
    return waiting.step(answer).finally(() => waiting.end());
  }

  ask() {
    const { room, self, now, send } = this.link;
    const { userID, userName, userAvatar } = self;
    return send(room.roomCreator, { type: 'request', roomID: room.roomID, userID, userName, userAvatar, timestamp: now() });
  }

  /** Forgets the request: an answer that comes later starts nothing. */
  cancel() {
    this.settle?.(new Ended());
  }

  /** @param {string} from @param {Record<string, any>} data */
  receive(from, { type, roomID, result, reason, timestamp }) {
    const { room, now, emit } = this.link;
    if (from !== room.roomCreator || roomID !== room.roomID || isStale(timestamp, now())) return;
    if (type === 'kickout') emit('onKickoutJoinAnchor', { roomID });
    if (type !== 'response' || !this.settle) return;
    this.settle(result === 'accept' ? null : new RoomError(codes.link, reason || words.linkRefused));
  }
}

/** Creator and guests together: what RoomService allows. */
const MAX_ANCHORS = 4;

/** How long a request may wait for its answer, and a seat for the guest who was accepted, ms. */
const PATIENCE = 30000;

/** The creator's half of link-mic: remembers who has asked, and gives away no more seats than there are. */
class LinkHost {
  /** @param {import('./types').LinkDependencies & { life: import('./life').Life }} dependencies */
  constructor(dependencies) {
    this.link = dependencies;
    /** @type {Map<string, number>} When each of those who wait has asked. */
    this.asking = new Map();
    /** @type {Map<string, number>} When each of those who are about to come was accepted. */
    this.expected = new Map();
  }

  /** @param {string} userID */
  async accept(userID) {
    if (!this.hasSeat()) {
      await this.answer(userID, 'reject', words.linkFull);
      throw new RoomError(codes.link, words.linkFull);
    }
    this.expected.set(userID, this.link.now());
    await this.answer(userID, 'accept').catch((error) => {
      this.expected.delete(userID);
      throw error;
    });
  }

  /** @param {string} userID @param {string} [reason] */
  reject(userID, reason) {
    return this.answer(userID, 'reject', reason);
  }

  /** @param {string} userID */
  kickout(userID) {
    const { room, now, send } = this.link;
    this.expected.delete(userID);
    return send(userID, { type: 'kickout', roomID: room.roomID, timestamp: now() });
  }

  /**
   * @param {string} from Who asks: as the transport says, whatever the message claims.
   * @param {Record<string, any>} data
   */
  receive(from, { type, roomID, userName, userAvatar, timestamp }) {
    const { room, now, emit } = this.link;
    if (type !== 'request' || roomID !== room.roomID || isStale(timestamp, now())) return;
    const asked = this.asking.get(from);
    if (asked !== undefined && now() - asked < MAX_AGE) return;
    this.asking.set(from, now());
    emit('onRequestJoinAnchor', { userID: from, userName: String(userName || from), userAvatar: String(userAvatar || '') });
  }

  /**
   * @param {string} userID
   * @param {'accept' | 'reject'} result
   * @param {string} [reason]
   */
  async answer(userID, result, reason = '') {
    const { room, now, send } = this.link;
    this.dropOld(this.asking);
    if (!this.asking.delete(userID)) throw new RoomError(codes.link, words.linkGone);
    await send(userID, { type: 'response', result, reason, roomID: room.roomID, timestamp: now() });
  }

  hasSeat() {
    const { pushers } = this.link.room;
    this.dropOld(this.expected);
    pushers.forEach(({ userID }) => this.expected.delete(userID));
    return Math.max(pushers.length, 1) + this.expected.size < MAX_ANCHORS;
  }

  /** @param {Map<string, number>} times */
  dropOld(times) {
    for (const [userID, time] of times) if (this.link.now() - time > PATIENCE) times.delete(userID);
  }
}

module.exports = { LinkGuest, LinkHost };
