// The chat of the project's own tests behind a WebSocket, see chat-transport.js for the other end.

/**
 * @param {import('./server.mjs').LiveServer} server
 * @param {import('ws').WebSocket} socket
 * @param {URLSearchParams} query
 */
export async function joinChat(server, socket, query) {
  const tell = (event) => (message) => socket.send(JSON.stringify({ event, message }));
  const handlers = Object.fromEntries(['onText', 'onCustom', 'onRoomDestroyed', 'onClosed'].map((name) => [name, tell(name)]));
  const { roomID, userID, userName } = Object.fromEntries(query);
  const session = await server.hub.transport().connect({ roomID }, { userID, userName }, handlers);
  socket.on('close', () => session.close());
  socket.on('message', async (frame) => {
    const { id, text, custom } = JSON.parse(frame);
    await (custom ? session.sendCustom(custom) : session.sendText(text));
    socket.send(JSON.stringify({ sent: id }));
    server.emit('change');
  });
  socket.send(JSON.stringify({ event: 'joined' }));
}

/** Those in a room. */
const members = ({ hub }, roomID) => hub.members.filter((member) => member.roomID === roomID);

/** Somebody without a browser says something. @param {{ hub: any }} server @param {string} roomID @param {{ name: string, text: string }} said */
export function say(server, roomID, { name, text }) {
  members(server, roomID).forEach(({ handlers }) => handlers.onText({ from: name, name, text }));
}

/** The room's conversation is dissolved. @param {{ hub: any }} server @param {string} roomID */
export function dissolve(server, roomID) {
  members(server, roomID).forEach(({ handlers }) => handlers.onRoomDestroyed());
}

/**
 * Somebody without a browser takes part in link-mic.
 * @param {{ hub: any }} server
 * @param {string} roomID
 * @param {string} from
 * @param {object} message for instance `{type: 'response', result: 'reject'}`
 */
export function signal(server, roomID, from, message) {
  const data = JSON.stringify({ cmd: 'linkmic', data: { roomID, timestamp: Date.now(), ...message } });
  members(server, roomID).forEach(({ handlers }) => handlers.onCustom({ from, data, direct: true }));
}
