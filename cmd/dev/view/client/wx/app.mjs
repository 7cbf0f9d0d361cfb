import { format } from '../runtime/routes.mjs';
import { dialog, element } from './element.mjs';
import { createEvent } from './events.mjs';

/** Every mini-program here is the newest. */
const updates = () => ({
  onCheckForUpdate: (listener) => void setTimeout(() => listener({ hasUpdate: false })),
  onUpdateReady() {},
  onUpdateFailed() {},
  applyUpdate() {},
});

/** Events of the app by the names of their listeners, `wx.onAppShow` and such. */
const EVENTS = { AppShow: 'onShow', AppHide: 'onHide', Error: 'onError', UnhandledRejection: 'onUnhandledRejection', PageNotFound: 'onPageNotFound' };

/** Listeners beside the methods of App, which come first. */
function listeners(host) {
  const events = Object.values(EVENTS).map((name) => [name, createEvent()]);
  const known = Object.fromEntries(events);
  host.app.listen((name, options) => known[name]?.emit(options));
  return Object.fromEntries(Object.entries(EVENTS).flatMap(([name, heard]) => [[`on${name}`, known[heard].on], [`off${name}`, known[heard].off]]));
}

/**
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 * @param {any} host
 */
export function app({ api, sync }, host) {
  return {
    ...listeners(host),
    getLaunchOptionsSync: sync('getLaunchOptionsSync', host.app.launched),
    getEnterOptionsSync: sync('getEnterOptionsSync', host.app.launched),
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
 * @param {(text: string) => void} notify
 * @param {Element} [target] The button that was tapped; none for the menu, which only has what the page can share.
 */
export async function share(host, notify, target) {
  const words = host.words.wx;
  const { instance, route, bar } = host.pages.current();
  if (!target && !instance.onShareAppMessage) {
    notify(words.share.none);
    return;
  }
  const from = { from: target ? 'button' : 'menu', target: target && { id: target.id, dataset: target.__wxElement?.dataset ?? {} } };
  const card = { title: bar.title(), path: format(route), ...(await instance.onShareAppMessage?.(from)) };
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
  if (opened) open(`/?user=${encodeURIComponent(words.share.friend)}#${path}`, '_blank', 'noopener');
}
