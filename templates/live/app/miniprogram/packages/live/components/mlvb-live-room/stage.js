// Besides the component itself the only module that knows the live tags: what the flows may do on the page.

const words = require('./words');

/** Tags that don't work never call back, ms. */
const PATIENCE = 1000;

/**
 * One order at a time: a start amid a stop spoils the picture, and needs its address set first.
 * @returns {(order: () => Promise<void>) => Promise<void>}
 */
function createQueue() {
  let last = Promise.resolve();
  return (order) => (last = last.then(order));
}

/**
 * @param {Record<string, any>} context
 * @param {string} method
 * @returns {Promise<void>}
 */
const tell = (context, method) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE);
    context[method]({
      complete() {
        clearTimeout(timer);
        resolve();
      },
    });
  });

/** @returns {Promise<boolean>} */
const granted = () =>
  new Promise((resolve) => {
    wx.getSetting({
      success: ({ authSetting }) => resolve(Boolean(authSetting['scope.camera'] && authSetting['scope.record'])),
      fail: () => resolve(false),
    });
  });

/** @param {WechatMiniprogram.Component.TrivialInstance} component @returns {import('./types').Stage} */
function createStage(component) {
  /** @param {object} change @returns {Promise<void>} */
  const show = (change) => new Promise((resolve) => component.setData(change, resolve));
  const data = () => /** @type {{ devtools: boolean, members: import('./types').Member[] }} */ (component.data);
  const pushing = createQueue();
  const playing = createQueue();
  /** @param {string} method */
  const pusher = (method) => tell(wx.createLivePusherContext(), method);
  /** @param {string} method */
  const player = (method) => tell(wx.createLivePlayerContext('player', component), method);

  return {
    hasLiveTags: !data().devtools,
    granted,
    pusher: {
      start: (url) => pushing(() => show({ pushURL: url }).then(() => pusher('start'))),
      stop: () => void pushing(() => pusher('stop').then(() => show({ pushURL: '' }))),
      pause: () => void pushing(() => pusher('pause')),
      resume: () => void pushing(() => pusher('resume')),
    },
    player: {
      play(url, mode) {
        playing(() => player('stop'));
        playing(() => show({ playURL: url, playMode: mode }).then(() => player('play')));
      },
      stop: () => void playing(() => player('stop')),
      pause: () => void playing(() => player('pause')),
      resume: () => void playing(() => player('resume')),
    },
    status: (name) => component.setData({ status: name && words.view.status[name] }),
    members(members) {
      const before = data().members;
      const kept = members.map((member) => before.find((old) => old.accelerateURL === member.accelerateURL) || member);
      component.setData({ members: kept });
    },
    awake: (on) => void wx.setKeepScreenOn({ keepScreenOn: on, fail: () => {} }),
    toast: (title) => void wx.showToast({ title, icon: 'none' }),
    raise(tag, code, detail, cause) {
      const event = { tag, code, detail, ...(cause !== undefined && { cause }) };
      component.triggerEvent('RoomEvent', event);
      component.triggerEvent('room-event', event); // as Taro calls it
    },
  };
}

module.exports = { createStage };
