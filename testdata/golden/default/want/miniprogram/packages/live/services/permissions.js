/**
 * Asks for camera and microphone before live starts: <live-pusher> asks too, but then only reports a failure.
 */
const { fromError, deniedBySystem } = require('./permission-state');

/**
 * @typedef {import('./permission-state').Permission} Permission
 * @typedef {import('./permission-state').Scope} Scope
 */

/**
 * @param {Scope} scope
 * @returns {Promise<Permission>}
 */
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

module.exports = { requestLive };
