const { Life } = require('./life');
const { LinkGuest, LinkHost } = require('./link');
const { RoomChat, LINK_MIC } = require('./chat');
const { SeatGuest, SeatHost, holds, pending } = require('./seats');
const { toRoomError } = require('./room-error');
const words = require('./words');

/** @typedef {import('./types').RoomState} RoomState @typedef {import('./types').Anchor} Anchor */

/** No such room, or no such member: 1, 3 and 5 by the open servers, the others by the hosted one. */
const GONE = [1, 3, 5, 203010, 204003];

/** The list failed, the heartbeat was not recorded: the same, or a moment's trouble. */
const PERHAPS_GONE = [204002, 205002, 206001];

/** Another phone of the same user hosts, or has the seat. */
const TAKEN_OVER = 203022;

/** No more are counted as watching. */
const AUDIENCE_FULL = 205001;

/** After so many doubts in a row it is no accident. */
const PATIENCE = 3;

/** A doubt is looked into soon, ms. */
const SOON = 2000;

/**
 * How much a failed question speaks for the end of the room. No answer at all proves nothing.
 * @param {unknown} thrown
 */
function doubt(thrown) {
  const { errCode } = toRoomError(thrown);
  if (GONE.includes(errCode)) return PATIENCE;
  return PERHAPS_GONE.includes(errCode) ? 1 : 0;
}

/**
 * Asks the server again and again how the room is doing, one question at a time.
 * @template T
 * @param {object} dependencies
 * @param {import('./life').Life} dependencies.life Ended when `onGone` is called.
 * @param {() => number} dependencies.interval ms
 * @param {() => Promise<T>} dependencies.ask
 * @param {(answer: T) => boolean} dependencies.isHere Takes the answer in. False when one who must be there is missing in it.
 * @param {() => void} dependencies.onGone
 * @returns {() => Promise<void>} Asks now, or once more when the answer under way may be older.
 */
function watchPresence({ life, interval, ask, isHere, onGone }) {
  let doubts = 0;
  let busy = false;
  let again = false;

  /** @returns {Promise<void>} */
  async function check() {
    if (busy || !life.alive) return;
    busy = true;
    again = false;
    const before = doubts;
    try {
      doubts = isHere(await life.step(ask())) ? 0 : doubts + 1;
    } catch (thrown) {
      doubts += doubt(thrown);
    }
    busy = false;
    if (!life.alive) return;
    if (doubts <= before) return again ? check() : undefined;
    if (doubts < PATIENCE) return void life.after(SOON, check);
    life.end();
    onGone();
  }

  const beat = () =>
    life.after(interval(), () => {
      beat();
      check();
    });
  beat();
  return async () => {
    again = busy;
    await check();
  };
}

/** Servers forget an anchor after 20 s without a heartbeat. ms */
const HEARTBEAT = 5000;

/** How often a viewer looks whether the room is still there, ms; a server that counts viewers says how often itself. */
const GLANCE = 10000;
const WATCHING = 25000;

/** Viewers who all hear at once that something changed don't all ask at once, ms. */
const SPREAD = 1000;

/** @returns {RoomState} */
const nowhere = () => ({ roomID: '', roomInfo: '', roomCreator: '', mixedPlayURL: '', pushers: [] });

