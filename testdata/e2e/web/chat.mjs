// The chat of the room service as the tests want it: its frames over a WebSocket, and people without a browser.

/** Who is in which room, and what was sent. */
export class Hub {
  constructor() {
    /** @type {Set<{ socket: import('ws').WebSocket, user: { id: string, name: string }, rooms: Set<string> }>} */
    this.members = new Set();
    /** Every message of a phone: `{room, kind, to, cmd, body}`. @type {any[]} */
    this.sent = [];
    this.seq = 0;
    /** Nobody gets in: as before a server that has no chat. */
    this.deaf = false;
    this.refused = 0;
  }

  /** @param {() => void} changed Somebody was turned away. */
  admits(changed) {
    if (this.deaf) {
      this.refused += 1;
      changed();
    }
    return !this.deaf;
  }

  /**
   * @param {import('ws').WebSocket} socket
   * @param {() => void} changed Something was said.
   */
  take(socket, changed) {
    const member = { socket, user: { id: '', name: '' }, rooms: new Set() };
    this.members.add(member);
    socket.on('close', () => this.members.delete(member));
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data));
      const answer = this[frame.op]?.(member, frame);
      if (frame.n) tell(member, { op: 'ok', n: frame.n, ...answer });
      changed();
    });
  }

  open(member, { userID: id, name }) {
    member.user = { id, name };
    return { beat: 25000, time: Date.now() };
  }

  join(member, { room }) {
    member.rooms.add(room);
    return { id: `test.${this.seq}`, members: this.in(room).length };
  }

  leave(member, { room }) {
    member.rooms.delete(room);
  }

  send(member, frame) {
    this.sent.push(frame);
    return { id: this.deliver(frame.room, member.user, frame) };
  }

  like(_, { room, count }) {
    this.likes = (this.likes ?? 0) + count;
    this.in(room).forEach((member) => tell(member, { op: 'push', room, likes: this.likes }));
  }

  in(room) {
    return [...this.members].filter(({ rooms }) => rooms.has(room));
  }

  deliver(room, from, { kind, to, cmd, key, body }) {
    const id = `test.${(this.seq += 1)}`;
    const message = { id, seq: this.seq, time: Date.now(), room, from, to, kind, cmd, key, body };
    const heard = this.in(room).filter(({ user }) => !to || [to, from.id].includes(user.id));
    heard.forEach((member) => tell(member, { op: 'push', room, messages: [message] }));
    return id;
  }
}

const tell = ({ socket }, frame) => socket.send(JSON.stringify(frame));

/** Somebody without a browser says something. @param {{ hub: Hub }} server @param {string} roomID @param {{ name: string, text: string }} said */
export function say({ hub }, roomID, { name, text }) {
  hub.deliver(roomID, { id: name, name }, { kind: 'text', body: text });
}

/** The room is over. @param {{ hub: Hub }} server @param {string} roomID */
export function dissolve({ hub }, roomID) {
  hub.in(roomID).forEach((member) => tell(member, { op: 'over', room: roomID, reason: 'over' }));
}

/**
 * Somebody without a browser takes part in link-mic.
 * @param {{ hub: Hub }} server
 * @param {string} roomID
 * @param {string} from
 * @param {object} message for instance `{type: 'response', result: 'reject'}`
 */
export function signal({ hub }, roomID, from, message) {
  const body = { roomID, timestamp: Date.now(), ...message };
  hub.in(roomID).forEach(({ user }) => hub.deliver(roomID, { id: from, name: from }, { kind: 'custom', cmd: 'linkmic', to: user.id, body }));
}
