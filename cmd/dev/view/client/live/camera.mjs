import { stopTracks } from './capture.mjs';

/**
 * The camera behind a preview.
 * @param {HTMLVideoElement} video
 * @param {import('./capture.mjs').Devices} devices
 * @param {() => void} onOpen
 */
export function createCamera(video, devices, onOpen) {
  /** @type {MediaStream | null} */
  let stream = null;
  /** @type {Promise<void> | null} */
  let pending = null;
  let torch = false;
  let current = 0;
  video.muted = true;

  /** @param {{ width: number, height: number }} size @param {number} fps */
  async function run(size, fps) {
    const mine = ++current;
    const opened = await devices.openCamera(camera.position, size, fps);
    if (mine !== current) {
      stopTracks(opened);
      return;
    }
    stream = opened;
    pending = null;
    video.srcObject = opened;
    video.play().catch(() => {});
    onOpen();
  }

  const camera = {
    /** @type {'front' | 'back'} */
    position: 'front',

    /** @returns {MediaStreamTrack | undefined} */
    get track() {
      return stream?.getVideoTracks()[0];
    },

    /**
     * Opens the camera unless it is open.
     * @param {{ width: number, height: number }} size Of the picture to send.
     * @param {number} fps
     */
    async open(size, fps) {
      if (!stream) await (pending ??= run(size, fps));
    },

    close() {
      current += 1;
      pending = null;
      torch = false;
      stopTracks(stream);
      stream = null;
      video.srcObject = null;
    },

    async toggleTorch() {
      const { track } = camera;
      const capabilities = /** @type {any} */ (track?.getCapabilities?.());
      if (!track || !capabilities?.torch) throw new Error('the camera has no torch');
      torch = !torch;
      await track.applyConstraints(/** @type {any} */ ({ advanced: [{ torch }] }));
    },
  };
  return camera;
}
