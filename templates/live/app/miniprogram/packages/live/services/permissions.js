/** Asks for camera and microphone before live starts: <live-pusher> asks too, but then only reports a failure. */

/**
 * @typedef {'granted' | 'refused' | 'system' | 'privacy' | 'undeclared' | 'failed'} PermissionState
 *   `refused` by the user in this mini-program, `system` by the phone to WeChat, `privacy` terms not agreed to,
 *   `undeclared` in the mini-program's privacy guide, `failed` for any other reason.
 * @typedef {'scope.camera' | 'scope.record'} Scope
 * @typedef {{ state: PermissionState, scope: Scope }} Permission
 */

/** Agreement to the privacy terms is missing, was refused, or was refused a moment ago. */
const PRIVACY = 104;
/** Not declared in the privacy guide; the guide is not published (two codes). */
const UNDECLARED = [112, 1025, 1026];

/**
 * @param {{ errno?: number, errMsg?: string }} error Of wx.authorize or wx.requirePrivacyAuthorize.
 * @returns {PermissionState}
 */
function fromError({ errno, errMsg = '' }) {
  if (errno === PRIVACY || /privacy permission/i.test(errMsg)) return 'privacy';
  if ((errno && UNDECLARED.includes(errno)) || /not declared/i.test(errMsg)) return 'undeclared';
  return /auth den/i.test(errMsg) ? 'refused' : 'failed';
}

/**
 * Whether the phone keeps what the scope needs from WeChat itself.
 * @param {Scope} scope
 * @param {{ cameraAuthorized: string, microphoneAuthorized: string }} setting Of wx.getAppAuthorizeSetting.
 */
const deniedBySystem = (scope, setting) =>
  (scope === 'scope.camera' ? setting.cameraAuthorized : setting.microphoneAuthorized) === 'denied';

/** @param {Scope} scope @returns {Promise<Permission>} */
const authorize = (scope) =>
  new Promise((resolve) => {
    wx.authorize({
      scope,
      success: () => resolve({ state: deniedBySystem(scope, wx.getAppAuthorizeSetting()) ? 'system' : 'granted', scope }),
      fail: (error) => resolve({ state: fromError(error), scope }),
    });
  });

/**
 * WeChat's own dialog shows the privacy guide; clients without the interface ask when the camera opens.
 * @param {Scope} scope
 * @returns {Promise<Permission>}
 */
const agreeToPrivacy = (scope) =>
  new Promise((resolve) => {
    if (!wx.requirePrivacyAuthorize) {
      resolve({ state: 'granted', scope });
      return;
    }
    wx.requirePrivacyAuthorize({
      success: () => resolve({ state: 'granted', scope }),
      fail: (error) => resolve({ state: fromError(/** @type {object} */ (error)), scope }),
    });
  });

/**
 * What still stands in the way, `granted` when nothing does. WeChat's dialogs may open meanwhile.
 * @param {boolean} camera Whether the camera is needed besides the microphone.
 * @returns {Promise<Permission>}
 */
async function requestLive(camera) {
  const privacy = await agreeToPrivacy('scope.record');
  if (privacy.state !== 'granted') return privacy;
  const microphone = await authorize('scope.record');
  if (microphone.state !== 'granted' || !camera) return microphone;
  return authorize('scope.camera');
}

module.exports = { requestLive, fromError, deniedBySystem };
