// The `im` driver of the room service's own WebSocket. Its frames: server/live/chatframe.go.

const { createBackoff } = require('./backoff');

/** How long a message may take, drops of the connection included, ms. */
const PATIENCE = 10000;

/** From dialling to `open`, and from a ping to a sign of life, ms. */
const SILENCE = 10000;

/** Before a room that refused is asked again, ms. */
const AGAIN = 5000;

/** Between two frames of likes, ms. */
const LIKES = 300;

/** Close code: the token was refused. */
const LOGIN = 4401;

/** Number of the `open` frame; others count from 1. */
const OPEN = -1;

/**
 * @typedef {Record<string, any>} Frame
 * @typedef {{ id: string, joined: boolean, asking: boolean, last: string, since: string, likes: number }} Joined
 *   `last`: id of the latest message that was handed on; `since`: of the latest one known to the server too.
 * @typedef {{ frame: Frame, resolve(answer: any): void, reject(refusal: any): void, stop(): void }} Waiting
 */

/**
 * Ids are `epoch.seq`; another epoch is another conversation, later than that of before.
 * @param {string} id
 * @param {string} last
 */
function isAfter(id, last) {
  const [epoch, seq] = id.split('.');
  const [before, reached] = last.split('.');
  return epoch !== before || Number(seq) > Number(reached);
}

/** @param {string} text @returns {Frame} */
function parse(text) {
  try {
    return Object(JSON.parse(text));
  } catch (error) {
    return {};
  }
}

/**
 * One connection for all rooms of an account. It comes back by itself and resumes each room where it was: what is
 * sent meanwhile waits, what was said meanwhile comes late, nothing comes twice.
 * @implements {Im}
 * @typedef {import('./types').Im} Im
 */
class Relay {
  /** @param {import('./types').ImMeans} means */
  constructor(means) {
    this.means = means;
    /** @type {Record<string, ((event: any) => void)[]>} */
    this.handlers = {};
    /** @type {Map<string, Joined>} */
    this.rooms = new Map();
    /** @type {Map<number, Waiting>} Frames without an answer, oldest first. */
    this.waiting = new Map();
    /** Of one's own messages that did not come back yet. @type {Set<string>} */
    this.keys = new Set();
    this.prefix = Math.floor(means.random() * 2 ** 30).toString(36);
    this.count = 0;
    /** @type {import('./types').Socket | null} */
    this.socket = null;
    /** What stops them, by name. @type {Map<string, () => void>} */
    this.timers = new Map();
    this.backoff = createBackoff({ first: 500, max: 20000, limit: Infinity });
    /** @type {import('./types').ImState} */
    this.state = { state: 'closed', tries: 0, ever: false };
    this.ready = false;
    /** Anything, since the latest ping. */
    this.heard = false;
  }

  /** @param {string} event @param {(event: any) => void} handler */
  on(event, handler) {
    this.handlers[event] = [...(this.handlers[event] || []), handler];
    return () => void (this.handlers[event] = this.handlers[event].filter((other) => other !== handler));
  }

  open() {
    if (this.socket) return;
    if (this.state.state === 'closed') this.become('connecting');
    this.dial();
  }

  close() {
    this.hangUp();
    [...this.rooms.keys()].forEach((id) => this.forget(id, 'lost'));
    this.become('closed');
  }

  /** @param {string} id */
  join(id) {
    if (!this.rooms.has(id)) this.rooms.set(id, { id, joined: false, asking: false, last: '', since: '', likes: 0 });
    this.enter(id);
  }

  /** The last room takes the connection along. @param {string} id */
  leave(id) {
    this.forget(id, 'lost');
    if (this.ready) this.tell({ op: 'leave', room: id });
    if (!this.rooms.size) this.close();
  }

  /** @param {string} room @param {Parameters<Im['send']>[1]} message */
  send(room, message) {
    const key = `${this.prefix}-${(this.count += 1)}`;
    this.keys.add(key);
    return this.ask({ op: 'send', room, key, ...message }).catch((refusal) => {
      this.keys.delete(key);
      throw refusal;
    });
  }

