// What wx has beside calls to a server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAbsent } from '../wx/absent.mjs';
import { createAnimation, keyframe, transformText } from '../wx/animation.mjs';
import { canIUse } from '../wx/can-i-use.mjs';
import { createCanvasContext } from '../wx/canvas.mjs';
import { marginText } from '../wx/intersection.mjs';

function absent() {
  const told = [];
  const logged = [];
  return { ...createAbsent((name, options, { errMsg }) => logged.push(errMsg), (name) => told.push(name)), told, logged };
}

test('a call of what is not there fails, by callback or promise, and is told once', async () => {
  const { call, told } = absent();
  const heard = await new Promise((fail) => call('scanWine')({ fail }));
  assert.deepEqual(heard, { errMsg: 'scanWine:fail not in the browser view' });
  await assert.rejects(call('scanWine')(), heard);
  assert.equal(call('onScanWine')(() => {}), undefined);
  assert.deepEqual(told, ['scanWine', 'onScanWine']);
});

test('a manager that is not there takes every call, and who waits for one hears that it failed', async () => {
  const { call } = absent();
  const ad = call('createInterstitialAd')({ adUnitId: 'x' });
  ad.onClose(() => {});
  ad.own = 1;
  assert.equal(ad.own, 1);
  assert.equal(ad.then, undefined);
  await assert.rejects(ad.load(), { errMsg: 'createInterstitialAd:fail not in the browser view' });
  await ad.show().catch(() => {});
  assert.deepEqual(call('getExptInfoSync')(['a']), {});
});

test('wx.cloud is begun without a word, and a chain of calls fails at its end', async () => {
  const { branch } = absent();
  const cloud = branch('cloud');
  assert.equal(cloud.init({ env: 'x' }), undefined);
  const database = cloud.database();
  const error = { errMsg: 'cloud.database.collection.where.get:fail not in the browser view' };
  await assert.rejects(async () => database.collection('rooms').where({ n: database.command.gt(1) }).get(), error);
  const heard = await new Promise((fail) => cloud.callFunction({ name: 'f', fail }));
  assert.deepEqual(heard, { errMsg: 'cloud.callFunction:fail not in the browser view' });
});

test('canIUse knows interfaces and tags', () => {
  const wx = { request() {} };
  const asked = ['request', 'request.object.url', 'scanWine', 'button.open-type', 'camera'].map((schema) => canIUse(schema, wx, (tag) => tag === 'button'));
  assert.deepEqual(asked, [true, true, false, true, false]);
});

test('steps of an animation go on from one another, and are handed out once', () => {
  const animation = createAnimation({ duration: 100 });
  const { actions } = animation.rotate(90).translate(10, '2em').opacity(0.5).step().scale(2).step({ delay: 5 }).export();
  assert.deepEqual(actions.map(({ style }) => style), [
    { opacity: '0.5', transform: 'rotate(90deg) translate(10px, 2em)' },
    { opacity: '0.5', transform: 'rotate(90deg) translate(10px, 2em) scale(2)' },
  ]);
  assert.deepEqual([actions[1].duration, actions[1].delay], [100, 5]);
  assert.deepEqual(animation.export(), { actions: [] });
});

test('key frames as the browser takes them', () => {
  assert.equal(transformText('rotate3d', [1, 0, 0, 45]), 'rotate3d(1, 0, 0, 45deg)');
  assert.deepEqual(keyframe({ opacity: 0, rotate: 45, scale: [1, 2], ease: 'ease-in', offset: 0.5, left: '20rpx' }),
    { opacity: '0', left: 'calc(20 * 100vw / 750)', transform: 'rotate(45deg) scale(1, 2)', easing: 'ease-in', offset: 0.5 });
});

test('margins that were left out are none', () => {
  assert.equal(marginText({ bottom: 100 }), '0px 0px 100px 0px');
  assert.equal(marginText(), '0px 0px 0px 0px');
});

test('what is drawn the old way waits for draw()', () => {
  const drawn = [];
  const context = createCanvasContext(() => ({ canvas: { width: 3, height: 4 }, font: '10px sans-serif', clearRect: (...given) => drawn.push(['clear', ...given]), fillRect: (...given) => drawn.push(given) }));
  context.setFillStyle('red');
  context.fillRect(1, 2, 3, 4);
  assert.deepEqual(drawn, []);
  context.draw();
  assert.deepEqual(drawn, [['clear', 0, 0, 3, 4], [1, 2, 3, 4]]);
  context.draw(true);
  assert.equal(drawn.length, 2);
});
