import { blocking } from './failures.mjs';
import { openPage } from './page.mjs';
import { createCustomTabBars } from './custom-tab-bar.mjs';
import { createPages, tabsOf } from './pages.mjs';
import { join } from './paths.mjs';
import { remember, remembered } from './reload.mjs';
import { findPage, format, parse } from './routes.mjs';
import { createTabBar } from './tab-bar.mjs';
import { windowOf } from './theme.mjs';

/**
 * Opens the pages of a mini-program and keeps the document, its address and
 * what a reload finds in step with them.
 * @param {import('./built.mjs').Built} built
 * @param {object} on
 * @param {() => ReturnType<typeof import('./engine.mjs').createEngine>} on.engine
 * @param {ReturnType<typeof import('./app.mjs').createApp>} on.app
 * @param {ReturnType<typeof import('./phone.mjs').createPhone>} on.phone
 * @param {ReturnType<typeof import('./chrome.mjs').drawChrome>} on.chrome
 * @param {ReturnType<typeof import('./styles.mjs').createStyles>} on.styles
 * @param {ReturnType<typeof import('./state.mjs').createState>} on.state
 * @param {() => void} on.moved hears that another page is on top
 * @param {typeof import('../words/en.js').shell} on.words
 */
export function createNavigation(built, { engine, app, phone, chrome, styles, state, moved, words }) {
  const [home] = built.pages;
  let launched = false;
  const tabs = tabsOf(built.app);
  const bars = createCustomTabBars(built, engine, tabs);
  const pages = createPages({ built, open, changed: shown });
  const tabBar = createTabBar(phone.pages, built, { theme: phone.theme, tapped });

  function open(route, { canGoBack, given }) {
    return openPage(route, {
      engine: engine(),
      given,
      parent: phone.pages,
      config: () => windowOf(built, route.path, phone.theme()),
      way: wayOut(route.path, canGoBack),
      addBar: (component, view) => bars.add(route.path, component, view),
      isTab: tabs.includes(route.path),
      isBlocked: blocking(built.failures, route.path).length > 0,
    });
  }

  /** Also WeChat has a way to the first page, where a link leads into the middle. */
  function wayOut(path, canGoBack) {
    if (canGoBack) return { kind: 'back', label: words.back, go: () => window.wx.navigateBack({ fail() {} }) };
    if (path === home || tabs.includes(path)) return undefined;
    return { kind: 'home', label: words.home, go: () => window.wx.reLaunch({ url: `/${home}` }) };
  }

  function shown() {
    const { route, bar } = pages.current();
    const addresses = pages.addresses();
    styles.show(route.path);
    tabBar.show(route.path);
    chrome.paint(bar.color());
    state.changed();
    // What an earlier start left stays until the pages stand.
    if (!launched) return;
    history.replaceState(null, '', `#${addresses.at(-1)}`);
    remember(addresses);
    moved();
  }

  function tapped(tap) {
    pages.switchTab(`/${join(tap.pagePath)}`);
    pages.current().tell('onTabItemTap', tap);
  }

  /** The app may lead elsewhere, at once and once, from an address that is no page's. */
  function enter(address) {
    const route = parse(address);
    const before = pages.current();
    if (!findPage(route.path, built.pages)) app.tell('onPageNotFound', { ...route, isEntryPage: true });
    if (pages.current() === before) pages.reLaunch(format(route));
  }

  return {
    pages,
    tabBar,
    getTabBar: bars.of,
    enter,

    /** @param {string} address of the page that the user wants to see, or of the one that a reload left */
    launch(address) {
      const before = remembered(address);
      if (before) pages.restore(before);
      else enter(address);
      launched = true;
      shown();
    },
  };
}
