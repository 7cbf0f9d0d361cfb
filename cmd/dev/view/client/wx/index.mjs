import './wx.css';
import './dialogs.css';
import './consent.css';
import { elementName } from '../runtime/wxss.mjs';
import { Absent } from '../tags/absent.mjs';
import { createAbsent } from './absent.mjs';
import { app, share } from './app.mjs';
import { createAnimation } from './animation.mjs';
import { bytes } from './bytes.mjs';
import { createCalls } from './calls.mjs';
import { canIUse } from './can-i-use.mjs';
import { canvas } from './canvas.mjs';
import { clipboard, scan } from './clipboard.mjs';
import { createConsent } from './consent.mjs';
import { device, network, screen } from './device.mjs';
import { files } from './files.mjs';
import { fonts } from './fonts.mjs';
import { createIntersectionObserver } from './intersection.mjs';
import { keyboard } from './keyboard.mjs';
import { login } from './login.mjs';
import { media } from './media.mjs';
import { modal } from './modal.mjs';
import { createGuard, navigation } from './navigation.mjs';
import { page } from './page.mjs';
import { authorization, createPermissions } from './permissions.mjs';
import { showPictures } from './pictures.mjs';
import { privacy } from './privacy.mjs';
import { createProxy } from './proxy.mjs';
import { createSelectorQuery } from './query.mjs';
import { reports } from './reports.mjs';
import { request } from './request.mjs';
import { socket } from './socket.mjs';
import { createStore, storage } from './storage.mjs';
import { tabBar } from './tab-bar.mjs';
import { createToasts, toast } from './toast.mjs';

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

/** Whether a tag is drawn, and no box stands for it. @param {string} tag */
const hasTag = (tag) => {
  const made = customElements.get(elementName(tag));
  return made !== undefined && !(made.prototype instanceof Absent);
};

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
    ...tabBar(calls, host),
    ...canvas(calls, host),
    ...media(host),
    ...bytes(),
    ...fonts(calls),
    ...reports(),
    ...app(calls, host),
    ...live,
    env: { USER_DATA_PATH: 'http://usr' },
    createSelectorQuery: () => createSelectorQuery(() => host.pages.current()),
    createIntersectionObserver: (component, options) => createIntersectionObserver(component ?? host.pages.current()?.instance, options),
    createAnimation,
    cloud: createAbsent(host.calls.log, () => host.warn(host.words.shell.noCloud)).branch('cloud'),
    canIUse: (schema) => canIUse(String(schema), wx, hasTag),
  };
  const absent = createAbsent(host.calls.log, (name) => host.warn(host.words.shell.absent(name)));
  // A call of what is not there fails and says so; `in` and canIUse know it before.
  const failing = {};
  return new Proxy(wx, {
    get: (known, name) => (name in known || typeof name === 'symbol' ? known[name] : (failing[name] ??= absent.call(name))),
  });
}
