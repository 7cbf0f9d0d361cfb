import { dialog, element } from './element.mjs';
import { createEvent } from './events.mjs';

/** Every mini-program here is the newest. */
const updates = () => ({
  onCheckForUpdate: (listener) => void setTimeout(() => listener({ hasUpdate: false })),
  onUpdateReady() {},
  onUpdateFailed() {},
  applyUpdate() {},
});

/** How the mini-program was opened. */
const launched = (host) => {
  const route = host.pages?.stack()[0]?.route ?? { path: '', query: {} };
  return { ...route, scene: 1001, referrerInfo: {}, forwardMaterials: [], chatType: undefined, apiCategory: 'default' };
};

/**
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 * @param {any} host
 */
export function app({ api, sync }, host) {
  const shown = createEvent();
  const hidden = createEvent();
  const failed = createEvent();
  document.addEventListener('visibilitychange', () => (document.hidden ? hidden.emit({ reason: 0 }) : shown.emit(launched(host))));
  addEventListener('error', ({ error, message }) => failed.emit(error?.stack ?? message));
  return {
    onAppShow: shown.on,
    offAppShow: shown.off,
    onAppHide: hidden.on,
    offAppHide: hidden.off,
    onError: failed.on,
    offError: failed.off,
    getLaunchOptionsSync: sync('getLaunchOptionsSync', () => launched(host)),
    getEnterOptionsSync: sync('getEnterOptionsSync', () => launched(host)),
    getUpdateManager: sync('getUpdateManager', updates),
    nextTick: (run) => void Promise.resolve().then(run),
    showShareMenu: api('showShareMenu', () => ({})),
    hideShareMenu: api('hideShareMenu', () => ({})),
    updateShareMenu: api('updateShareMenu', () => ({})),
  };
}

/**
 * The card that a share would send, with a way to open it as whoever gets it.
 * @param {any} host
 * @param {Element} [target] The button that was tapped.
 */
export async function share(host, target) {
  const { instance, route } = host.pages.current();
  const words = host.words.wx;
  const from = { from: target ? 'button' : 'menu', target: target && { id: target.id, dataset: target.__wxElement?.dataset ?? {} } };
  const card = { title: document.title, path: `/${route.path}`, ...(await instance.onShareAppMessage?.(from)) };
  const path = `/${String(card.path).replace(/^\//, '')}`;
  host.calls.log('onShareAppMessage', from, card);
  const opened = await dialog(host.phone.layer, { class: 'phone-consent', label: words.share.title, away: false, outside: true }, (answer) => [
    element('div', { class: 'phone-consent__about', text: words.share.title }),
    element('div', { class: 'phone-consent__title', text: card.title }),
    element('div', { class: 'phone-consent__text', text: path }),
    element(
      'div',
      { class: 'phone-consent__buttons' },
      element('button', { class: 'phone-consent__button', text: words.cancel, onclick: () => answer(false) }),
      element('button', { class: 'phone-consent__button phone-consent__button--strong', text: words.share.open, onclick: () => answer(true) }),
    ),
  ]);
  if (opened) open(`/?user=guest#${path}`, '_blank', 'noopener');
}
