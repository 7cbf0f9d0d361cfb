const words = require('../words/index');

/** Whether the page runs in the simulator of WeChat DevTools, where the live tags draw nothing. */
const isSimulator = () => wx.getDeviceInfo().platform === 'devtools';

/** Whether it is a phone: WeChat also runs on computers, which reach a server of their own at 127.0.0.1. */
const isPhone = () => ['ios', 'android', 'ohos'].includes(wx.getDeviceInfo().platform);

/** @param {boolean} on */
const keepScreenOn = (on) => wx.setKeepScreenOn({ keepScreenOn: on, fail: () => {} });

/** @param {string} title */
const toast = (title) => wx.showToast({ title, icon: 'none' });

/** Scans a QR code. @param {(text: string) => void} use */
const scan = (use) =>
  wx.scanCode({
    scanType: ['qrCode'],
    success: ({ result }) => use(result.trim()),
    fail: ({ errMsg }) => {
      if (!/cancel/.test(errMsg)) toast(words.scanFailed);
    },
  });

module.exports = { isSimulator, isPhone, keepScreenOn, toast, scan };
