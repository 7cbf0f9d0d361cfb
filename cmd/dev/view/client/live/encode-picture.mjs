/** H.264 by WebCodecs. */
import { bytesOf, copyOf } from './chunk.mjs';
import { crop } from './picture.mjs';

/** Seconds between key frames: a new viewer waits no longer for the picture. */
const GOP = 2;

/** Constrained Baseline, level 3.1: up to 720p, and every phone decodes it. */
const H264 = 'avc1.42E01F';

/** Frames in the encoder beyond which new ones are dropped. */
const QUEUE = 4;

/** Whether this browser can publish at all. */
export async function canEncode() {
  if (!globalThis.VideoEncoder || !(/** @type {any} */ (globalThis).MediaStreamTrackProcessor)) return false;
  const { supported } = await VideoEncoder.isConfigSupported(pictureConfig({ width: 360, height: 640 }, 800, 15));
  return Boolean(supported);
}

/** @param {{ width: number, height: number }} size @param {number} kbps @param {number} fps @returns {VideoEncoderConfig} */
const pictureConfig = ({ width, height }, kbps, fps) => ({
  ...{ codec: H264, width, height, framerate: fps, bitrate: kbps * 1000 },
  ...{ latencyMode: 'realtime', avc: { format: 'avc' } },
});

/**
 * Encodes pictures of any size into one.
 * @param {import('./chunk.mjs').Sink} sink
 * @param {AbortSignal} signal
 */
export function createPictureEncoder(sink, signal) {
  const canvas = new OffscreenCanvas(2, 2);
  const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d', { alpha: false }));
  let shape = '';
  let keyDue = 0;
  let encoder = create();
  signal.addEventListener('abort', () => encoder.state === 'closed' || encoder.close(), { once: true });

  function create() {
    return new VideoEncoder({
      output: (chunk, info) => {
        const description = info?.decoderConfig?.description;
        if (description) sink.configure('video', bytesOf(description));
        sink.write({ kind: 'video', time: chunk.timestamp / 1000, key: chunk.type === 'key', data: copyOf(chunk) });
      },
      error: () => sink.failed('video'),
    });
  }

  /** @param {{ width: number, height: number }} size @param {number} kbps @param {number} fps */
  function configure(size, kbps, fps) {
    const wanted = JSON.stringify([size, kbps, fps]);
    if (wanted === shape || encoder.state === 'closed') return;
    shape = wanted;
    if (canvas.width !== size.width || canvas.height !== size.height) {
      Object.assign(canvas, size);
      // The description of a used encoder goes on naming the old size as well, and first.
      encoder.close();
      encoder = create();
      keyDue = 0;
    }
    encoder.configure(pictureConfig(size, kbps, fps));
  }

  /**
   * @param {CanvasImageSource | null} source null for a black picture.
   * @param {{ width: number, height: number }} from Size of the source.
   * @param {{ mirrored: boolean, filter: string, zoom: number }} look
   */
  function paint(source, from, { mirrored, filter, zoom }) {
    const { width, height } = canvas;
    pen.filter = filter;
    pen.setTransform(mirrored ? -1 : 1, 0, 0, 1, mirrored ? width : 0, 0);
    if (!source) {
      pen.fillRect(0, 0, width, height);
      return;
    }
    const part = crop(from, canvas, zoom);
    pen.drawImage(source, part.x, part.y, part.width, part.height, 0, 0, width, height);
  }

  return {
    canvas,
    configure,

    /** The next picture can be decoded without those before. */
    renew() {
      keyDue = 0;
    },

    /** @param {Parameters<typeof paint> | []} picture None: the last one again. */
    encode(...picture) {
      if (encoder.state !== 'configured' || encoder.encodeQueueSize > QUEUE) return;
      const now = performance.now();
      const keyFrame = now >= keyDue;
      if (keyFrame) keyDue = now + GOP * 1000;
      if (picture.length) paint(.../** @type {Parameters<typeof paint>} */ (picture));
      const frame = new VideoFrame(canvas, { timestamp: Math.round(now * 1000) });
      encoder.encode(frame, { keyFrame });
      frame.close();
    },
  };
}
