import './wx.css';
import './dialogs.css';
import './consent.css';
import { app, share } from './app.mjs';
import { createCalls, hasCallback } from './calls.mjs';
import { clipboard, scan } from './clipboard.mjs';
import { createConsent } from './consent.mjs';
import { device, network, screen } from './device.mjs';
import { files } from './files.mjs';
import { keyboard } from './keyboard.mjs';
import { login } from './login.mjs';
import { modal } from './modal.mjs';
import { createGuard, navigation } from './navigation.mjs';
import { page } from './page.mjs';
import { authorization, createPermissions } from './permissions.mjs';
import { showPictures } from './pictures.mjs';
import { privacy } from './privacy.mjs';
import { createProxy } from './proxy.mjs';
import { createSelectorQuery } from './query.mjs';
import { request } from './request.mjs';
import { socket } from './socket.mjs';
import { createStore, storage } from './storage.mjs';
import { createToasts, toast } from './toast.mjs';

/** Whoever does not wait for it has been told by a warning already. */
function rejection(result) {
  const rejected = Promise.reject(result);
  rejected.catch(() => {});
  return rejected;
}

/**
 * An interface that the browser view does not have: it fails as on a client that is too old, and says so once.
 * @param {(name: string, options: unknown, result: unknown) => void} log
 */
function createUnknown(log) {
  const told = new Set();
  return (name) =>
    (options = {}) => {
      const result = { errMsg: `${name}:fail not in the browser view` };
      if (!told.has(name)) console.warn(`wx.${name}: not in the browser view`);
      told.add(name);
      log(name, options, result);
      if (/^(on|off)[A-Z]|Sync$/.test(name)) return undefined;
      if (!hasCallback(options)) return rejection(result);
      setTimeout(() => {
        options.fail?.(result);
        options.complete?.(result);
      });
      return undefined;
    };
}

/** What the interfaces share, of this page of the browser. */
function createMeans(host) {
  const search = new URLSearchParams(location.search);
  const calls = createCalls({ log: host.calls.log });
  const toasts = createToasts(host.phone.layer, (path) => host.asset(document.body, path));
  const notify = (title) => toasts.show({ title, icon: 'none' });
  const own = createStore(localStorage, `mlvb-web:${host.appid}:${host.user}:`);
  return {
    calls,
    toasts,
    notify,
    store: createStore(localStorage, `mlvb:${host.appid}:${host.user}:`),
    permissions: createPermissions(own, (search.get('deny') ?? '').split(',')),
    consent: createConsent(host.phone.layer, host.words.wx, notify),
    guard: createGuard(host.phone.layer, host.words.wx),
    proxy: createProxy(host.token),
  };
}

/**
 * `window.wx`. It also lends the tags what they need of it: `host.share`, `host.allows`, `host.keyboard`.
 * @param {any} host
 * @param {{ createLivePusherContext: Function, createLivePlayerContext: Function }} live
 */
export function createWx(host, live) {
  const { calls, toasts, notify, store, permissions, consent, guard, proxy } = createMeans(host);
  const { layer } = host.phone;
  const words = host.words.wx;
  host.share = (target) => share(host, notify, target);
  host.allows = (scope) => permissions.all()[scope] !== false;

  const wx = {
    ...storage(calls, store),
    ...request(calls, proxy),
    ...files(calls, proxy, (urls, at) => showPictures(layer, words, urls, at)),
    ...socket(calls),
    ...login(calls, host),
    ...authorization(calls, permissions, consent, words),
    ...privacy(calls, permissions, consent, words.privacy),
    ...device(calls, host),
    ...network(calls),
    ...screen(calls),
    ...keyboard(calls, host),
    ...toast(calls, toasts),
    ...modal(calls, layer, words),
    ...clipboard(calls, notify, words),
    ...scan(calls, layer, words),
    ...navigation(calls, host, guard),
    ...page(calls, host),
    ...app(calls, host),
    ...live,
    env: { USER_DATA_PATH: 'http://usr' },
    createSelectorQuery: () => createSelectorQuery(() => host.pages.current()),
    createIntersectionObserver: (component, options) => component.createIntersectionObserver(options),
    canIUse: (schema) => /^[a-z-]+\./.test(schema) || String(schema).split('.')[0] in wx,
  };
  const unknown = createUnknown(host.calls.log);
  return new Proxy(wx, { get: (known, name) => (name in known || typeof name === 'symbol' ? known[name] : (known[name] = unknown(name))) });
}
