import { read } from './capture.mjs';
import { createPictureEncoder } from './encode-picture.mjs';
import { encodeSound } from './encode-sound.mjs';
import { join } from './flv-writer.mjs';
import { createPace, STILL } from './pace.mjs';
import { messageUnit } from './sei.mjs';

const PLAIN = { mirrored: false, filter: 'none', zoom: 1 };

/**
 * @typedef {object} State
 * @property {any} values Attributes of the tag.
 * @property {boolean} paused
 * @property {{ mirrored: boolean, filter: string, zoom: number }} look
 * @property {{ width: number, height: number }} size
 *
 * @typedef {object} Means
 * @property {{ track: MediaStreamTrack }} sound
 * @property {'aac' | 'opus' | null} codec Of the sound.
 * @property {ReturnType<typeof import('./sender.mjs').createSender>} sender
 * @property {() => State} values
 * @property {AbortSignal} signal
 * @property {(code: number) => void} failed
 */

/**
 * What viewers see and hear, encoded until the signal.
 * @param {Means} means
 */
export function createProgram({ sound, codec, sender, values, signal, failed }) {
  /** @type {import('./flv-stream.mjs').Format} */
  let format = { audio: codec, video: true, about: {} };
  /** @type {AbortController | null} */
  let camera = null;
  /** @type {MediaStreamTrack | undefined} */
  let track;
  const pace = createPace();
  /** @type {string[]} */
  const messages = [];
  /** @type {HTMLImageElement | null} */
  let waiting = null;

  const sink = {
    configure: sender.configure,
    /** @param {import('./flv-stream.mjs').Packet} packet */
    write(packet) {
      const message = packet.kind === 'video' ? messages.shift() : undefined;
      sender.write(message === undefined ? packet : { ...packet, data: join(messageUnit(message), packet.data) });
    },
    /** @param {'video' | 'audio'} kind */
    failed: (kind) => failed(kind === 'video' ? -1303 : -1304),
  };
  const encoder = createPictureEncoder(sink, signal);
  if (codec) encodeSound(sound.track, codec, values().values.audioQuality, sink, signal);

  /** @param {Parameters<typeof encoder.encode>[0]} source @param {{ width: number, height: number }} from @param {State} state */
  function picture(source, from, { look, size, values: { fps } }) {
    if (!format.video) return;
    encoder.configure(size, sender.rate, fps);
    encoder.encode(source, from, look);
  }

  /** @param {VideoFrame} frame */
  function take(frame) {
    const state = values();
    if (state.paused || !pace.take(performance.now(), state.values.fps)) return;
    picture(frame, { width: frame.displayWidth, height: frame.displayHeight }, state);
  }

  function hold() {
    const state = values();
    if (track && !state.paused && pace.begun) {
      if (pace.repeat(performance.now())) encoder.encode();
      return;
    }
    const image = state.paused && waiting?.complete && waiting.naturalWidth ? waiting : null;
    picture(image, { width: image?.naturalWidth ?? 1, height: image?.naturalHeight ?? 1 }, { ...state, look: PLAIN });
  }

  const timer = setInterval(hold, STILL);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    camera?.abort();
  });

  return {
    canvas: encoder.canvas,

    get format() {
      return format;
    },

    renew: encoder.renew,

    /** Settles what the next connection carries. */
    decide() {
      const { values: { enableCamera, fps }, size } = values();
      const about = { encoder: 'mlvb', ...(enableCamera && { videocodecid: 7, framerate: fps, ...size }), ...(codec === 'aac' && { audiocodecid: 10 }) };
      format = { audio: codec, video: enableCamera, about };
    },

    /** The next picture carries a text. @param {string} message */
    attach(message) {
      messages.push(message);
    },

    /** The picture that is sent while the push is paused. @param {HTMLImageElement | null} image */
    wait(image) {
      waiting = image;
    },

    /** @param {MediaStreamTrack | undefined} next */
    use(next) {
      if (next === track) return;
      camera?.abort();
      track = next;
      if (!next) return;
      camera = new AbortController();
      read(next, camera.signal, take);
    },
  };
}
