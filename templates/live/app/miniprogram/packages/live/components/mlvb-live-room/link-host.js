const { RoomError, codes } = require('./room-error');
const { MAX_AGE, isStale } = require('./messages');
const words = require('./words');

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

  /**
   * @param {string} userID
   * @param {string} [reason]
   */
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
   * @private
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

  /** @private */
  hasSeat() {
    const { pushers } = this.link.room;
    this.dropOld(this.expected);
    pushers.forEach(({ userID }) => this.expected.delete(userID));
    return Math.max(pushers.length, 1) + this.expected.size < MAX_ANCHORS;
  }

  /**
   * @private
   * @param {Map<string, number>} times
   */
  dropOld(times) {
    for (const [userID, time] of times) if (this.link.now() - time > PATIENCE) times.delete(userID);
  }
}

exports.LinkHost = LinkHost;
