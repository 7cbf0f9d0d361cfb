import './phone.css';
import { createWx } from '../wx/index.mjs';
import { defineLive } from '../live/index.mjs';
import { defineTags } from '../tags/index.mjs';
import { showFailures } from '../shell/overlay.mjs';
import { createApp } from './app.mjs';
import { drawChrome } from './chrome.mjs';
import { createEngine } from './engine.mjs';
import { watchFaults } from './faults.mjs';
import { createHost } from './host.mjs';
import { openPage } from './page.mjs';
import { createPages } from './pages.mjs';
import { createPhone } from './phone.mjs';
import { SOURCES } from './place.mjs';
import { listen, remember, remembered } from './reload.mjs';
import { original } from './sourcemap.mjs';
import { createState } from './state.mjs';
import { createStyles } from './styles.mjs';
import { windowOf } from './theme.mjs';
import words from '../../words.js';

const state = createState();
/** @type {import('../../build/app.mjs').Built | undefined} */
let built;
window.mlvb = state;
watchFaults((failure) => state.fail([located(failure)]));
// In the shell's frame the shell shows what fails.
if (window.top === window) addEventListener('mlvb-failure', () => showFailures(document.body, state.failures, words.shell));

built = await (await fetch('/build.json')).json();
const styles = createStyles(built.styles, built.pages);
listen(built.revision, {
  reload: () => location.reload(),
  styles: styles.replace,
  failure: (failures) => state.fail(failures, { instead: true }),
});
if (built.failures.length > 0) state.fail(built.failures);
else start();

function start() {
  const phone = createPhone(new URLSearchParams(location.search));
  const chrome = drawChrome(words.shell, phone);
  const app = createApp(built);
  const host = createHost({ appid: built.appid, phone, state, words, chrome });
  defineTags(host);
  window.wx = createWx(host, defineLive(host));

  const engine = createEngine(built, {
    globals: { ...app.globals, getCurrentPages: () => pages.stack().map(({ instance }) => instance), wx: window.wx },
    changed: state.changed,
    addressOf: (file) => `${location.origin}${SOURCES}${encodeURI(`${built.root}${file}`)}`,
  });
  const pages = createPages({ built, open, changed: shown });
  let launched = false;
  host.pages = pages;
  state.connect({ host, pages, phone, chrome });

  function open(route, { canGoBack, given }) {
    return openPage(route, {
      engine,
      given,
      parent: phone.pages,
      config: () => windowOf(built, route.path, phone.theme()),
      way: wayOut(route, canGoBack),
    });
  }

  /** Also the phone has a way to the first page, where a link leads into the middle. */
  function wayOut({ path }, canGoBack) {
    if (canGoBack) return { kind: 'back', label: words.shell.back, go: () => window.wx.navigateBack({ fail() {} }) };
    if (path === built.pages[0]) return undefined;
    return { kind: 'home', label: words.shell.home, go: () => window.wx.reLaunch({ url: `/${built.pages[0]}` }) };
  }

  function shown() {
    const page = pages.current();
    const addresses = pages.addresses();
    styles.show(page.route.path);
    chrome.paint(page.bar.color());
    state.changed();
    // A page that fails to open shall be tried again after the next save.
    if (!launched) return;
    history.replaceState(null, '', `#${addresses.at(-1)}`);
    remember(addresses);
  }

  function repaint(theme) {
    pages.stack().forEach((page) => page.paint());
    chrome.paint(pages.current()?.bar.color() ?? '');
    app.tell('onThemeChange', { theme });
    pages.stack().forEach((page) => page.tell('onThemeChange', { theme }));
    state.changed();
  }

  function launch() {
    if ('app.js' in built.modules) engine.load('app.js');
    const address = location.hash.slice(1) || `/${built.pages[0]}`;
    const before = remembered(address);
    app.launch(address);
    if (before) pages.restore(before);
    else pages.reLaunch(absolute(address));
    launched = true;
    shown();
  }

  phone.onTheme(repaint);
  addEventListener('hashchange', () => attempt(() => pages.reLaunch(absolute(location.hash.slice(1)))));
  addEventListener('resize', () => pages.current()?.resize({ windowWidth: innerWidth, windowHeight: innerHeight }));
  // The browser's own tabs say nothing about that: two of them may hold two people of a room.
  chrome.onAway((away) => app.visible(!away, pages.current()));
  attempt(launch);
  state.announceReady();
}

/** Scripts written as ES modules run as esbuild wrote them anew. */
function located(failure) {
  const code = built?.modules[failure.file.slice(built.root.length)];
  return code && failure.line ? { ...failure, ...original(code, failure) } : failure;
}

function absolute(address) {
  return `/${address.replace(/^\/+/, '')}`;
}

function attempt(action) {
  try {
    action();
  } catch (error) {
    console.error(error);
  }
}
