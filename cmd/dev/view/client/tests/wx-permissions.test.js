const test = require('node:test');
const assert = require('node:assert/strict');

const load = (name) => import(`../wx/${name}.mjs`);

/** A user who answers as `answers` says, on a page opened with `denied`. */
async function user({ answers = {}, denied = [], kept = {} } = {}) {
  const { createCalls } = await load('calls');
  const { createPermissions, authorization } = await load('permissions');
  const { privacy } = await load('privacy');
  const store = { read: (key) => kept[key] ?? '', write: (key, data) => (kept[key] = data) };
  const asked = [];
  const dialogs = {
    ask: async (scope) => asked.push(scope) && Boolean(answers[scope]),
    settings: async () => answers.settings ?? {},
    privacy: async () => asked.push('privacy') && Boolean(answers.privacy),
    notify: (text) => asked.push(text),
    contract: () => asked.push('contract'),
  };
  const calls = createCalls({ log() {} });
  const permissions = createPermissions(store, denied);
  const wx = { ...authorization(calls, permissions, dialogs, { systemSettings: 'system' }), ...privacy(calls, permissions, dialogs, { contract: 'guide' }) };
  return { wx, asked, kept };
}

const camera = { scope: 'scope.camera' };
const refused = { errno: 103, errMsg: 'authorize:fail auth deny' };

test('asks once, and remembers the answer', async () => {
  const first = await user({ answers: { 'scope.camera': true } });
  assert.deepEqual((await first.wx.getSetting()).authSetting, {});
  assert.deepEqual(await first.wx.authorize(camera), { errMsg: 'authorize:ok' });
  const later = await user({ kept: first.kept });
  await later.wx.authorize(camera);
  assert.deepEqual([first.asked, later.asked], [['scope.camera'], []]);
  assert.deepEqual((await later.wx.getSetting()).authSetting, { 'scope.camera': true });
});

test('after a refusal it fails without asking, until the settings change', async () => {
  const { wx, asked } = await user({ answers: { settings: { 'scope.camera': true } } });
  await assert.rejects(wx.authorize(camera), refused);
  await assert.rejects(wx.authorize(camera), refused);
  assert.deepEqual(asked, ['scope.camera']);
  assert.deepEqual((await wx.openSetting()).authSetting, { 'scope.camera': true });
  await wx.authorize(camera);
});

test('two questions at a time come one after the other', async () => {
  const { wx, asked } = await user({ answers: { 'scope.camera': true } });
  await Promise.all([wx.authorize(camera), wx.authorize(camera)]);
  assert.deepEqual(asked, ['scope.camera']);
});

test('?deny= is a refusal from before, that the settings can lift', async () => {
  const { wx, asked } = await user({ denied: ['scope.camera', 'system.record'], kept: { permissions: { scopes: { 'scope.camera': true } } }, answers: { settings: { 'scope.camera': true } } });
  await assert.rejects(wx.authorize(camera), refused);
  assert.deepEqual((await wx.getSetting()).authSetting, { 'scope.camera': false });
  assert.equal(wx.getAppAuthorizeSetting().microphoneAuthorized, 'denied');
  assert.equal(wx.getAppAuthorizeSetting().cameraAuthorized, 'authorized');
  await wx.openSetting();
  await wx.authorize(camera);
  assert.deepEqual(asked, []);
});

test('an unknown scope is no permission', async () => {
  const { wx, asked } = await user();
  await assert.rejects(wx.authorize({ scope: 'scope.teapot' }), { errMsg: 'authorize:fail invalid scope' });
  assert.deepEqual(asked, []);
});

test('the privacy guide is agreed to once', async () => {
  const first = await user({ answers: { privacy: true } });
  assert.deepEqual(await first.wx.getPrivacySetting(), { needAuthorization: true, privacyContractName: 'guide', errMsg: 'getPrivacySetting:ok' });
  await Promise.all([first.wx.requirePrivacyAuthorize(), first.wx.requirePrivacyAuthorize()]);
  const later = await user({ kept: first.kept });
  await later.wx.requirePrivacyAuthorize();
  assert.deepEqual([first.asked, later.asked], [['privacy'], []]);
  assert.equal((await later.wx.getPrivacySetting()).needAuthorization, false);
});

test('who does not agree is asked again', async () => {
  const { wx, asked } = await user();
  const refusal = { errno: 104, errMsg: 'requirePrivacyAuthorize:fail privacy permission is not authorized' };
  await assert.rejects(wx.requirePrivacyAuthorize(), refusal);
  await assert.rejects(wx.requirePrivacyAuthorize(), refusal);
  assert.deepEqual(asked, ['privacy', 'privacy']);
});

test("the page's own dialog takes the place of WeChat's", async () => {
  const { wx, asked } = await user();
  wx.onNeedPrivacyAuthorization((resolve) => {
    resolve({ event: 'exposureAuthorization' });
    resolve({ event: 'agree', buttonId: 'agree' });
  });
  await wx.requirePrivacyAuthorize();
  assert.deepEqual(asked, []);
});
