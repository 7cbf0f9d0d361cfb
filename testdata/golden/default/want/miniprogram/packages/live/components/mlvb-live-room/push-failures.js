const { pusherState } = require('./state-codes');
const words = require('./words');

/** @typedef {{ code: number, text: string }} PushFailure `code` is one that pages know from RoomEvent. */

/** What no waiting heals, by the name that state-codes.js gives it. */
const failures = {
  cameraFailed: { code: -1301, text: words.cameraDenied },
  cameraDenied: { code: -1301, text: words.cameraDenied },
  microphoneFailed: { code: -1302, text: words.microphoneDenied },
  microphoneDenied: { code: -1302, text: words.microphoneDenied },
  resolutionUnsupported: { code: -1305, text: words.resolutionUnsupported },
  sampleRateUnsupported: { code: -1306, text: words.sampleRateUnsupported },
};

/** End the push too, but pages have no words for them. */
const others = ['videoEncoderFailed', 'audioEncoderFailed', 'roomRefused', 'privateMapKeyWrong', 'sdkAppIDWrong', 'userSigWrong'];

/**
 * Whether a state code of <live-pusher> means that this push can't go on, nor a new one.
 * @param {number} code Of `bindstatechange`.
 * @returns {PushFailure | undefined}
 */
function failureOfState(code) {
  const { name } = pusherState(code);
  if (others.includes(name)) return { code, text: `${words.pusherFailed} (${code})` };
  return /** @type {Record<string, PushFailure>} */ (failures)[name];
}

/**
 * @param {number} errCode Of `binderror`: 10001 and 10002, by older documentation 1001 and 1002, for camera and microphone.
 * @returns {PushFailure | undefined} Undefined for background music and waiting image, which the push doesn't need.
 */
function failureOfError(errCode) {
  if (errCode === 10001 || errCode === 1001) return failures.cameraDenied;
  if (errCode === 10002 || errCode === 1002) return failures.microphoneDenied;
  if (errCode === 10003 || errCode === 10004) return undefined;
  return { code: -1, text: `${words.pusherFailed} (${errCode})` };
}

module.exports = { failureOfState, failureOfError };
