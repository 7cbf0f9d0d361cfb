import { Refusal } from './calls.mjs';
import { createEvent } from './events.mjs';

/** Sockets that WeChat allows at a time. */
const MOST = 5;

/** @param {WebSocket} socket */
function events(socket) {
  const opened = createEvent();
  const heard = createEvent();
  const failed = createEvent();
  const closed = createEvent();
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => opened.emit({ header: {} });
  socket.onmessage = ({ data }) => heard.emit({ data });
  socket.onerror = () => failed.emit({ errMsg: 'connect failed' });
  socket.onclose = ({ code, reason }) => closed.emit({ code, reason });
  return {
    onOpen: opened.on,
    offOpen: opened.off,
    onMessage: heard.on,
    offMessage: heard.off,
    onError: failed.on,
    offError: failed.off,
    onClose: closed.on,
    offClose: closed.off,
  };
}

/**
 * @param {WebSocket} socket
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 */
function taskOf(socket, { api }) {
  const send = ({ data }) => {
    if (socket.readyState !== WebSocket.OPEN) throw new Refusal('SocketTask.readyState is not OPEN');
    socket.send(data);
  };
  return {
    ...events(socket),
    CONNECTING: 0,
    OPEN: 1,
    CLOSING: 2,
    CLOSED: 3,
    get readyState() {
      return socket.readyState;
    },
    send: api('sendSocketMessage', send),
    // A browser closes with 1000 or 3000 to 4999 only.
    close: api('closeSocket', ({ code = 1000, reason = '' }) => socket.close(code, reason)),
  };
}

/**
 * Sockets are the browser's own: those need no permission of the server, but send no headers.
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 */
export function socket(calls) {
  const open = new Set();
  return {
    connectSocket: calls.task('connectSocket', ({ url, protocols }) => {
      if (open.size >= MOST) return { task: {}, work: Promise.reject(new Refusal('exceed the maximum number of connections')) };
      try {
        const made = new WebSocket(url, protocols);
        open.add(made);
        made.addEventListener('close', () => open.delete(made));
        return { task: taskOf(made, calls), work: Promise.resolve({ socketTaskId: open.size }) };
      } catch {
        return { task: {}, work: Promise.reject(new Refusal(`invalid url "${url}"`)) };
      }
    }),
  };
}
