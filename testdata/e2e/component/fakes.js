// A room service, a chat, a clock and a page, all in memory: for the tests of the live room.

const path = require('node:path');
const { live } = require('../mini-program');

const component = path.join(live, 'components/mlvb-live-room');
const { Client } = require(path.join(component, 'client'));

/** Lets everything that waits for promises alone go on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A clock that stands still until it is told. */
function createClock() {
  let now = 1700000000000;
  let timers = [];
  const add = (ms, run, every) => {
    const timer = { at: now + ms, run, every };
    timers.push(timer);
    return () => (timers = timers.filter((other) => other !== timer));
  };
  return {
    now: () => now,
    after: (ms, run) => add(ms, run, 0),
    every: (ms, run) => add(ms, run, ms),
    running: () => timers.length,
    /** Moves on by `ms`, running what is due on the way, and what follows from it. */
    async pass(ms) {
      const end = now + ms;
      await settled();
      for (;;) {
        const [due] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!due) break;
        now = due.at;
        if (due.every) due.at += due.every;
        else timers = timers.filter((other) => other !== due);
        due.run();
        await settled();
      }
      now = end;
    },
  };
}

/** The RoomService protocol, strict about what clients must send. */
class RoomServer {
  constructor(clock) {
    this.clock = clock;
    this.rooms = new Map();
    /** Every call, as [name, body]. */
    this.calls = [];
    /** name → what replaces the next reply: an object, or a function of the body. */
    this.next = new Map();
    this.streams = 0;
    this.loginReply = {};
    this.tokens = new Map();
    this.request = this.request.bind(this);
  }

  named(name) {
    return this.calls.filter(([called]) => called === name).map(([, body]) => body);
  }

  async request({ url, data }) {
    const [, name, query] = /\/weapp\/live_room\/(\w+)\?(.*)$/.exec(url);
    const parameters = Object.fromEntries(new URLSearchParams(query));
    this.calls.push([name, data]);
    const planned = this.next.get(name);
    this.next.delete(name);
    const reply = await (planned ? planned(data, () => this[name](data, parameters)) : this[name](data, parameters));
    return { statusCode: 200, data: { code: 0, message: '', ...reply } };
  }

  /** The next reply to `name` is this code. */
  refuse(name, code, message = '') {
    this.next.set(name, async () => ({ code, message }));
  }

  /** The next call of `name` gets no answer until `release()`; it is carried out at once, or only then. */
  hold(name, { late = false } = {}) {
    let release;
    const gate = new Promise((resolve) => (release = resolve));
    this.next.set(name, async (data, act) => {
      const reply = late || act();
      await gate;
      return late ? act() : reply;
    });
    return release;
  }

  /** The next call of `name` never reaches the server. */
  lose(name) {
    this.next.set(name, () => Promise.reject({ errMsg: 'request:fail timeout' }));
  }

  login(data, { userID, userSig }) {
    if (!userSig) return { code: 201002 };
    const token = `${userID}*${this.tokens.size}*a+b/c=&`;
    this.tokens.set(token, userID);
    return { userID, token, timestamp: this.clock.now(), ...this.loginReply };
  }

  check(data, { userID, token }) {
    return this.tokens.get(token) === userID ? null : { code: 7 };
  }

  logout() {
    return {};
  }

  get_anchor_url(data, query) {
    return this.check(data, query) || { pushURL: `rtmp://push/${data.userID}_${++this.streams}` };
  }

  get_room_list(data, query) {
    return this.check(data, query) || { rooms: [...this.rooms.values()].filter(({ pushers }) => pushers.length) };
  }

  create_room({ userID, roomInfo, roomID = `room_${this.rooms.size + 1}` }, query) {
    if (!roomInfo) return { code: 200100 };
    this.rooms.set(roomID, { roomID, roomInfo, roomCreator: userID, mixedPlayURL: '', pushers: [], audience: new Set() });
    return this.check({}, query) || { roomID };
  }

  destroy_room({ userID, roomID }) {
    const room = this.rooms.get(roomID);
    if (!room || room.roomCreator !== userID) return { code: 3 };
    this.rooms.delete(roomID);
    return {};
  }

  add_anchor({ roomID, userID, userName, userAvatar, pushURL }) {
    const room = this.rooms.get(roomID);
    if (!room) return { code: 3 };
    room.pushers = room.pushers.filter((anchor) => anchor.userID !== userID);
    if (room.pushers.length >= 4) return { code: 5001 };
    const accelerateURL = pushURL.replace('push', 'play');
    room.pushers.push({ userID, userName, userAvatar, accelerateURL });
    if (userID === room.roomCreator) room.mixedPlayURL = `${accelerateURL}.flv`;
    return {};
  }

  delete_anchor({ roomID, userID }) {
    const room = this.rooms.get(roomID);
    if (!room) return { code: 3 };
    room.pushers = room.pushers.filter((anchor) => anchor.userID !== userID);
    if (userID === room.roomCreator) this.rooms.delete(roomID);
    return {};
  }

