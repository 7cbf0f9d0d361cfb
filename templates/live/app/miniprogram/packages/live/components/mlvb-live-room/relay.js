// The `im` driver of the room service's own WebSocket. Its frames are described in server/live/chatframe.go.

const { createBackoff } = require('./backoff');

/** How long a message may take, drops of the connection included, ms. */
const PATIENCE = 10000;

/** From dialling to `open`, from a ping to a sign of life, ms. */
const SILENCE = 10000;

/** Before a room that refused is asked again, ms. */
const AGAIN = 5000;

/** Between two frames of likes, ms. */
const LIKES = 300;

/** The token was refused. */
const LOGIN = 4401;

/** @typedef {import('./types').ImMeans} ImMeans */
/** @typedef {{ id: string, joined: boolean, asking: boolean, last: string, since: string, likes: number }} Joined Ids: of the last message here, and there. */
/** @typedef {{ frame: Record<string, any>, resolve(answer: any): void, reject(error: any): void, forget(): void }} Waiting */

/**
 * Ids are `epoch.seq`. Another epoch is another conversation, later than that of before.
 * @param {string} id
 * @param {string} last
 */
function isAfter(id, last) {
  const [epoch, seq] = id.split('.');
  const [before, reached] = last.split('.');
  return epoch !== before || Number(seq) > Number(reached);
}

/** @param {string} text @returns {Record<string, any>} */
function parse(text) {
  try {
    return Object(JSON.parse(text));
  } catch (error) {
    return {};
  }
}

/**
 * One connection for all rooms of an account. It connects again by itself, and resumes each room where it was:
 * what is sent meanwhile waits, what was said meanwhile comes late, nothing comes twice.
 */
class Relay {
  /** @param {ImMeans} means */
  constructor(means) {
    this.means = means;
    /** @type {Record<string, Set<(event: any) => void>>} */
    this.handlers = {};
    /** @type {Map<string, Joined>} */
    this.rooms = new Map();
    /** @type {Map<number, Waiting>} Frames without an answer, oldest first. */
    this.waiting = new Map();
    /** Keys of one's own messages that did not come back yet. */
    this.keys = new Set();
    this.prefix = Math.floor(means.random() * 2 ** 30).toString(36);
    this.count = 0;
    /** @type {import('./types').Socket | null} */
    this.socket = null;
    /** What stops them, by name. @type {Map<string, () => void>} */
    this.timers = new Map();
    this.backoff = createBackoff({ first: 500, max: 20000, limit: Infinity });
    this.state = { state: 'closed', tries: 0, ever: false };
    this.ready = false;
    this.heard = 0;
  }

  /**
   * @param {string} event
   * @param {(event: any) => void} handler
   * @returns {() => void} Takes it off again.
   */
  on(event, handler) {
    const handlers = (this.handlers[event] = this.handlers[event] || new Set());
    handlers.add(handler);
    return () => handlers.delete(handler);
  }

  /** @private @param {string} event @param {object} detail */
  emit(event, detail) {
    (this.handlers[event] || new Set()).forEach((handler) => handler(detail));
  }

  /** Connects, or goes on at once when it was waiting for its next try. */
  open() {
    if (this.socket) return;
    if (this.state.state === 'closed') this.become('connecting');
    this.dial();
  }

  /** For good. */
  close() {
    this.hangUp();
    this.rooms.clear();
    this.waiting.forEach(({ reject }) => reject({ code: 'lost' }));
    this.become('closed');
  }

  /** @param {string} id */
  join(id) {
    if (!this.rooms.has(id)) this.rooms.set(id, { id, joined: false, asking: false, last: '', since: '', likes: 0 });
    this.enter(id);
  }

  /** The last room takes the connection along. @param {string} id */
  leave(id) {
    this.rooms.delete(id);
    this.drop(id, 'left');
    if (this.ready) this.tell({ op: 'leave', room: id });
    if (!this.rooms.size) this.close();
  }

  /**
   * @param {string} room
   * @param {{ kind: 'text' | 'custom', to?: string, cmd?: string, body: any }} message
   * @returns {Promise<{ id: string, time: number }>} Rejects with `{code, wait}`.
   */
  send(room, message) {
    this.count += 1;
    const key = `${this.prefix}-${this.count}`;
    this.keys.add(key);
    return this.ask({ op: 'send', room, key, ...message }).catch((error) => {
      this.keys.delete(key);
      throw error;
    });
  }

