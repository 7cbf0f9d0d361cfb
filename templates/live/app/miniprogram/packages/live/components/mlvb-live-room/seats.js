const { RoomError, Ended, codes, toRoomError } = require('./room-error');
const words = require('./words');

/** How often a guest who waits looks by itself, should nobody say that something changed, ms. */
const GLANCE = 3000;

/** Codes of the server: nothing waits for this answer any more, every seat is taken. */
const TOO_LATE = 203023;
const FULL = 203007;

/** What came of a wish for a seat, by the server's `why`. @type {Record<string, string>} */
const outcomes = {
  refused: words.linkRefused,
  expired: words.linkUnanswered,
  withdrawn: words.linkOut,
  left: words.linkOut,
  kicked: words.kickedOut,
};

/** Whether nobody else can have this seat. @param {import('./types').MySeat} [seat] */
const holds = (seat) => ['granted', 'on', 'away'].includes(seat?.state || '');

/** Whether it can be taken back. @param {import('./types').MySeat} [seat] */
const pending = (seat) => ['asked', 'granted'].includes(seat?.state || '') && seat?.here !== false;

/** The guest's half of link-mic where the server gives the seats away: asks for one and waits for the grant. */
class SeatGuest {
  /** @param {import('./types').SeatDependencies & { life: import('./life').Life }} dependencies */
  constructor(dependencies) {
    this.link = dependencies;
    /** @type {((error: RoomError | null, pushURL?: string) => void) | null} */
    this.settle = null;
    /** Whether the server has answered: what was true before is no answer. */
    this.asked = false;
    /** A former wish on its way back. @type {Promise<unknown>} */
    this.leaving = Promise.resolve();
  }

  /** @param {number} [timeout] ms @returns {Promise<string>} The push URL of the seat, '' if it has to be asked for. */
  request(timeout = 30000) {
    if (this.settle) return Promise.reject(new RoomError(codes.link, words.linkPending));
    const waiting = this.link.life.child();
    const answer = new Promise((resolve, reject) => {
      /** @param {RoomError | null} error @param {string} [pushURL] */
      const settle = (error, pushURL = '') => {
        if (this.settle !== settle) return;
        this.settle = null;
        this.asked = false;
        if (error) reject(error);
        else resolve(pushURL);
      };
      this.settle = settle;
      this.ask(waiting).catch((error) => settle(toRoomError(error, codes.link)));
    });
    waiting.after(timeout, () => this.giveUp(new RoomError(codes.link, words.linkUnanswered)));
    waiting.every(GLANCE, () => this.link.look());
    return waiting.step(answer).finally(() => waiting.end());
  }

  /** @param {import('./life').Life} waiting */
  async ask(waiting) {
    const { room, service, takeIn } = this.link;
    const { roomID } = room;
    await waiting.step(this.leaving);
    const seats = await waiting.step(service.askSeat(roomID), () => this.withdraw(roomID));
    this.asked = true;
    takeIn(seats);
  }

  /** Takes the wish back, or the seat that was granted: an answer that comes later starts nothing. */
  cancel() {
    this.giveUp(new Ended());
  }

  /** @param {RoomError} error */
  giveUp(error) {
    const { room, takeIn } = this.link;
    this.settle?.(error);
    if (!pending(room.mySeat)) return;
    this.withdraw(room.roomID);
    takeIn({ mySeat: { state: 'free', why: 'left' } });
  }

  /** @param {string} roomID */
  withdraw(roomID) {
    this.leaving = this.link.service.withdrawSeat(roomID).catch(() => {});
    return this.leaving;
  }

  /** @param {import('./types').MySeat} seat */
  follow(seat) {
    if (!this.settle || !this.asked) return;
    if (holds(seat)) this.settle(null, seat.pushURL);
    else if (seat.state === 'free') this.settle(new RoomError(codes.link, seat.reason || outcomes[seat.why || ''] || words.linkRefused));
  }

  /** Messages of other clients are no more than a reason to look. */
  receive() {
    this.link.look();
  }
}

/** The creator's half: shows who asks, and answers. How many seats there are the server knows. */
class SeatHost {
  /** @param {import('./types').SeatDependencies & { life: import('./life').Life }} dependencies */
  constructor(dependencies) {
    this.link = dependencies;
    /** @type {Map<string, number | undefined>} Until when each of those who wait does, which tells one wish from the next. */
    this.asking = new Map();
  }

  /** @param {import('./types').Seat[]} seats */
  follow(seats) {
    const known = this.asking;
    const asking = seats.filter(({ state }) => state === 'asked');
    this.asking = new Map(asking.map(({ userID, until }) => [userID, until]));
    for (const { userID, userName, userAvatar, until } of asking) {
      if (!known.has(userID) || known.get(userID) !== until) this.link.emit('onRequestJoinAnchor', { userID, userName: userName || userID, userAvatar: userAvatar || '' });
    }
  }

  /** @param {string} userID */
  async accept(userID) {
    try {
      await this.answer(userID, true);
    } catch (error) {
      if (toRoomError(error).errCode !== FULL) throw error;
      await this.answer(userID, false, words.linkFull);
      throw new RoomError(codes.link, words.linkFull);
    }
  }

  /** @param {string} userID @param {string} [reason] */
  reject(userID, reason) {
    return this.answer(userID, false, reason);
  }

  /** Off the mic is who has no seat: the server alone sees to it. */
  async kickout() {}

  /** @param {string} userID @param {boolean} accept @param {string} [reason] */
  async answer(userID, accept, reason = '') {
    const { room, service, takeIn } = this.link;
    const seats = await service.answerSeat(room.roomID, { userID, accept, reason }).catch((error) => {
      throw error.errCode === TOO_LATE ? new RoomError(codes.link, words.linkGone) : error;
    });
    takeIn(seats);
  }

  receive() {
    this.link.look();
  }
}

module.exports = { SeatGuest, SeatHost, holds, pending };
