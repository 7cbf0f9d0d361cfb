const { Life } = require('./life');
const { LinkGuest, LinkHost } = require('./link');
const { RoomChat, LINK_MIC } = require('./chat');
const { toRoomError } = require('./room-error');

/** @typedef {import('./types').RoomState} RoomState @typedef {import('./types').Anchor} Anchor */

/** No such room, or no such member: 1, 3 and 5 by the open servers, the others by the hosted one. */
const GONE = [1, 3, 5, 203010, 204003];

/** The list failed, the heartbeat was not recorded: the same, or a moment's trouble. */
const PERHAPS_GONE = [204002, 206001];

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
 * @param {number} dependencies.interval ms
 * @param {() => Promise<T>} dependencies.ask
 * @param {(answer: T) => boolean} dependencies.isHere Takes the answer in. False when one who must be there is missing in it.
 * @param {() => void} dependencies.onGone
 * @returns {() => Promise<void>} Asks now.
 */
function watchPresence({ life, interval, ask, isHere, onGone }) {
  let doubts = 0;
  let busy = false;

  async function check() {
    if (busy || !life.alive) return;
    busy = true;
    const before = doubts;
    try {
      doubts = isHere(await life.step(ask())) ? 0 : doubts + 1;
    } catch (thrown) {
      doubts += doubt(thrown);
    }
    busy = false;
    if (!life.alive || doubts <= before) return;
    if (doubts < PATIENCE) return void life.after(SOON, check);
    life.end();
    onGone();
  }

  life.every(interval, check);
  return check;
}

/** Servers forget an anchor after 20 s without a heartbeat. ms */
const HEARTBEAT = 5000;

/** How often a viewer looks whether the room is still there, ms. */
const GLANCE = 10000;

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
    this.host = new LinkHost(link);
    this.guest = new LinkGuest(link);
    this.chat = new RoomChat({
      ...{ im: account.im(), room, self, life, emit },
      onLinkMic: (from, data) => (this.isCreator() ? this.host : this.guest).receive(from, data),
      onChanged: () => void this.look(),
      onOver: (reason) => this.gone(reason),
    });
  }

  isCreator() {
    return this.state.roomCreator === this.self.userID;
  }

  /** @param {string} userID */
  isOnMic(userID) {
    return this.state.pushers.some((anchor) => anchor.userID === userID);
  }

  /** Ends at once, then tells the server. Never fails; a second call finds nothing to do. */
  async leave() {
    if (!this.life.alive) return;
    const { roomID } = this.state;
    const creator = this.isCreator();
    this.life.end();
    Object.assign(this.state, nowhere());
    /** @type {Promise<unknown>[]} */
    const farewell = [];
    if (creator && roomID) farewell.push(this.service.destroyRoom(roomID));
    if (!creator && this.onMic) farewell.push(this.service.deleteAnchor(roomID));
    if (this.counted) farewell.push(this.service.deleteAudience(roomID));
    await Promise.all(farewell.map((told) => told.catch(() => {})));
  }

  /** The room is over: dissolved, or its creator dropped; or one is banned from it. @param {string} [reason] */
  gone(reason) {
    if (!this.life.alive) return;
    this.leave();
    this.emit('onRoomDestroy', { reason });
  }

  /** Those who watch look one after another. */
  look() {
    if (this.onMic) this.check();
    else this.watch.after(Math.random() * SPREAD, () => this.check());
  }

  /** A viewer looks at the list now and then. */
  watchAsViewer() {
    this.onMic = false;
    this.startWatch({
      interval: GLANCE,
      ask: () => this.service.anchors(this.state.roomID),
      isHere: () => this.isOnMic(this.state.roomCreator),
      onGone: () => this.gone(),
    });
  }

  /** An anchor sends heartbeats: one loop, however often the push is started again. */
  watchAsAnchor() {
    this.onMic = true;
    this.startWatch({
      interval: HEARTBEAT,
      ask: async () => {
        const pushers = await this.service.heartbeat(this.state.roomID);
        return pushers ? { ...this.state, pushers } : this.service.anchors(this.state.roomID);
      },
      isHere: () => this.isOnMic(this.self.userID),
      onGone: () => (this.isCreator() ? this.gone() : this.dropped()),
    });
    this.check();
  }

  /** @param {{ interval: number, ask(): Promise<RoomState>, isHere(): boolean, onGone(): void }} what */
  startWatch({ interval, ask, isHere, onGone }) {
    this.watch.end();
    this.watch = this.life.child();
    /** @param {RoomState} fresh */
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

  /** @param {RoomState} fresh */
  takeIn(fresh) {
    const { pushers, mixedPlayURL } = this.state;
    Object.assign(this.state, fresh);
    const { entered, left } = compareAnchors(pushers, fresh.pushers, this.self.userID);
    if (left.length) this.emit('onAnchorExit', { pushers: left });
    if (entered.length) this.emit('onAnchorEnter', { pushers: entered });
    if (mixedPlayURL !== fresh.mixedPlayURL) this.emit('onPlayURLChange', { mixedPlayURL: fresh.mixedPlayURL });
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
