import { createEvent } from './events.mjs';

/** Versions that the interfaces here follow. */
const LIBRARY = '3.8.0';
const CLIENT = '8.0.55';

/**
 * Of the computer, not of a phone: what a mini-program does for WeChat on computers fits, such as calling a server at 127.0.0.1.
 * @param {string} agent The browser's name of itself.
 */
export const platformOf = (agent) => (/Mac/.test(agent) ? 'mac' : 'windows');

/** @param {{ phone: any, words: any }} host */
function readings({ phone, words }) {
  const windowInfo = () => {
    const { width, height, safeArea } = phone;
    const windowHeight = phone.root.clientHeight || height;
    return {
      pixelRatio: devicePixelRatio,
      screenWidth: width,
      screenHeight: height,
      windowWidth: width,
      windowHeight,
      statusBarHeight: safeArea.top,
      screenTop: height - windowHeight,
      safeArea: { ...safeArea },
    };
  };
  const deviceInfo = () => ({
    abi: 'arm64',
    benchmarkLevel: -1,
    brand: 'browser',
    model: 'browser',
    system: navigator.userAgent,
    platform: platformOf(navigator.userAgent),
    memorySize: String((navigator.deviceMemory ?? 8) * 1024),
  });
  const appInfo = () => ({
    SDKVersion: LIBRARY,
    version: CLIENT,
    language: words.wx.language,
    theme: phone.theme(),
    enableDebug: false,
    fontSizeSetting: 16,
    fontSizeScaleFactor: 1,
    host: { env: 'WeChat', appId: '' },
  });
  return { windowInfo, deviceInfo, appInfo };
}

/**
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 * @param {any} host
 */
export function device({ api, sync }, host) {
  const { windowInfo, deviceInfo, appInfo } = readings(host);
  const system = () => ({ ...windowInfo(), ...deviceInfo(), ...appInfo(), cameraAuthorized: true, microphoneAuthorized: true });
  const theme = createEvent();
  host.phone.onTheme((name) => theme.emit({ theme: name }));
  const resize = createEvent();
  addEventListener('resize', () => resize.emit({ size: windowInfo() }));

  return {
    getWindowInfo: sync('getWindowInfo', windowInfo),
    getDeviceInfo: sync('getDeviceInfo', deviceInfo),
    getAppBaseInfo: sync('getAppBaseInfo', appInfo),
    getSystemSetting: sync('getSystemSetting', () => ({ bluetoothEnabled: true, locationEnabled: true, wifiEnabled: true, deviceOrientation: 'portrait' })),
    getSystemInfoSync: sync('getSystemInfoSync', system),
    getSystemInfo: api('getSystemInfo', system),
    getSystemInfoAsync: api('getSystemInfoAsync', system),
    getMenuButtonBoundingClientRect: sync('getMenuButtonBoundingClientRect', () => host.phone.capsule),
    onThemeChange: theme.on,
    offThemeChange: theme.off,
    onWindowResize: resize.on,
    offWindowResize: resize.off,
    vibrateShort: api('vibrateShort', () => void navigator.vibrate?.(15)),
    vibrateLong: api('vibrateLong', () => void navigator.vibrate?.(400)),
    makePhoneCall: api('makePhoneCall', ({ phoneNumber }) => void open(`tel:${phoneNumber}`)),
  };
}

/** @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls */
export function network({ api }) {
  const status = createEvent();
  const type = () => (navigator.onLine ? 'wifi' : 'none');
  const changed = () => status.emit({ isConnected: navigator.onLine, networkType: type() });
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return {
    getNetworkType: api('getNetworkType', () => ({ networkType: type(), signalStrength: 0, hasSystemProxy: false, weakNet: false })),
    onNetworkStatusChange: status.on,
    offNetworkStatusChange: status.off,
  };
}

/**
 * The browser takes its lock back when the tab is hidden: it is asked for again when the tab comes back.
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 */
export function screen({ api }) {
  let wanted = false;
  let lock;
  const keep = async () => {
    lock = wanted && document.visibilityState === 'visible' ? await navigator.wakeLock?.request('screen').catch(() => undefined) : undefined;
  };
  document.addEventListener('visibilitychange', keep);
  return {
    setKeepScreenOn: api('setKeepScreenOn', async ({ keepScreenOn }) => {
      wanted = Boolean(keepScreenOn);
      lock?.release();
      await keep();
    }),
    getScreenBrightness: api('getScreenBrightness', () => ({ value: 0.5 })),
    setScreenBrightness: api('setScreenBrightness', () => ({})),
  };
}