  /** @param {string} id */
  like(id, count = 1) {
    const room = this.rooms.get(id);
    if (!room) return;
    room.likes += count;
    if (room.likes === count) this.hold(`likes of ${id}`, LIKES, () => {
      this.tell({ op: 'like', room: id, count: room.likes });
      room.likes = 0;
    });
  }

  /** @param {string} room @param {Parameters<Im['silence']>[1]} order */
  silence(room, order) {
    return this.ask({ room, ...order });
  }

  // All below is private.

  /** @param {string} event @param {object} detail */
  emit(event, detail) {
    (this.handlers[event] || []).forEach((handler) => handler(detail));
  }

  /** @param {import('./types').ImState['state']} state */
  become(state) {
    this.state = { state, tries: state === 'lost' ? this.state.tries + 1 : 0, ever: this.state.ever || state === 'open' };
    this.emit('state', this.state);
  }

  /** One timer of a name at a time. @param {string} name @param {number} ms @param {() => void} run */
  hold(name, ms, run) {
    const before = this.timers.get(name);
    if (before) before();
    this.timers.set(name, this.means.clock.after(ms, run));
  }

  /** @param {Frame} frame */
  tell(frame) {
    if (this.socket) this.socket.send(JSON.stringify(frame));
  }

  /** Sends a frame, again after a drop, and waits for its answer. @param {Frame} asked @returns {Promise<any>} */
  ask(asked) {
    const n = (this.count += 1);
    /** @type {Frame} */
    const frame = { ...asked, n };
    return new Promise((resolve, reject) => {
      const stop = this.means.clock.after(PATIENCE, () => {
        this.waiting.delete(n);
        reject({ code: this.ready ? 'timeout' : 'lost' });
      });
      this.waiting.set(n, { frame, resolve, reject, stop });
      const room = this.rooms.get(frame.room);
      if (room && room.joined) this.tell(frame);
    });
  }

  dial() {
    this.hangUp();
    /** @type {import('./types').Socket} */
    let socket;
    /** What an earlier socket says is of no interest. @param {() => void} act */
    const current = (act) => this.socket === socket && act();
    socket = this.means.dial(this.means.address(), {
      opened: () => current(() => this.introduce()),
      heard: (text) => current(() => this.hear(parse(text))),
      closed: (code) => current(() => this.lost(code)),
    });
    this.socket = socket;
    this.hold('silence', SILENCE, () => this.lost());
  }

  hangUp() {
    const { socket } = this;
    Object.assign(this, { socket: null, ready: false });
    this.timers.forEach((stop) => stop());
    this.timers.clear();
    this.waiting.forEach(({ frame }, n) => frame.op === 'join' && this.waiting.delete(n));
    this.rooms.forEach((room) => Object.assign(room, { joined: false, asking: false, likes: 0 }));
    if (socket) socket.close();
  }

  introduce() {
    const { userID, token, userName, userAvatar } = this.means.account;
    this.tell({ op: 'open', n: OPEN, userID, token, name: userName, avatar: userAvatar });
  }

  /** @param {number} [code] Of the close. */
  lost(code) {
    this.hangUp();
    this.become('lost');
    this.hold('retry', Number(this.backoff.next()) * (0.5 + this.means.random()), () => this.dial());
    if (code !== LOGIN) return;
    const retry = () => this.state.state === 'lost' && this.open();
    this.means.renew().then(retry, () => {});
  }

  /** @param {Frame} frame */
  hear(frame) {
    this.heard = true;
    if (frame.n === OPEN) this.opened(frame);
    else if (frame.op === 'ok' || frame.op === 'no') this.answered(frame);
    else if (frame.op === 'push') this.pushed(frame);
    else if (frame.op === 'over') this.over(frame.room, frame.reason);
  }

