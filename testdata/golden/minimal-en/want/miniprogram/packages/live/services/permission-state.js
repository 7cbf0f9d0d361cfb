/**
 * Why the camera or the microphone may not be used. Codes: wx.authorize and the privacy pages of the WeChat documentation.
 */

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

module.exports = { fromError, deniedBySystem };