  get_anchors({ roomID }) {
    const room = this.rooms.get(roomID);
    return room && room.pushers.length ? structuredClone({ ...room, audience: undefined }) : { code: 3 };
  }

  anchor_heartbeat({ roomID, userID }) {
    const room = this.rooms.get(roomID);
    return room && room.pushers.some((anchor) => anchor.userID === userID) ? {} : { code: 5 };
  }

  add_audience({ roomID, userID }) {
    this.rooms.get(roomID).audience.add(userID);
    return {};
  }

  delete_audience({ roomID, userID }) {
    if (this.rooms.has(roomID)) this.rooms.get(roomID).audience.delete(userID);
    return {};
  }
}

/** A chat without a network: what one sends, the others' drivers have at once. */
class ChatHub {
  constructor() {
    this.members = [];
    /** Every message, as {from, to, kind, cmd, body}. */
    this.sent = [];
    /** What a message is refused with, null for none. */
    this.refusal = null;
  }

  /** The driver of one account. */
  im({ account }) {
    const handlers = {};
    const emit = (event, detail) => (handlers[event] || []).forEach((handler) => handler(detail));
    return {
      on(event, handler) {
        handlers[event] = [...(handlers[event] || []), handler];
        return () => (handlers[event] = handlers[event].filter((other) => other !== handler));
      },
      open() {},
      close() {},
      join: (roomID) => this.members.push({ roomID, userID: account.userID, emit }),
      leave: (roomID) => (this.members = this.members.filter((one) => one.userID !== account.userID || one.roomID !== roomID)),
      send: async (roomID, message) => {
        if (this.refusal) throw this.refusal;
        this.sent.push({ from: account.userID, ...message });
        this.deliver(roomID, { id: account.userID, name: account.userName }, message);
      },
      like: () => {},
      silence: async (roomID, order) => this.sent.push({ from: account.userID, ...order }),
    };
  }

  deliver(room, from, { to, ...message }) {
    const heard = { id: 'a.1', time: 1700000000000, room, from, ...(to && { to }), ...message };
    this.members
      .filter(({ roomID, userID }) => roomID === room && (!to || userID === to || userID === from.id))
      .forEach(({ userID, emit }) => emit('message', { ...heard, mine: userID === from.id }));
  }

  /** The driver of that user tells something. */
  tell(userID, event, detail) {
    this.members.filter((one) => one.userID === userID).forEach(({ emit }) => emit(event, detail));
  }

  /** A message that no client of ours would send. */
  forge(from, to, body, direct = true) {
    const message = { id: 'a.1', time: 0, room: 'room_1', from: { id: from }, ...(direct && { to }), kind: 'custom', cmd: 'linkmic', body, mine: false };
    this.tell(to, 'message', message);
  }
}

/** Remembers what a flow wanted from the page. */
class FakeStage {
  constructor() {
    this.hasLiveTags = true;
    this.permitted = true;
    /** What was done to the tags, in order. */
    this.done = [];
    this.shown = '';
    this.seats = [];
    this.lit = false;
    this.toasts = [];
    /** RoomEvents. */
    this.events = [];
    const note = (what) => (...details) => void this.done.push([what, ...details].join(' '));
    this.pusher = {
      start: async (url) => note('push')(url),
      stop: note('stop push'),
      pause: note('pause push'),
      resume: note('resume push'),
    };
    this.player = { play: note('play'), stop: note('stop play'), pause: note('pause play'), resume: note('resume play') };
    this.granted = async () => this.permitted;
    this.status = (name) => (this.shown = name);
    this.members = (members) => (this.seats = members.map(({ userID }) => userID));
    this.awake = (on) => (this.lit = on);
    this.toast = (text) => this.toasts.push(text);
    this.raise = (tag, code, detail, cause) => this.events.push({ tag, code, detail, ...(cause !== undefined && { cause }) });
  }

  /** The events so far, as 'tag code', and forgets them. */
  heard() {
    return this.events.splice(0).map(({ tag, code }) => `${tag} ${code}`);
  }
}

/** A clock, a server, a chat, and people who are logged in. */
function createWorld({ chat = true } = {}) {
  const clock = createClock();
  const server = new RoomServer(clock);
  const hub = new ChatHub();
  return {
    clock,
    server,
    hub,
    settings: () => ({
      clock,
      request: server.request,
      baseURL: 'https://example.com/weapp/live_room',
      im: chat ? (means) => hub.im(means) : null,
    }),
    /** Somebody with an account of their own. */
    async join(userID) {
      const client = new Client(this.settings());
      await client.account.login({ sdkAppID: 1400000001, userID, userSig: 'sig', userName: `name of ${userID}` });
      return client;
    },
  };
}

module.exports = { component, settled, createClock, createWorld, FakeStage };