  /** What a refusal is about, the close after it says. @param {Frame} answer */
  opened({ op, beat }) {
    if (op !== 'ok') return;
    this.ready = true;
    this.backoff.reset();
    this.beat(beat);
    this.rooms.forEach(({ id }) => this.enter(id));
    this.settle();
  }

  /** A connection may be dead without anybody saying so. @param {number} ms */
  beat(ms) {
    this.hold('silence', ms, () => {
      this.heard = false;
      this.tell({ op: 'ping' });
      this.hold('silence', SILENCE, () => (this.heard ? this.beat(ms) : this.lost()));
    });
  }

  /** @param {string} id */
  enter(id) {
    const room = this.rooms.get(id);
    if (!this.ready || !room || room.joined || room.asking) return;
    room.asking = true;
    const n = (this.count += 1);
    const frame = { op: 'join', n, room: id, since: room.since };
    this.waiting.set(n, { frame, resolve: (answer) => this.entered(room, answer), reject: ({ code }) => this.refused(room, code), stop() {} });
    this.tell(frame);
  }

  /** @param {Joined} room @param {Frame} answer */
  entered(room, { id: since, members = 0, likes = 0, muted = false }) {
    const { id: name } = room;
    const again = room.since;
    Object.assign(room, { joined: true, asking: false, since: again || since });
    this.pushed({ room: name, members, likes, muted });
    if (again) this.emit('changed', { room: name });
    this.waiting.forEach(({ frame }) => frame.room === name && frame.op !== 'join' && this.tell(frame));
    this.settle();
  }

  /** Whether the room is over, its watch finds out. @param {Joined} room @param {string} code */
  refused(room, code) {
    room.asking = false;
    if (code === 'banned') return this.over(room.id, code);
    if (code === 'no_room') this.emit('changed', { room: room.id });
    this.hold(`entry to ${room.id}`, AGAIN, () => this.enter(room.id));
  }

  /** Open is who is in all rooms. */
  settle() {
    const all = [...this.rooms.values()].every(({ joined }) => joined);
    if (this.ready && all && this.state.state !== 'open') this.become('open');
  }

  /** @param {Frame} answer */
  answered(answer) {
    const asked = this.waiting.get(answer.n);
    if (!asked) return;
    this.waiting.delete(answer.n);
    asked.stop();
    if (answer.op === 'ok') asked.resolve(answer);
    else asked.reject(answer);
  }

  /** @param {Frame} push */
  pushed({ room: id, messages = [], members, likes, changed, muted }) {
    const room = this.rooms.get(id);
    if (!room) return;
    for (const message of messages) this.receive(room, message);
    if (members !== undefined) this.emit('members', { room: id, count: members });
    if (likes !== undefined) this.emit('likes', { room: id, count: likes });
    if (muted !== undefined) this.emit('muted', { room: id, muted });
    if (changed !== undefined) this.emit('changed', { room: id });
  }

  /** @param {Joined} room @param {Frame} message */
  receive(room, message) {
    const { id, from, key } = message;
    if (!isAfter(id, room.last)) return;
    room.last = id;
    if (isAfter(id, room.since)) room.since = id;
    const mine = from.id === this.means.account.userID && this.keys.delete(key);
    this.emit('message', { ...message, mine });
  }

  /** @param {string} id @param {string} reason */
  over(id, reason) {
    if (this.forget(id, reason)) this.emit('over', { room: id, reason });
  }

  /** Nobody answers any more what was asked there. @param {string} id @param {string} code */
  forget(id, code) {
    this.waiting.forEach(({ frame, reject, stop }, n) => {
      if (frame.room !== id) return;
      this.waiting.delete(n);
      stop();
      if (frame.op !== 'join') reject({ code });
    });
    return this.rooms.delete(id);
  }
}

/** @param {import('./types').ImMeans} means @returns {Im} */
const createRelay = (means) => new Relay(means);

module.exports = { createRelay };
