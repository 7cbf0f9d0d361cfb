const { Life } = require('./life');
const { LinkGuest } = require('./link-guest');
const { LinkHost } = require('./link-host');
const { RoomChat } = require('./chat');
const { watchPresence } = require('./presence');
const { LINK_MIC } = require('./messages');

/**
 * @typedef {import('./types').RoomState} RoomState
 * @typedef {import('./types').Anchor} Anchor
 */

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

  /** @private Those who watch look one after another. */
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

  /**
   * @private
   * @param {{ interval: number, ask(): Promise<RoomState>, isHere(): boolean, onGone(): void }} what
   */
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

  /** @private The server has taken this guest off the mic. Whether the room is over, the next look tells. */
  dropped() {
    this.watchAsViewer();
    this.emit('onLinkDropped');
    this.check();
  }

  /**
   * @private
   * @param {RoomState} fresh
   */
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
