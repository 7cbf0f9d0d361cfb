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

/** Whether the user did not refuse it to the mini-program; the browser asks on its own. @param {string} scope @returns {Promise<boolean>} */
const allowed = (scope) =>
  new Promise((resolve) => {
    /** @type {any} */ (window).wx.getSetting({ success: ({ authSetting }) => resolve(authSetting[scope] !== false) });
  });

/**
 * @param {'camera' | 'microphone'} device
 * @param {MediaStreamConstraints} constraints
 */
async function open(device, constraints) {
  if (!(await allowed(device === 'camera' ? 'scope.camera' : 'scope.record'))) throw new DeviceError(device, true);
  try {
    return await navigator.mediaDevices.getUserMedia(constraints);
  } catch (error) {
    throw new DeviceError(device, error.name === 'NotAllowedError');
  }
}

/**
 * @param {{ enableAgc: boolean, enableAns: boolean }} values
 */
export const openMicrophone = ({ enableAgc, enableAns }) =>
  open('microphone', { audio: { autoGainControl: enableAgc, noiseSuppression: enableAns, echoCancellation: true } });

/**
 * The camera of a side; a computer has but one, or several that face the same way, which take turns.
 * @param {'front' | 'back'} position
 * @param {{ width: number, height: number }} size Of the picture to send.
 * @param {number} fps
 */
export async function openCamera(position, { width, height }, fps) {
  const longer = Math.max(width, height);
  const wished = { width: { ideal: longer * 1.25 }, height: { ideal: longer }, frameRate: { ideal: fps } };
  const facingMode = position === 'front' ? 'user' : 'environment';
  const first = await open('camera', { video: { ...wished, facingMode } });
  if (position === 'front') return first;
  const [track] = first.getVideoTracks();
  if (track.getSettings().facingMode === 'environment') return first;
  const devices = await navigator.mediaDevices.enumerateDevices();
  const other = devices.find(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== track.getSettings().deviceId);
  if (!other) return first;
  stopTracks(first);
  return open('camera', { video: { ...wished, deviceId: { exact: other.deviceId } } });
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
  const reader = new Processor({ track }).readable.getReader();
  signal.addEventListener('abort', () => reader.cancel().catch(() => {}), { once: true });
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    try {
      if (!signal.aborted) take(value);
    } finally {
      value.close();
    }
  }
}