  /** @param {string} id @param {number} [count] */
  like(id, count = 1) {
    const room = this.rooms.get(id);
    if (!room) return;
    room.likes += count;
    if (room.likes > count) return;
    this.means.clock.after(LIKES, () => {
      if (room.joined) this.tell({ op: 'like', room: id, count: room.likes });
      room.likes = 0;
    });
  }

  /**
   * Host and operators: nobody of these may speak, or be here.
   * @param {string} room
   * @param {{ op: 'mute' | 'ban', user?: string, on: boolean, seconds?: number }} order
   */
  silence(room, order) {
    return this.ask({ room, ...order });
  }

  /** @private Sends a frame once its room is joined, again after a drop, and waits. @param {Record<string, any>} frame */
  ask(frame) {
    this.count += 1;
    const n = this.count;
    return new Promise((resolve, reject) => {
      const stop = this.means.clock.after(PATIENCE, () => {
        this.waiting.delete(n);
        reject({ code: this.ready ? 'timeout' : 'lost' });
      });
      const forget = () => {
        stop();
        this.waiting.delete(n);
      };
      this.waiting.set(n, { frame: { ...frame, n }, resolve, reject, forget });
      const room = this.rooms.get(frame.room);
      if (this.ready && room && room.joined) this.tell({ ...frame, n });
    });
  }

  /** @private @param {object} frame */
  tell(frame) {
    if (this.socket) this.socket.send(JSON.stringify(frame));
  }

  /** @private @param {'closed' | 'connecting' | 'open' | 'lost'} state */
  become(state) {
    const tries = state === 'lost' ? this.state.tries + 1 : 0;
    this.state = { state, tries, ever: this.state.ever || state === 'open' };
    this.emit('state', this.state);
  }

  /** @private One timer of a name at a time. @param {string} name @param {() => void} stop */
  hold(name, stop) {
    const before = this.timers.get(name);
    if (before) before();
    this.timers.set(name, stop);
  }

  /** @private */
  dial() {
    this.hangUp();
    const { clock, dial, address } = this.means;
    /** @type {import('./types').Socket} */
    let socket;
    /** @param {(given: any) => void} act */
    const current = (act) => (/** @type {any} */ given) => {
      if (this.socket === socket) act(given);
    };
    socket = dial(address(), {
      opened: () => current(() => this.introduce())(null),
      heard: current((text) => this.hear(parse(text))),
      closed: current((code) => this.lost(code)),
    });
    this.socket = socket;
    this.hold('silence', clock.after(SILENCE, () => this.ready || this.lost()));
  }

  /** @private Ends the connection that there is, without a word about it. */
  hangUp() {
    const { socket } = this;
    this.socket = null;
    this.ready = false;
    this.timers.forEach((stop) => stop());
    this.timers.clear();
    this.rooms.forEach((room) => Object.assign(room, { joined: false, asking: false }));
    if (socket) socket.close();
  }

  /** @private */
  introduce() {
    const { userID, token, userName, userAvatar } = this.means.account;
    this.tell({ op: 'open', n: -1, userID, token, name: userName, avatar: userAvatar });
  }

  /** @private @param {number} [code] Of the close. */
  lost(code) {
    this.hangUp();
    this.become('lost');
    const wait = Number(this.backoff.next()) * (0.5 + this.means.random());
    this.hold('retry', this.means.clock.after(wait, () => this.dial()));
    if (code !== LOGIN) return;
    const retry = () => this.socket || this.state.state !== 'lost' || this.dial();
    this.means.renew().then(retry, () => {});
  }

  /** @private @param {Record<string, any>} frame */
  hear(frame) {
    this.heard = this.means.clock.now();
    if (frame.n === -1) this.opened(frame);
    else if (frame.op === 'ok' || frame.op === 'no') this.answered(frame);
    else if (frame.op === 'push') this.pushed(frame);
    else if (frame.op === 'over') this.over(frame.room, frame.reason);
  }

