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
import { createNavigation } from './launch.mjs';
import { createPhone } from './phone.mjs';
import { SOURCES } from './place.mjs';
import { listen } from './reload.mjs';
import { original } from './sourcemap.mjs';
import { createState } from './state.mjs';
import { createStyles } from './styles.mjs';
import words from 'words';

const state = createState();
/** @type {import('./built.mjs').Built | undefined} */
let built;
/** @type {ReturnType<typeof createApp> | undefined} */
let app;
window.mlvb = state;
watchFaults((failure) => state.fail([located(failure)]), (...told) => app?.tell(...told));
// In the shell's frame the shell shows what fails.
const alone = window.top === window;
if (alone) addEventListener('mlvb-failure', () => showFailures(document.body, state.failures, words.shell));

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
  const chrome = drawChrome(words.shell, phone, { share: () => host.share() });
  const address = location.hash.slice(1) || `/${built.pages[0]}`;
  app = createApp(built.pages, address);
  const host = createHost({ appid: built.appid, app, phone, log: state.log, words, chrome });
  defineTags(host);
  window.wx = createWx(host, defineLive(host));

  const { pages, enter, launch } = createNavigation(built, { engine: () => engine, app, phone, chrome, styles, state, words: words.shell });
  const engine = createEngine(built, {
    globals: { ...app.globals, getCurrentPages: () => pages.stack().map(({ instance }) => instance), wx: window.wx },
    changed: state.changed,
    addressOf: (file) => `${location.origin}${SOURCES}${encodeURI(`${built.root}${file}`)}`,
  });
  host.pages = pages;
  state.connect({ pages, go: (url) => visit(() => enter(url)), setTheme: phone.setTheme, away: chrome.away, fire: host.fire });

  phone.onTheme((theme) => {
    pages.stack().forEach((page) => page.paint());
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
    launch(address);
  });
  state.announceReady();
}

/** Scripts written as ES modules run as esbuild wrote them anew. */
function located(failure) {
  const code = built?.modules[failure.file.slice(built.root.length)];
  return code && failure.line ? { ...failure, ...original(code, failure) } : failure;
}

/** What the user does by the address. @param {() => void} action */
function visit(action) {
  state.forget();
  if (alone) showFailures(document.body, [], words.shell);
  attempt(action);
}

function attempt(action) {
  try {
    action();
  } catch (error) {
    reportError(error);
  }
}
