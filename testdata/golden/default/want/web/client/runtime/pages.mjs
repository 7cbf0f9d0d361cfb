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

  const drop = (count) => {
    const dropped = stack.slice(stack.length - count).reverse();
    stack = stack.slice(0, stack.length - count);
    dropped.forEach((page) => page.unload());
  };

  /** Opens a page above the lowest ones that stay; one that can't be made leaves everything as it was. */
  const push = (route, stay, given) => {
    const page = open(route, { canGoBack: stay > 0, given });
    if (stay === stack.length) top()?.hide();
    else drop(stack.length - stay);
    stack = [...stack, page];
    page.load();
    changed(stack);
    page.show();
    page.ready();
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
      push(route, stack.length, given);
    },

    /** @param {string} url */
    redirectTo(url) {
      const route = find(url);
      if (tabs.includes(route.path)) throw new Error('can not redirectTo a tabbar page');
      push(route, stack.length - 1);
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
      push(find(url), 0);
    },

    /** @param {string} url */
    switchTab(url) {
      const route = find(url);
      if (!tabs.includes(route.path)) throw new Error('can not switch to no-tabBar page');
      push({ ...route, query: {} }, 0);
    },

    /** @param {string[]} urls from the bottom; what is not there any more is left out */
    restore(urls) {
      const known = urls.filter((url) => findPage(parse(url).path, built.pages));
      known.forEach((url, index) => push(find(url), index));
    },

    addresses: () => stack.map(({ route }) => format(route)),
  };
}
