/** Camera and microphone. */

/** Why a device did not open. */
export class DeviceError extends Error {
  /** @param {'camera' | 'microphone'} device @param {boolean} refused By the user, rather than broken or absent. */
  constructor(device, refused) {
    super(`${device} ${refused ? 'refused' : 'unavailable'}`);
    this.device = device;
    this.refused = refused;
  }
}

/** @typedef {ReturnType<typeof createDevices>} Devices */

/**
 * Opens the devices that the user did not refuse to the mini-program; the browser asks on its own.
 * @param {{ allows: (scope: string) => boolean }} host
 */
export function createDevices(host) {
  /** @param {'camera' | 'microphone'} device @param {string} scope @param {MediaStreamConstraints} constraints */
  async function open(device, scope, constraints) {
    if (!host.allows(scope)) throw new DeviceError(device, true);
    try {
      return await navigator.mediaDevices.getUserMedia(constraints);
    } catch (error) {
      throw new DeviceError(device, error.name === 'NotAllowedError');
    }
  }

  /** @param {MediaTrackConstraints} video */
  const openVideo = (video) => open('camera', 'scope.camera', { video });

  return {
    /** @param {{ enableAgc: boolean, enableAns: boolean }} values */
    openMicrophone: ({ enableAgc, enableAns }) =>
      open('microphone', 'scope.record', { audio: { autoGainControl: enableAgc, noiseSuppression: enableAns, echoCancellation: true } }),

    /**
     * The camera of a side; a computer has but one, or several that face the same way, which take turns.
     * @param {'front' | 'back'} position
     * @param {{ width: number, height: number }} size Of the picture to send.
     * @param {number} fps
     */
    async openCamera(position, { width, height }, fps) {
      const longer = Math.max(width, height);
      const wished = { width: { ideal: longer * 1.25 }, height: { ideal: longer }, frameRate: { ideal: fps } };
      const first = await openVideo({ ...wished, facingMode: position === 'front' ? 'user' : 'environment' });
      const other = position === 'back' && (await otherThan(first));
      if (!other) return first;
      stopTracks(first);
      return openVideo({ ...wished, deviceId: { exact: other.deviceId } });
    },
  };
}

/** Another camera when the one that opened does not look away from the user. @param {MediaStream} stream */
async function otherThan(stream) {
  const { facingMode, deviceId } = stream.getVideoTracks()[0].getSettings();
  if (facingMode === 'environment') return undefined;
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.find((device) => device.kind === 'videoinput' && device.deviceId !== deviceId);
}

/** @param {MediaStream | null} stream */
export const stopTracks = (stream) => stream?.getTracks().forEach((track) => track.stop());

/**
 * Hands on what a track gives until the signal.
 * @param {MediaStreamTrack} track
 * @param {AbortSignal} signal
 * @param {(data: any) => void} take VideoFrame or AudioData, closed afterwards.
 */
export async function read(track, signal, take) {
  const Processor = /** @type {any} */ (globalThis).MediaStreamTrackProcessor;
  // A track of its own goes on until the reader is between two reads: what comes to one that is cancelled is never freed.
  const own = track.clone();
  const reader = new Processor({ track: own }).readable.getReader();
  while (!signal.aborted) {
    const { done, value } = await reader.read();
    if (done) break;
    try {
      if (!signal.aborted) take(value);
    } finally {
      value.close();
    }
  }
  own.stop();
  await reader.cancel();
}
