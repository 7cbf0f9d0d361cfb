// What the state codes of <live-pusher> and <live-player> mean. Sources: WeChat's pages of both tags, the tables
// of Tencent Cloud MLVB and TRTC, and codes that newer clients were seen to send. WeChat adds codes from time to
// time: whatever is not listed is 'unknown', to be logged and otherwise ignored.

const words = require('./words');

/**
 * @typedef {object} State
 * @property {'ok' | 'info' | 'warn' | 'error' | 'unknown'} kind `warn` heals by itself, `error` does not.
 * @property {string} name Camel-case id of the meaning, the key of its text in a module of words.
 */

/** @typedef {Record<number, string>} Names By code. */

/** @type {Names} */
const network = { 3001: 'dnsFailed', 3002: 'connectFailed', 3003: 'handshakeFailed', 3005: 'readWriteFailed' };

const pusher = tableOf({
  ok: {
    0: 'noError', 1001: 'connected', 1002: 'pushing', 1003: 'cameraOpened', 1004: 'screenCaptureStarted',
    1007: 'firstFrameCaptured', 1008: 'encoderStarted', 1018: 'roomEntered', 1019: 'roomLeft',
  },
  info: {
    1005: 'resolutionAdapted', 1006: 'bitrateAdapted', 1020: 'roomUsersChanged', 1031: 'remoteUserJoined',
    1032: 'remoteUserLeft', 1033: 'remoteVideoChanged', 1034: 'remoteAudioChanged', 4998: 'microphoneToggled',
    4999: 'muteToggled',
  },
  warn: {
    ...network,
    1021: 'networkChanged', 1101: 'uplinkPoor', 1102: 'reconnecting', 1103: 'softwareEncoder',
    1104: 'encoderRestarting', 1105: 'encoderFallback', 1106: 'encoderFallback', 1107: 'encoderFallback',
    3004: 'serverClosed',
    // Not WeChat's: Tencent's components read 5000 as "mini-program suspended".
    5000: 'suspended', 5001: 'interrupted',
  },
  error: {
    1022: 'roomRefused', 10001: 'cameraDenied', 10002: 'microphoneDenied', 10003: 'musicFailed',
    10004: 'waitingImageFailed', [-1301]: 'cameraFailed', [-1302]: 'microphoneFailed', [-1303]: 'videoEncoderFailed',
    [-1304]: 'audioEncoderFailed', [-1305]: 'resolutionUnsupported', [-1306]: 'sampleRateUnsupported',
    [-1307]: 'disconnected', [-1308]: 'screenCaptureFailed', [-1309]: 'screenCaptureUnsupported',
    [-1310]: 'screenCaptureInterrupted', [-1311]: 'microphoneSilent', [-1312]: 'rotationFailed',
    [-1314]: 'cameraDenied', [-1317]: 'microphoneDenied', [-3301]: 'roomRefused', [-100006]: 'privateMapKeyWrong',
    [-100015]: 'sdkAppIDWrong', [-100018]: 'userSigWrong',
  },
});

const player = tableOf({
  ok: { 2001: 'connected', 2002: 'pulling', 2003: 'firstPacket', 2004: 'playing', 2026: 'playing', 2032: 'firstFrame' },
  info: {
    2005: 'progress', 2006: 'ended', 2007: 'loading', 2008: 'decoderStarted', 2009: 'resolutionChanged',
    2030: 'audioDeviceChanged',
  },
  warn: {
    ...network,
    2101: 'videoDecodeFailed', 2102: 'audioDecodeFailed', 2103: 'reconnecting', 2104: 'downlinkPoor', 2105: 'stutter',
    2106: 'softwareDecoder', 2107: 'framesDropped', 2108: 'softwareDecoder', 6002: 'roomPlayerWarning',
    6003: 'roomPlayerWarning', 6004: 'roomPlayerWarning', 6005: 'roomPlayerWarning',
  },
  error: { [-2301]: 'disconnected', [-2302]: 'noAcceleratedAddress' },
});

/** @param {Record<'ok' | 'info' | 'warn' | 'error', Names>} kinds @returns {Record<string, State>} By code. */
function tableOf(kinds) {
  const entries = Object.entries(kinds).flatMap(([kind, names]) =>
    Object.entries(names).map(([code, name]) => [code, { kind, name }]),
  );
  return Object.fromEntries(entries);
}

/** @type {State} */
const unknown = { kind: 'unknown', name: 'unknown' };

/** The meaning of a code of <live-pusher>: of `bindstatechange`, or `errCode` of `binderror`. @param {number} code */
const pusherState = (code) => pusher[code] || unknown;

/** The meaning of a code of <live-player>'s `bindstatechange`. @param {number} code */
const playerState = (code) => player[code] || unknown;

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

/** Every name that pusherState and playerState give but 'unknown': a module of words has a text for each. */
const stateNames = [...new Set([...Object.values(pusher), ...Object.values(player)].map(({ name }) => name))];

module.exports = { pusherState, playerState, failureOfState, failureOfError, stateNames };
