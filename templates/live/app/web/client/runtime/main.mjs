import './phone.css';
import { createWx } from '../wx/index.mjs';
import { defineLive } from '../live/index.mjs';
import { defineTags } from '../tags/index.mjs';
import { createApp } from './app.mjs';
import { createEngine } from './engine.mjs';
import { SOURCES, watchFaults } from './faults.mjs';
import { createHost } from './host.mjs';
import { openPage } from './page.mjs';
import { createPages } from './pages.mjs';
import { createPhone } from './phone.mjs';
import { listen, remember, remembered } from './reload.mjs';
import { createStyles } from './styles.mjs';
import { windowOf } from './theme.mjs';
import words from '../../words.js';

const state = { ready: false, failures: [], calls: [], page: () => undefined, go() {}, fire() {} };
window.mlvb = state;

const announce = (name, detail) => dispatchEvent(new CustomEvent(name, { detail }));
watchFaults((failure) => {
  state.failures.push(failure);
  announce('mlvb-failure', failure);
});

const built = await (await fetch('/build.json')).json();
if (built.failures.length > 0) listen({ reload });
else start();

function start() {
  const phone = createPhone(new URLSearchParams(location.search));
  const styles = createStyles(built.styles, built.pages);
  const app = createApp();
  const changed = batched(() => announce('mlvb-change'));
  const host = createHost({ phone, state, words, changed, configs: built.configs });

  defineTags(host);
  const wx = createWx(host, defineLive(host));
  window.wx = wx;
  const engine = createEngine(built, {
    globals: { ...app.globals, getCurrentPages: () => pages.stack().map(({ instance }) => instance), wx },
    changed,
    addressOf: (file) => `${location.origin}${SOURCES}${encodeURI(`${built.root}${file}`)}`,
  });
  const pages = createPages({
    built,
    open: (route, canGoBack) => openPage(route, {
      engine,
      parent: phone.root,
      config: () => windowOf(built, route.path, phone.theme()),
      canGoBack,
      back: () => pages.navigateBack(),
      backLabel: words.shell.back,
    }),
    changed: (stack) => {
      const page = stack[stack.length - 1];
      styles.show(page.route.path);
      history.replaceState(null, '', `#${pages.addresses().at(-1)}`);
      remember(pages.addresses());
      changed();
    },
  });
  host.pages = pages;
  Object.assign(state, {
    page: () => pages.current()?.instance,
    go: (url) => pages.reLaunch(url),
    fire: (selector, type, detail) => host.fire(pages.current().frame.querySelector(selector), type, detail),
    setTheme: phone.setTheme,
    stack: pages.addresses,
  });

  phone.onTheme((theme) => {
    pages.stack().forEach((page) => page.paint());
    app.tell('onThemeChange', { theme });
    pages.stack().forEach((page) => page.tell('onThemeChange', { theme }));
  });
  addEventListener('hashchange', () => attempt(() => pages.reLaunch(location.hash.slice(1))));
  addEventListener('resize', () => pages.current()?.resize({ windowWidth: innerWidth, windowHeight: innerHeight }));
  addEventListener('pagehide', () => app.tell('onHide'));
  listen({ reload, styles: styles.replace });

  attempt(() => {
    if (built.modules['app.js']) engine.load('app.js');
    const first = location.hash.slice(1) || `/${built.pages[0]}`;
    const before = remembered(first);
    const launch = { path: built.pages[0], query: {}, scene: 1001, referrerInfo: {} };
    app.tell('onLaunch', launch);
    app.tell('onShow', launch);
    if (before) pages.restore(before);
    else pages.reLaunch(first.startsWith('/') ? first : `/${first}`);
  });
  state.ready = true;
  announce('mlvb-ready');
}

function reload() {
  location.reload();
}

function attempt(action) {
  try {
    action();
  } catch (error) {
    console.error(error);
  }
}

/** Calls once per frame, however often it is asked. */
function batched(call) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      call();
    });
  };
}