/** Everything that belongs to one visit of one room, and ends with it. */
class Stay {
  /**
   * @param {import('./account').Account} account
   * @param {import('./types').Settings} settings
   * @param {import('./types').Emit} emit
   */
  constructor(account, settings, emit) {
    this.service = account.service;
    this.self = account.info;
    this.emit = emit;
    this.life = new Life(settings.clock);
    this.state = nowhere();
    /** Whether the server counts this user among those who push, and among those who watch. */
    this.onMic = false;
    this.counted = false;
    /** Whether this phone is the one that hosts: an account may watch its own room on another. */
    this.hosting = false;
    /** Revision at which the server has told all of the room. @type {number | undefined} */
    this.seen = undefined;
    /** Between two signs of life of a viewer, ms. */
    this.pulse = WATCHING;
    /** Whether a look is due. */
    this.looking = false;
    /** Asks the server how the room is doing, now. */
    this.check = () => Promise.resolve();
    this.watch = this.life.child();

    const { life, self, state: room } = this;
    const link = {
      ...{ room, self, life, emit },
      now: () => account.serverNow(),
      /** @param {string} to @param {object} data */
      send: (to, data) => this.chat.sendCustom(LINK_MIC, data, to),
    };
    this.linkHost = new LinkHost(link);
    this.linkGuest = new LinkGuest(link);
    const seats = {
      ...{ room, life, emit, service: this.service },
      /** @param {Partial<RoomState>} fresh */
      takeIn: (fresh) => void (life.alive && this.takeIn(fresh)),
      look: () => void this.check(),
    };
    this.seatHost = new SeatHost(seats);
    this.seatGuest = new SeatGuest(seats);
    this.chat = new RoomChat({
      ...{ im: account.im(), room, self, life, emit },
      onLinkMic: (from, data) => (this.hosting ? this.host : this.guest).receive(from, data),
      onChanged: () => void this.look(),
      onOver: (reason) => this.gone(reason),
    });
  }

  /** Who gives the seats away: the server or, where it tells of none, its clients among themselves. */
  get host() {
    return this.state.seats ? this.seatHost : this.linkHost;
  }

  get guest() {
    return this.state.seats ? this.seatGuest : this.linkGuest;
  }

  /** @param {RoomState} room */
  begin(room) {
    Object.assign(this.state, room);
    this.seen = room.rev;
    this.hosting = room.role === 'host';
  }

  /** @param {string} userID */
  isOnMic(userID) {
    return this.state.pushers.some((anchor) => anchor.userID === userID);
  }

  /** Ends at once, then tells the server. Never fails; a second call finds nothing to do. */
  async leave() {
    if (!this.life.alive) return;
    const { roomID, mySeat } = this.state;
    const { hosting } = this;
    this.life.end();
    Object.assign(this.state, nowhere());
    /** @type {Promise<unknown>[]} */
    const farewell = [];
    if (hosting && roomID) farewell.push(this.service.destroyRoom(roomID));
    if (!hosting && this.onMic) farewell.push(this.service.deleteAnchor(roomID));
    if (!hosting && !this.onMic && pending(mySeat)) farewell.push(this.service.withdrawSeat(roomID));
    if (this.counted) farewell.push(this.service.deleteAudience(roomID));
    await Promise.all(farewell.map((told) => told.catch(() => {})));
  }

  /** The room is over: dissolved, or its creator dropped; or one is banned from it. @param {string} [reason] */
  gone(reason) {
    if (!this.life.alive) return;
    this.leave();
    this.emit('onRoomDestroy', { reason });
  }

  /** Those who watch look one after another, and once for what comes together; those who wait at once. */
  look() {
    if (this.onMic || this.seatGuest.settle) return void this.check();
    if (this.looking) return;
    this.looking = true;
    this.watch.after(Math.random() * SPREAD, () => {
      this.looking = false;
      this.check();
    });
  }

  /** A viewer looks now and then, which is also how the server knows that somebody watches. */
  watchAsViewer() {
    this.onMic = false;
    this.startWatch({
      interval: () => (this.state.seats ? this.pulse : GLANCE),
      ask: () => this.glance(),
      isHere: () => this.isOnMic(this.state.roomCreator),
      onGone: () => this.gone(),
    });
  }

  /** @returns {Promise<Partial<RoomState>>} */
  async glance() {
    const { roomID, seats } = this.state;
    if (!seats) return this.service.anchors(roomID);
    try {
      const { room, interval } = await this.service.watch(roomID, this.seen);
      if (interval > 0) this.pulse = interval * 1000;
      return room;
    } catch (thrown) {
      if (toRoomError(thrown).errCode !== AUDIENCE_FULL) throw thrown;
      return this.service.anchors(roomID);
    }
  }

