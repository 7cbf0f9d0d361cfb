// What the state codes of <live-pusher> and <live-player> mean.
//
// Sources: the component pages of the WeChat documentation, the code tables of Tencent Cloud MLVB and
// TRTC, and codes that newer clients were seen to send. WeChat adds codes from time to time: whatever
// is not listed is 'unknown', to be logged and otherwise ignored.

/**
 * @typedef {object} State
 * @property {'ok' | 'info' | 'warn' | 'error' | 'unknown'} kind `warn` heals by itself, `error` does not.
 * @property {string} name Camel-case id of the meaning, the key of its text in a module of words.
 */

/** @typedef {'ok' | 'info' | 'warn' | 'error'} Kind */

/** @type {Record<string, [Kind, string]>} The codes that both tags send. */
const network = {
  3001: ['warn', 'dnsFailed'],
  3002: ['warn', 'connectFailed'],
  3003: ['warn', 'handshakeFailed'],
  3005: ['warn', 'readWriteFailed'],
};

/** @type {Record<string, [Kind, string]>} */
const pusher = {
  ...network,
  0: ['ok', 'noError'],
  1001: ['ok', 'connected'],
  1002: ['ok', 'pushing'],
  1003: ['ok', 'cameraOpened'],
  1004: ['ok', 'screenCaptureStarted'],
  1005: ['info', 'resolutionAdapted'],
  1006: ['info', 'bitrateAdapted'],
  1007: ['ok', 'firstFrameCaptured'],
  1008: ['ok', 'encoderStarted'],
  1018: ['ok', 'roomEntered'],
  1019: ['ok', 'roomLeft'],
  1020: ['info', 'roomUsersChanged'],
  1021: ['warn', 'networkChanged'],
  1022: ['error', 'roomRefused'],
  1031: ['info', 'remoteUserJoined'],
  1032: ['info', 'remoteUserLeft'],
  1033: ['info', 'remoteVideoChanged'],
  1034: ['info', 'remoteAudioChanged'],
  1101: ['warn', 'uplinkPoor'],
  1102: ['warn', 'reconnecting'],
  1103: ['warn', 'softwareEncoder'],
  1104: ['warn', 'encoderRestarting'],
  1105: ['warn', 'encoderFallback'],
  1106: ['warn', 'encoderFallback'],
  1107: ['warn', 'encoderFallback'],
  3004: ['warn', 'serverClosed'],
  4998: ['info', 'microphoneToggled'],
  4999: ['info', 'muteToggled'],
  // Not WeChat's: Tencent's components read 5000 as "mini-program suspended".
  5000: ['warn', 'suspended'],
  5001: ['warn', 'interrupted'],
  10001: ['error', 'cameraDenied'],
  10002: ['error', 'microphoneDenied'],
  10003: ['error', 'musicFailed'],
  10004: ['error', 'waitingImageFailed'],
  '-1301': ['error', 'cameraFailed'],
  '-1302': ['error', 'microphoneFailed'],
  '-1303': ['error', 'videoEncoderFailed'],
  '-1304': ['error', 'audioEncoderFailed'],
  '-1305': ['error', 'resolutionUnsupported'],
  '-1306': ['error', 'sampleRateUnsupported'],
  '-1307': ['error', 'disconnected'],
  '-1308': ['error', 'screenCaptureFailed'],
  '-1309': ['error', 'screenCaptureUnsupported'],
  '-1310': ['error', 'screenCaptureInterrupted'],
  '-1311': ['error', 'microphoneSilent'],
  '-1312': ['error', 'rotationFailed'],
  '-1314': ['error', 'cameraDenied'],
  '-1317': ['error', 'microphoneDenied'],
  '-3301': ['error', 'roomRefused'],
  '-100006': ['error', 'privateMapKeyWrong'],
  '-100015': ['error', 'sdkAppIDWrong'],
  '-100018': ['error', 'userSigWrong'],
};

/** @type {Record<string, [Kind, string]>} */
const player = {
  ...network,
  2001: ['ok', 'connected'],
  2002: ['ok', 'pulling'],
  2003: ['ok', 'firstPacket'],
  2004: ['ok', 'playing'],
  2005: ['info', 'progress'],
  2006: ['info', 'ended'],
  2007: ['info', 'loading'],
  2008: ['info', 'decoderStarted'],
  2009: ['info', 'resolutionChanged'],
  2026: ['ok', 'playing'],
  2030: ['info', 'audioDeviceChanged'],
  2032: ['ok', 'firstFrame'],
  2101: ['warn', 'videoDecodeFailed'],
  2102: ['warn', 'audioDecodeFailed'],
  2103: ['warn', 'reconnecting'],
  2104: ['warn', 'downlinkPoor'],
  2105: ['warn', 'stutter'],
  2106: ['warn', 'softwareDecoder'],
  2107: ['warn', 'framesDropped'],
  2108: ['warn', 'softwareDecoder'],
  6002: ['warn', 'roomPlayerWarning'],
  6003: ['warn', 'roomPlayerWarning'],
  6004: ['warn', 'roomPlayerWarning'],
  6005: ['warn', 'roomPlayerWarning'],
  '-2301': ['error', 'disconnected'],
  '-2302': ['error', 'noAcceleratedAddress'],
};

/**
 * @param {Record<string, [Kind, string]>} table
 * @param {number} code
 * @returns {State}
 */
function stateIn(table, code) {
  const known = table[code];
  return known ? { kind: known[0], name: known[1] } : { kind: 'unknown', name: 'unknown' };
}

/**
 * The meaning of a code of <live-pusher>: of `bindstatechange`, or `errCode` of `binderror`.
 * @param {number} code
 */
const pusherState = (code) => stateIn(pusher, code);

/**
 * The meaning of a code of <live-player>'s `bindstatechange`.
 * @param {number} code
 */
const playerState = (code) => stateIn(player, code);

/** Every name that pusherState and playerState give: a module of words has a text for each. */
const stateNames = [...new Set([...Object.values(pusher), ...Object.values(player)].map(([, name]) => name))];

module.exports = { pusherState, playerState, stateNames };
