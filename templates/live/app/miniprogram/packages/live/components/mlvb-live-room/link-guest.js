const { RoomError, Ended, codes, toRoomError } = require('./room-error');
const { isStale } = require('./messages');
const words = require('./words');

/** The guest's half of link-mic: asks the creator and waits, and obeys the creator alone. */
class LinkGuest {
  /** @param {import('./types').LinkDependencies & { life: import('./life').Life }} dependencies */
  constructor(dependencies) {
    this.link = dependencies;
    /** @type {((error: RoomError | null) => void) | null} */
    this.settle = null;
  }

  /**
   * @param {number} [timeout] ms
   * @returns {Promise<void>} Fails when refused, unanswered or cancelled.
   */
  request(timeout = 30000) {
    if (this.settle) return Promise.reject(new RoomError(codes.link, words.linkPending));
    const waiting = this.link.life.child();
    const answer = new Promise((resolve, reject) => {
      /** @param {RoomError | null} error */
      const settle = (error) => {
        if (this.settle === settle) this.settle = null;
        if (error) reject(error);
        else resolve(undefined);
      };
      this.settle = settle;
      waiting.after(timeout, () => settle(new RoomError(codes.link, words.linkUnanswered)));
      this.ask().catch((error) => settle(toRoomError(error, codes.link)));
    });
    return waiting.step(answer).finally(() => waiting.end());
  }

  /** @private */
  ask() {
    const { room, self, now, send } = this.link;
    const { userID, userName, userAvatar } = self;
    return send(room.roomCreator, { type: 'request', roomID: room.roomID, userID, userName, userAvatar, timestamp: now() });
  }

  /** Forgets the request: an answer that comes later starts nothing. */
  cancel() {
    this.settle?.(new Ended());
  }

  /**
   * @param {string} from
   * @param {Record<string, any>} data
   */
  receive(from, { type, roomID, result, reason, timestamp }) {
    const { room, now, emit } = this.link;
    if (from !== room.roomCreator || roomID !== room.roomID || isStale(timestamp, now())) return;
    if (type === 'kickout') emit('onKickoutJoinAnchor', { roomID });
    if (type !== 'response' || !this.settle) return;
    this.settle(result === 'accept' ? null : new RoomError(codes.link, reason || words.linkRefused));
  }
}

exports.LinkGuest = LinkGuest;
