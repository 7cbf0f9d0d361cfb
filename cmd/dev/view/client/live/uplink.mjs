import { createFlvStream } from './flv-stream.mjs';

/** A media server closes right after it opened when the stream is taken: it has no other way to refuse, ms. */
const REFUSAL = 300;

/** How long a server may take to close, and to let its viewers go after that, ms. */
const FAREWELL = 1000;
const SETTLING = 100;

/** Bytes in the socket beyond which pictures are left out until the next key frame. */
const FULL = 512 * 1024;

/**
 * One connection to the media server.
 * @param {string} address
 * @param {import('./flv-stream.mjs').Format} format
 * @param {{ connected(): void, ready(): void, lost(code: number): void }} events Codes as <live-pusher> tells them.
 */
export function openUplink(address, format, { connected, ready, lost }) {
  // Node-Media-Server takes a WebSocket of this protocol for a publisher.
  const socket = new WebSocket(address, 'publisher');
  const stream = createFlvStream(format);
  let opened = false;
  let isReady = false;
  let skipping = false;
  /** @type {any} */
  let timer = null;
  socket.onopen = () => {
    opened = true;
    connected();
    timer = setTimeout(() => {
      isReady = true;
      ready();
    }, REFUSAL);
  };
  socket.onclose = () => {
    clearTimeout(timer);
    lost(isReady ? 3005 : opened ? 3004 : 3002);
  };

  return {
    configure: stream.configure,

    /** @param {import('./flv-stream.mjs').Packet} packet @returns {number} Bytes sent. */
    write(packet) {
      if (!isReady || socket.readyState !== WebSocket.OPEN) return 0;
      if (packet.kind === 'video') skipping = packet.key ? socket.bufferedAmount > FULL : skipping || socket.bufferedAmount > FULL;
      if (packet.kind === 'video' && skipping) return 0;
      const parts = stream.write(packet);
      for (const part of parts) socket.send(/** @type {BufferSource} */ (part));
      return parts.length;
    },

    /** Bytes that wait to be sent. */
    waiting: () => socket.bufferedAmount,

    /** @returns {Promise<unknown>} When the server has seen it too and lets the next publisher in. */
    close() {
      clearTimeout(timer);
      socket.onopen = null;
      socket.onclose = null;
      if (socket.readyState === WebSocket.CLOSED) return Promise.resolve();
      socket.close();
      return new Promise((resolve) => {
        const late = setTimeout(resolve, FAREWELL);
        socket.onclose = () => {
          clearTimeout(late);
          setTimeout(resolve, SETTLING);
        };
      });
    },
  };
}
