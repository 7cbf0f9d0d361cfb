import './phone.css';
import words from 'words';
import { defineLive } from '../live/index.mjs';
import { showFailures } from '../shell/overlay.mjs';
import { defineTags } from '../tags/index.mjs';
import { createWx } from '../wx/index.mjs';
import { createApp } from './app.mjs';
import { drawChrome } from './chrome.mjs';
import { createEngine } from './engine.mjs';
import { blocking, ownerOf } from './failures.mjs';
import { watchFaults } from './faults.mjs';
import { createHost } from './host.mjs';
import { createNavigation } from './launch.mjs';
import { createMethods } from './methods.mjs';
import { createPhone } from './phone.mjs';
import { SOURCES } from './place.mjs';
import { follow } from './reload.mjs';
import { original } from './sourcemap.mjs';
import { createState } from './state.mjs';
import { createStyles } from './styles.mjs';

const state = createState();
/** @type {import('./built.mjs').Built | undefined} */
let built;
/** @type {ReturnType<typeof createApp> | undefined} */
let app;
/** @type {ReturnType<typeof createNavigation>['pages'] | undefined} */
let opened;
window.mlvb = state;
watchFaults((failure) => state.fail([located(failure)]), (...told) => app?.tell(...told));
// In the shell's frame the shell shows what fails.
const alone = window.top === window;
if (alone) for (const name of ['mlvb-failure', 'mlvb-change']) addEventListener(name, () => showFailures(document.body, state.faults(), words.shell));

built = await (await fetch('/build.json')).json();
const styles = createStyles(built.styles, built.pages);
const { moved } = follow(built, state, styles);
state.fail(built.failures);
if (blocking(built.failures, undefined).length === 0) start();

function start() {
  const phone = createPhone(new URLSearchParams(location.search));
  const chrome = drawChrome(words.shell, phone, { share: () => host.share() });
  const address = location.hash.slice(1) || `/${built.pages[0]}`;
  app = createApp(built.pages, address);
  const host = createHost({ built, app, phone, state, words, chrome });
  defineTags(host);
  window.wx = createWx(host, defineLive(host));

  const { pages, tabBar, getTabBar, enter, launch } = createNavigation(built, { engine: () => engine, app, phone, chrome, styles, state, moved, words: words.shell });
  const engine = createEngine(built, {
    globals: { ...app.globals, getCurrentPages: () => pages.stack().map(({ instance }) => instance), requirePlugin: host.requirePlugin, wx: window.wx },
    methods: createMethods({ getTabBar, current: pages.current }),
    changed: state.changed,
    share: styles.share,
    addressOf: (file) => `${location.origin}${SOURCES}${encodeURI(`${built.root}${file}`)}`,
  });
  host.pages = opened = pages;
  host.tabBar = tabBar;
  host.behaviors = () => engine.behaviors;
  state.connect({ pages, user: () => host.user, go: (url) => visit(() => enter(url)), setTheme: phone.setTheme, away: chrome.away, fire: host.fire });

  phone.onTheme((theme) => {
    pages.stack().forEach((page) => page.paint());
    tabBar.draw();
    chrome.paint(pages.current()?.bar.color() ?? '');
    for (const listener of [app, ...pages.stack()]) listener.tell('onThemeChange', { theme });
    state.changed();
  });
  addEventListener('hashchange', () => visit(() => launch(location.hash.slice(1))));
  addEventListener('resize', () => pages.current()?.resize({ windowWidth: innerWidth, windowHeight: innerHeight }));
  // The browser's own tabs say nothing about that: two of them may hold two people of a room.
  chrome.onAway((away) => app.visible(!away, pages.current()));

  attempt(() => {
    if ('app.js' in built.modules) engine.load('app.js');
    app.launch();
  });
  attempt(() => launch(address));
  state.announceReady();
}

/** With its place in the source, as scripts written as ES modules run as esbuild wrote them anew, and with the page that it belongs to. */
function located(failure) {
  const file = failure.file.slice(built?.root.length ?? 0);
  const page = ownerOf(file, opened?.stack().map(({ route }) => route.path) ?? []);
  const code = built?.modules[file];
  return { ...failure, ...code && failure.line && original(code, failure), pages: page ? [page] : null };
}

/** What the user does by the address. @param {() => void} action */
function visit(action) {
  state.forget(built.failures);
  attempt(action);
}

function attempt(action) {
  try {
    action();
  } catch (error) {
    reportError(error);
  }
}
