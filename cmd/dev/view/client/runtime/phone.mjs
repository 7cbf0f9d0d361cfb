import { BAR, CAPSULE, deviceOf } from './devices.mjs';

/**
 * The phone around the pages: its size, safe area, theme and the layer above the pages.
 * @param {URLSearchParams} search of the address: `device` and `theme`
 */
export function createPhone(search) {
  const device = deviceOf(search.get('device'), innerWidth);
  const pages = add('phone-pages');
  const layer = add('phone-layer');
  const listeners = new Set();
  let theme = search.get('theme') === 'dark' ? 'dark' : 'light';

  const style = document.documentElement.style;
  style.setProperty('--status-bar', `${device.statusBar}px`);
  style.setProperty('--bar', `${BAR}px`);
  style.setProperty('--safe-area-bottom', `${device.bottom}px`);
  document.documentElement.dataset.theme = theme;

  return {
    device,
    pages,
    layer,
    get width() { return innerWidth; },
    get height() { return innerHeight; },
    get safeArea() {
      const [top, right, bottom] = [device.statusBar, innerWidth, innerHeight - device.bottom];
      return { left: 0, top, right, bottom, width: right, height: bottom - top };
    },
    get capsule() {
      const top = device.statusBar + (BAR - CAPSULE.height) / 2;
      const right = innerWidth - CAPSULE.right;
      return { top, right, bottom: top + CAPSULE.height, left: right - CAPSULE.width, width: CAPSULE.width, height: CAPSULE.height };
    },
    theme: () => theme,

    /** @param {(theme: 'light' | 'dark') => void} listener */
    onTheme(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    /** @param {'light' | 'dark'} next */
    setTheme(next) {
      if (next === theme) return;
      theme = next;
      search.set('theme', theme);
      history.replaceState(null, '', `?${search}${location.hash}`);
      document.documentElement.dataset.theme = theme;
      listeners.forEach((listener) => listener(theme));
    },
  };
}

function add(name) {
  const element = document.createElement('div');
  element.className = name;
  return document.body.appendChild(element);
}