  /** @private The close that follows a refusal says the rest. @param {Record<string, any>} frame */
  opened({ op, beat }) {
    if (op !== 'ok') return;
    this.ready = true;
    this.backoff.reset();
    this.hold('beat', this.means.clock.every(beat, () => this.ping()));
    this.rooms.forEach(({ id }) => this.enter(id));
    this.settle();
  }

  /** @private A connection may be dead without anybody saying so. */
  ping() {
    const asked = this.means.clock.now();
    this.tell({ op: 'ping' });
    this.hold('silence', this.means.clock.after(SILENCE, () => this.heard >= asked || this.lost()));
  }

  /** @private @param {string} id */
  enter(id) {
    const room = this.rooms.get(id);
    if (!this.ready || !room || room.joined || room.asking) return;
    room.asking = true;
    this.count += 1;
    const n = this.count;
    const frame = { op: 'join', n, room: id, since: room.since };
    const forget = () => this.waiting.delete(n);
    this.waiting.set(n, { frame, resolve: (answer) => this.entered(room, answer), reject: ({ code }) => this.refused(room, code), forget });
    this.tell(frame);
  }

  /** @private @param {Joined} room @param {Record<string, any>} answer */
  entered(room, answer) {
    const { id } = room;
    const again = Boolean(room.since);
    Object.assign(room, { joined: true, asking: false, since: room.since || answer.id });
    this.emit('members', { room: id, count: answer.members || 0 });
    this.emit('likes', { room: id, count: answer.likes || 0 });
    this.emit('muted', { room: id, muted: Boolean(answer.muted) });
    if (again) this.emit('changed', { room: id, revision: answer.changed || 0 });
    this.waiting.forEach(({ frame }) => frame.room === id && frame.op !== 'join' && this.tell(frame));
    this.settle();
  }

  /** @private Whether the room is over, its watch finds out. @param {Joined} room @param {string} code */
  refused(room, code) {
    room.asking = false;
    if (code === 'banned') return this.over(room.id, code);
    if (code === 'no_room') this.emit('changed', { room: room.id, revision: 0 });
    this.hold(room.id, this.means.clock.after(AGAIN, () => this.enter(room.id)));
  }

  /** @private Open is who is in all rooms. */
  settle() {
    const all = [...this.rooms.values()].every(({ joined }) => joined);
    if (this.ready && all && this.state.state !== 'open') this.become('open');
  }

  /** @private @param {Record<string, any>} answer */
  answered(answer) {
    const asked = this.waiting.get(answer.n);
    if (!asked) return;
    asked.forget();
    if (answer.op === 'ok') asked.resolve(answer);
    else asked.reject(answer);
  }

  /** @private @param {Record<string, any>} push */
  pushed({ room: id, messages = [], members, likes, changed, muted }) {
    const room = this.rooms.get(id);
    if (!room) return;
    for (const message of messages) if (this.isNew(room, message.id)) this.emit('message', this.owned(message));
    if (members !== undefined) this.emit('members', { room: id, count: members });
    if (likes !== undefined) this.emit('likes', { room: id, count: likes });
    if (changed !== undefined) this.emit('changed', { room: id, revision: changed });
    if (muted !== undefined) this.emit('muted', { room: id, muted });
  }

  /** @private @param {Joined} room @param {string} id */
  isNew(room, id) {
    if (!isAfter(id, room.last)) return false;
    room.last = id;
    if (isAfter(id, room.since)) room.since = id;
    return true;
  }

  /** @private Marks what this very client has sent. @param {Record<string, any>} message */
  owned(message) {
    const mine = message.from.id === this.means.account.userID && this.keys.delete(message.key);
    return { ...message, mine };
  }

  /** @private @param {string} id @param {string} reason */
  over(id, reason) {
    if (!this.rooms.delete(id)) return;
    this.drop(id, reason);
    this.emit('over', { room: id, reason });
  }

  /** @private Nobody answers any more. @param {string} id @param {string} code */
  drop(id, code) {
    this.waiting.forEach(({ frame, reject, forget }) => {
      if (frame.room !== id) return;
      forget();
      if (frame.op !== 'join') reject({ code });
    });
  }
}

/** @param {ImMeans} means @returns {import('./types').Im} */
const createRelay = (means) => new Relay(means);

module.exports = { createRelay };
