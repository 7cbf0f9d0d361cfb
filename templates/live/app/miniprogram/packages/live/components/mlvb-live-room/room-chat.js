const { RoomError, codes, failWith, toRoomError } = require('./room-error');
const { LINK_MIC, parse, flatText, flatCustom } = require('./messages');
const words = require('./words');

/** How long a transport may take to connect or to send, ms. */
const LIMIT = 10000;

/** The conversation of one room, over whatever transport is configured. */
class RoomChat {
  /** @param {import('./types').ChatDependencies & { life: import('./life').Life }} dependencies */
  constructor(dependencies) {
    this.room = dependencies;
    /** @type {import('./types').ChatSession | undefined} */
    this.session = undefined;
  }

  /**
   * Does nothing when no transport is configured.
   * @param {boolean} create Whether the conversation is to be made first.
   */
  async connect(create) {
    const { settings, self, room, life } = this.room;
    if (!settings.chat) return;
    const { roomID, roomInfo } = room;
    const connecting = settings.chat.connect({ roomID, roomName: roomInfo, create }, self, this.handlers());
    const session = await life
      .within(LIMIT, new RoomError(codes.chat, words.chatTimeout), connecting, (unwanted) => unwanted.close())
      .catch(failWith(codes.chat));
    this.session = session;
    life.onEnd(() => {
      this.session = undefined;
      Promise.resolve(session.close()).catch(() => {});
    });
  }

  /**
   * Transports don't echo: one's own text is reported from here, once it is sent.
   * @param {string} text
   */
  async sendText(text) {
    if (!text || !text.trim()) throw new RoomError(codes.parameter, words.emptyText);
    await this.over((session) => session.sendText(text));
    const { userID: from, userName: name, userAvatar: avatar } = this.room.self;
    this.report({ from, name, avatar, text });
  }

  /**
   * @param {string} data
   * @param {string} [to] A userID; everybody in the room when absent.
   */
  sendCustom(data, to) {
    return this.over((session) => session.sendCustom({ data, to }));
  }

  /**
   * @private
   * @param {(session: import('./types').ChatSession) => Promise<unknown>} send
   */
  async over(send) {
    const { settings, life } = this.room;
    if (!this.session) throw new RoomError(codes.chat, settings.chat ? words.chatLost : words.noChat);
    const late = new RoomError(codes.chat, words.chatTimeout);
    await life.within(LIMIT, late, send(this.session)).catch((error) => {
      throw toRoomError(error, codes.chat);
    });
  }

  /**
   * @private
   * @returns {import('./types').ChatHandlers}
   */
  handlers() {
    const { life, self, onDestroyed } = this.room;
    /** @param {string} from */
    const heeds = (from) => life.alive && from !== self.userID;
    return {
      onText: (message) => heeds(message.from) && this.report(message),
      onCustom: (message) => heeds(message.from) && this.receive(message),
      onRoomDestroyed: () => life.alive && onDestroyed(),
      onClosed: () => (this.session = undefined),
    };
  }

  /**
   * @private
   * @param {import('./types').ChatSender & { text: string }} message
   */
  report(message) {
    const { room, settings, emit } = this.room;
    emit('onRecvRoomTextMsg', flatText(room.roomID, message, settings.clock.now()));
  }

  /**
   * @private
   * @param {import('./types').ChatSender & { data: string, direct: boolean }} message
   */
  receive(message) {
    const { room, settings, emit, onLinkMic } = this.room;
    const parsed = parse(message.data);
    if (!parsed) return;
    if (parsed.cmd !== LINK_MIC) emit('onRecvRoomCustomMsg', flatCustom(room.roomID, message, parsed, settings.clock.now()));
    else if (message.direct) onLinkMic(message.from, parsed.data);
  }
}

exports.RoomChat = RoomChat;
