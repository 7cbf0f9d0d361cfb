import { openPage } from './page.mjs';
import { findPage, format, parse } from './routes.mjs';

/** As many pages as WeChat keeps. */
const LIMIT = 10;

/**
 * The stack of pages and the navigation between them. Each way of navigating
 * throws an Error with WeChat's own words when it can't.
 * @param {object} options
 * @param {import('../../build/app.mjs').Built} options.built
 * @param {(route: import('./routes.mjs').Route, context: {canGoBack: boolean, given?: object}) => ReturnType<typeof openPage>} options.open
 * @param {(pages: ReturnType<typeof openPage>[]) => void} options.changed hears of every change of the stack
 */
export function createPages({ built, open, changed }) {
  /** @type {ReturnType<typeof openPage>[]} */
  let stack = [];
  const top = () => stack[stack.length - 1];
  const tabs = (built.app.tabBar?.list ?? []).map(({ pagePath }) => pagePath);

  const find = (url) => {
    const route = parse(url, top()?.route.path);
    const path = findPage(route.path, built.pages);
    if (!path) throw new Error(`page "${route.path}" is not found`);
    return { ...route, path };
  };

  const push = (route, given) => {
    const page = open(route, { canGoBack: stack.length > 0, given });
    stack = [...stack, page];
    page.load();
    changed(stack);
    page.show();
    page.ready();
  };

  const drop = (count) => {
    const dropped = stack.slice(stack.length - count).reverse();
    stack = stack.slice(0, stack.length - count);
    dropped.forEach((page) => page.unload());
  };

  return {
    current: top,
    stack: () => stack,

    /**
     * @param {string} url
     * @param {object} [given] what the page gets before it loads, such as getOpenerEventChannel
     */
    navigateTo(url, given) {
      const route = find(url);
      if (tabs.includes(route.path)) throw new Error('can not navigateTo a tabbar page');
      if (stack.length >= LIMIT) throw new Error(`webview count limit exceed`);
      top()?.hide();
      push(route, given);
    },

    /** @param {string} url */
    redirectTo(url) {
      const route = find(url);
      if (tabs.includes(route.path)) throw new Error('can not redirectTo a tabbar page');
      drop(1);
      push(route);
    },

    /** @param {number} [delta] */
    navigateBack(delta = 1) {
      if (stack.length < 2) throw new Error('cannot navigate back at first page.');
      drop(Math.min(Math.max(delta, 1), stack.length - 1));
      changed(stack);
      top().show();
    },

    /** @param {string} url */
    reLaunch(url) {
      const route = find(url);
      drop(stack.length);
      push(route);
    },

    /** @param {string} url */
    switchTab(url) {
      const route = find(url);
      if (!tabs.includes(route.path)) throw new Error('can not switch to no-tabBar page');
      drop(stack.length);
      push({ ...route, query: {} });
    },

    /** @param {string[]} urls from the bottom; what is not there any more is left out */
    restore(urls) {
      for (const url of urls) {
        if (!findPage(parse(url).path, built.pages)) continue;
        top()?.hide();
        push(find(url));
      }
    },

    addresses: () => stack.map(({ route }) => format(route)),
  };
}
