import mpegts from 'mpegts.js';
import { followEdge } from './live-edge.mjs';
import { createLoader } from './loader.mjs';

/** Less than this in front makes a browser stop and go, s. */
const LEAST = 0.3;

mpegts.LoggingControl.applyConfig({ enableAll: false, enableError: true });

/**
 * @typedef {object} Events
 * @property {() => void} connected
 * @property {(tag: import('./flv-reader.mjs').Tag) => void} received
 * @property {() => void} changed The stream has to be loaded anew.
 * @property {(waits: boolean) => void} waits Whether nothing moves, though it should.
 * @property {(code: number) => void} lost
 * @property {() => void} undecodable The browser has no decoder for it.
 */

/**
 * Plays an address in a <video>.
 * @param {HTMLVideoElement} video
 * @param {{ kind: 'flv' | 'file', address: string }} target
 * @param {{ minCache: number, maxCache: number, referrerPolicy: string }} values
 * @param {Events} events
 * @returns {() => void} Ends it.
 */
export const openPlayback = (video, target, values, events) =>
  target.kind === 'flv' ? openFlv(video, target.address, values, events) : openFile(video, target.address, events);

/** @param {HTMLVideoElement} video @param {string} url @param {Parameters<typeof openPlayback>[2]} values @param {Events} events */
function openFlv(video, url, { minCache, maxCache, referrerPolicy }, events) {
  const least = Math.max(minCache, LEAST);
  const most = Math.max(maxCache, least + 0.5);
  const player = mpegts.createPlayer(
    { type: 'flv', isLive: true, url },
    /** @type {any} */ ({
      customLoader: createLoader(referrerPolicy, events),
      enableStashBuffer: false,
      deferLoadAfterSourceOpen: false,
      lazyLoad: false,
      autoCleanupSourceBuffer: true,
      autoCleanupMaxBackwardDuration: 30,
      autoCleanupMinBackwardDuration: 10,
      liveBufferLatencyChasing: true,
      liveBufferLatencyMaxLatency: most,
      liveBufferLatencyMinRemain: least,
    }),
  );
  // It may not be destroyed while it reports.
  player.on(mpegts.Events.ERROR, () => setTimeout(events.undecodable));
  player.attachMediaElement(video);
  player.load();
  const leave = followEdge(video, { least, most }, { waits: events.waits, stuck: events.changed });
  return () => {
    leave();
    player.destroy();
  };
}

/** What the browser plays by itself. @param {HTMLVideoElement} video @param {string} url @param {Events} events */
function openFile(video, url, { connected, lost, undecodable }) {
  const noSource = 4;
  video.onloadstart = connected;
  video.onerror = () => (video.error?.code === noSource ? undecodable() : lost(3005));
  video.src = url;
  return () => {
    video.onloadstart = null;
    video.onerror = null;
    video.removeAttribute('src');
    video.load();
  };
}
