import { join } from './paths.mjs';
import { findPage, format, parse } from './routes.mjs';
import { createStack } from './stack.mjs';

/** As many pages as WeChat keeps. */
const LIMIT = 10;

/**
 * The stack of pages and the navigation between them. Each way of navigating
 * throws an Error with WeChat's own words when it can't.
 * @param {object} options
 * @param {import('./built.mjs').Built} options.built
 * @param {(route: import('./routes.mjs').Route, context: {canGoBack: boolean, given?: object}) => import('./stack.mjs').Page} options.open
 * @param {() => void} options.changed hears of every change of the stack
 */
export function createPages({ built, open, changed }) {
  const tabs = tabsOf(built.app);
  const { top, all, push, drop, turn, clear } = createStack(open, changed, (path) => tabs.includes(path));

  const find = (url) => {
    const route = parse(url, top()?.route.path);
    const path = findPage(route.path, built.pages);
    if (!path) throw new Error(`page "${route.path}" is not found`);
    return { ...route, path };
  };
  const findOther = (url, name) => {
    const route = find(url);
    if (tabs.includes(route.path)) throw new Error(`can not ${name} a tabbar page`);
    return route;
  };

  return {
    current: top,
    stack: all,

    /**
     * @param {string} url
     * @param {object} [given] what the page gets before it loads, such as getOpenerEventChannel
     */
    navigateTo(url, given) {
      const route = findOther(url, 'navigateTo');
      if (all().length >= LIMIT) throw new Error('webview count limit exceed');
      push(route, all().length, given);
    },

    /** @param {string} url */
    redirectTo(url) {
      push(findOther(url, 'redirectTo'), Math.max(all().length - 1, 0));
    },

    /** @param {number} [delta] */
    navigateBack(delta = 1) {
      if (all().length < 2) throw new Error('cannot navigate back at first page.');
      drop(Math.min(Math.max(delta, 1), all().length - 1));
      changed();
      top().show();
    },

    /** @param {string} url */
    reLaunch(url) {
      clear(find(url));
    },

    /** @param {string} url */
    switchTab(url) {
      const route = find(url);
      if (!tabs.includes(route.path)) throw new Error('can not switch to no-tabBar page');
      turn({ ...route, query: {} });
    },

    /** @param {string[]} urls from the bottom; what is not there any more is left out */
    restore(urls) {
      const known = urls.filter((url) => findPage(parse(url).path, built.pages));
      known.forEach((url, index) => push(find(url), index));
    },

    tabs,
    addresses: () => all().map(({ route }) => format(route)),
  };
}

/**
 * Paths of the pages that tabs lead to.
 * @param {Record<string, any>} app app.json
 * @returns {string[]}
 */
export const tabsOf = (app) => (app.tabBar?.list ?? []).map(({ pagePath }) => join(pagePath));
