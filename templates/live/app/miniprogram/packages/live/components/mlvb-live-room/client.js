const { Account, HOSTED } = require('./account');
const { Room } = require('./room');

/** @typedef {import('./types').Settings} Settings */
/** @typedef {import('./types').RoomListener} RoomListener */

/** @type {import('./types').Clock} */
const systemClock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  every(ms, run) {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  },
};

/** One account with its rooms. Rooms don't share anything else. */
class Client {
  /** @param {Partial<Settings> & Pick<Settings, 'request' | 'dial'>} settings */
  constructor(settings) {
    /** @type {Settings} */
    this.settings = { baseURL: HOSTED, clock: systemClock, ...settings };
    this.account = new Account(this.settings);
    /** @type {RoomListener} Hears of the room that was opened last. */
    this.listener = {};
    /** @type {Room | undefined} The room that was opened last. */
    this.current = undefined;
    /** @type {'9:16' | '3:4'} Of the picture that is pushed. */
    this.aspect = '9:16';
  }

  /** @param {RoomListener} [listener] Of this room alone. @returns {Room} */
  openRoom(listener = {}) {
    this.current = new Room(this.account, this.settings, (room, name, event) => {
      tell(listener, name, event);
      if (room === this.current) tell(this.listener, name, event);
    });
    return this.current;
  }

  /** @param {{ index: number, cnt: number }} page @returns {Promise<{ rooms: any[] }>} */
  async getRoomList({ index, cnt }) {
    await this.account.ready();
    const { rooms } = await this.account.service.rooms({ index, cnt });
    return { rooms: rooms || [] };
  }

  /** @param {string} [roomID] @returns {Promise<{ pushURL: string }>} */
  async getPushURL(roomID) {
    await this.account.ready();
    const { pushURL } = await this.account.service.pushURL(roomID);
    return { pushURL };
  }
}

/**
 * A listener that throws must not stop the room.
 * @param {Record<string, any>} listener
 * @param {string} name
 * @param {unknown} event
 */
function tell(listener, name, event) {
  try {
    listener[name]?.(event);
  } catch (error) {
    console.error(error);
  }
}

exports.Client = Client;
