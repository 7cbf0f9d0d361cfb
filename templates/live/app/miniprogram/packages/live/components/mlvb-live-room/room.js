const { RoomError, codes, failWith } = require('./room-error');
const { Stay } = require('./stay');
const words = require('./words');

/**
 * One person in one room at a time: as creator, as viewer, or as a guest on the mic. Every promise settles;
 * leaving settles those still open with `Ended`.
 */
class Room {
  /**
   * @param {import('./account').Account} account
   * @param {import('./types').Settings} settings
   * @param {(room: Room, name: keyof import('./types').RoomListener, event?: any) => void} emit
   */
  constructor(account, settings, emit) {
    this.account = account;
    this.service = account.service;
    this.newStay = () => new Stay(account, settings, (name, event) => emit(this, name, event));
    this.stay = this.newStay();
    this.stay.leave();
  }

  /** @returns {Readonly<import('./types').RoomState>} `roomID` is empty outside. */
  get state() {
    return this.stay.state;
  }

  /**
   * Opens a room for a stream that is flowing already.
   * @param {{ roomInfo: string, pushURL: string, roomID?: string }} room
   */
  create({ roomInfo, pushURL, roomID: wanted }) {
    return this.moveIn(async (stay) => {
      const { service } = this;
      const making = service.createRoom({ roomInfo, roomID: wanted }).catch(failWith(codes.create));
      const roomID = await stay.life.step(making, (late) => service.destroyRoom(late));
      Object.assign(stay.state, { roomID, roomInfo, roomCreator: this.account.info.userID });
      stay.hosting = true;
      const adding = service.addAnchor({ roomID, pushURL }).catch(failWith(codes.addAnchor));
      stay.takeIn(await stay.life.step(adding, () => service.destroyRoom(roomID)));
      stay.watchAsAnchor();
      stay.chat.join();
      return { roomID };
    });
  }

  /** @param {string} roomID */
  enter(roomID) {
    return this.moveIn(async (stay) => {
      const { service } = this;
      stay.begin(await stay.life.step(service.anchors(roomID)));
      stay.chat.join();
      stay.counted = true;
      // Being counted is no condition for watching: full lists refuse.
      stay.life.step(service.addAudience(roomID), () => service.deleteAudience(roomID)).catch(() => {});
      stay.watchAsViewer();
      return { ...stay.state };
    });
  }

  /**
   * Leaves the old room, then takes the steps into the new one. When one fails, nothing stays behind.
   * @template T
   * @param {(stay: Stay) => Promise<T>} steps
   * @returns {Promise<T>}
   */
  async moveIn(steps) {
    const left = this.stay.leave();
    const stay = this.newStay();
    this.stay = stay;
    try {
      await stay.life.step(Promise.all([left, this.account.ready()]));
      return await steps(stay);
    } catch (error) {
      stay.leave();
      throw error;
    }
  }

  /** Never fails. A creator's leaving ends the room. */
  exit() {
    return this.stay.leave();
  }

  /** Asks the server now; what has changed is emitted before this resolves. */
  async refresh() {
    await this.stay.check();
    return this.state;
  }

  /**
   * Goes on the mic, or tells the server the new address of a stream that was started again.
   * @param {string} pushURL
   */
  async joinAnchor(pushURL) {
    const { stay, service } = this;
    const { roomID } = stay.state;
    if (!roomID) throw new RoomError(codes.parameter, words.noRoom);
    const adding = service
      .addAnchor({ roomID, pushURL })
      .catch((error) => stay.refused(error))
      .catch(failWith(codes.addAnchor));
    stay.takeIn(await stay.life.step(adding, () => service.deleteAnchor(roomID)));
    stay.watchAsAnchor();
    return { roomID };
  }

  /** Leaves the mic and goes on watching. Never fails: a server that isn't told notices by itself. */
  async quitJoinAnchor() {
    const { stay, service } = this;
    if (stay.hosting) return;
    if (!stay.onMic) return stay.seatGuest.cancel();
    stay.watchAsViewer();
    stay.seatGuest.leaving = service.deleteAnchor(stay.state.roomID).catch(() => {});
    await stay.seatGuest.leaving;
  }

  /** @param {number} [timeout] ms @returns {Promise<string>} The push URL of the seat, '' if it has to be asked for. */
  async requestJoinAnchor(timeout) {
    if (!this.state.roomID) throw new RoomError(codes.link, words.noRoom);
    return this.stay.guest.request(timeout);
  }

  cancelRequest() {
    this.stay.guest.cancel();
  }

  /** @param {string} userID */
  acceptJoinAnchor(userID) {
    return this.stay.host.accept(userID);
  }

  /** @param {string} userID @param {string} [reason] */
  rejectJoinAnchor(userID, reason) {
    return this.stay.host.reject(userID, reason);
  }

  /**
   * Takes the guest's seat away. Where the server has none to take, it asks the guest to go and the server to
   * see to it, and one of the two is enough: some servers let nobody act for another, some rooms have no chat.
   * @param {string} userID
   */
  async kickoutJoinAnchor(userID) {
    const { stay, service } = this;
    if (!stay.hosting) throw new RoomError(codes.link, words.chat.refusals.not_allowed);
    const [asked, removed] = await Promise.allSettled([
      stay.host.kickout(userID),
      service.deleteAnchor(stay.state.roomID, userID),
    ]);
    const told = asked.status === 'fulfilled' && !stay.state.seats;
    if (!told && removed.status === 'rejected') throw removed.reason;
    stay.check();
  }

  /** @param {string} text */
  sendText(text) {
    return this.stay.chat.sendText(text);
  }

  /** @param {{ cmd: string, msg: unknown, to?: string }} message To everybody in the room when `to` is absent. */
  sendCustom({ cmd, msg, to }) {
    return this.stay.chat.sendCustom(cmd, msg, to);
  }

  /** Back from the background: what was cut there comes back at once. */
  wake() {
    this.stay.chat.wake();
  }

  /** @param {number} [count] */
  sendLike(count) {
    this.stay.chat.like(count);
  }

  /**
   * As the host: nobody of these may speak, or be here. Of a mute without `user` that is everybody.
   * @param {{ op: 'mute' | 'ban', user?: string, on: boolean, seconds?: number }} order
   */
  silence(order) {
    return this.stay.chat.silence(order);
  }
}

exports.Room = Room;