  /** An anchor sends heartbeats: one loop, however often the push is started again. */
  watchAsAnchor() {
    this.onMic = true;
    this.startWatch({
      interval: () => HEARTBEAT,
      ask: async () => {
        const { roomID } = this.state;
        const beat = await this.service.heartbeat(roomID).catch((thrown) => this.unbeaten(thrown));
        return beat || this.service.anchors(roomID);
      },
      isHere: () => this.isOnMic(this.self.userID),
      onGone: () => (this.hosting ? this.gone() : this.dropped()),
    });
    this.check();
  }

  /** Whoever has no seat any more reads in the list why. @param {unknown} thrown @returns {undefined} */
  unbeaten(thrown) {
    const { errCode } = toRoomError(thrown);
    if (!this.state.seats || this.hosting || !PERHAPS_GONE.includes(errCode)) this.refused(thrown);
  }

  /** Another phone's seat is not fought for. @param {unknown} thrown @returns {never} */
  refused(thrown) {
    if (toRoomError(thrown).errCode === TAKEN_OVER) this.takenOver();
    throw thrown;
  }

  takenOver() {
    const { hosting } = this;
    this.hosting = false;
    this.watchAsViewer();
    if (hosting) this.gone('takenOver');
    else this.emit('onLinkDropped', { reason: words.takenOver });
  }

  /** @param {{ interval(): number, ask(): Promise<Partial<RoomState>>, isHere(): boolean, onGone(): void }} what */
  startWatch({ interval, ask, isHere, onGone }) {
    this.watch.end();
    this.looking = false;
    this.watch = this.life.child();
    /** @param {Partial<RoomState>} fresh */
    const look = (fresh) => {
      this.takeIn(fresh);
      return isHere();
    };
    this.check = watchPresence({ life: this.watch, interval, ask, isHere: look, onGone });
  }

  /** The server has taken this guest off the mic. Whether the room is over, the next look tells. */
  dropped() {
    this.watchAsViewer();
    this.emit('onLinkDropped');
    this.check();
  }

  /** @param {Partial<RoomState>} fresh What is not in it has not changed. */
  takeIn(fresh) {
    const { state } = this;
    if (Number(fresh.rev) < Number(state.rev)) return; // it was asked for earlier, and came later
    const { pushers, mixedPlayURL, away, mySeat } = state;
    Object.assign(state, fresh);
    if (fresh.mixedPlayURL !== undefined) this.seen = fresh.rev;
    const { entered, left } = compareAnchors(pushers, state.pushers, this.self.userID);
    if (left.length) this.emit('onAnchorExit', { pushers: left });
    if (entered.length) this.emit('onAnchorEnter', { pushers: entered });
    if (mixedPlayURL !== state.mixedPlayURL) this.emit('onPlayURLChange', { mixedPlayURL: state.mixedPlayURL });
    if (Boolean(away) !== Boolean(state.away)) this.emit('onHostAway', { away: Boolean(state.away) });
    if (this.hosting && fresh.seats) this.seatHost.follow(fresh.seats);
    if (!this.hosting && state.mySeat) this.followSeat(state.mySeat, mySeat);
  }

  /** @param {import('./types').MySeat} seat @param {import('./types').MySeat} [before] */
  followSeat(seat, before) {
    this.seatGuest.follow(seat);
    const { state, why } = seat;
    if (!holds(before) || before?.here === false || state !== 'free' || why === 'left') return;
    if (this.onMic) this.watchAsViewer();
    if (why === 'kicked') this.emit('onKickoutJoinAnchor', { roomID: this.state.roomID });
    else this.emit('onLinkDropped', {});
  }
}

/**
 * Who came and who went between two lists of the people on the mic, oneself left out.
 * A new address counts as both, since whoever plays it has to start over.
 * @param {Anchor[]} before
 * @param {Anchor[]} after
 * @param {string} self
 * @returns {{ entered: Anchor[], left: Anchor[] }}
 */
function compareAnchors(before, after, self) {
  /** @param {Anchor[]} list */
  const missing = (list) => (/** @type {Anchor} */ { userID, accelerateURL }) =>
    userID !== self && !list.some((other) => other.userID === userID && other.accelerateURL === accelerateURL);
  return { entered: after.filter(missing(before)), left: before.filter(missing(after)) };
}

exports.Stay = Stay;
