import { resolve } from './paths.mjs';

/**
 * @typedef {object} Route
 * @property {string} path of a page, without a slash before
 * @property {Record<string, string>} query as a page gets it: not decoded, as in WeChat
 */

/**
 * Reads the address of a page.
 * @param {string} url from the root with a slash, else from the page that asks
 * @param {string} from path of that page
 * @returns {Route}
 */
export function parse(url, from = '') {
  const [, address, search = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(url) ?? ['', ''];
  return { path: resolve(from, address).replace(/\.html$/, ''), query: queryOf(search) };
}

/** @param {Route} route */
export function format({ path, query }) {
  const search = Object.entries(query).map(([name, value]) => `${name}=${value}`).join('&');
  return `/${path}${search && `?${search}`}`;
}

/**
 * The page that a path means: its own, or the only one that ends so.
 * @param {string} path
 * @param {string[]} pages
 * @returns {string | undefined}
 */
export function findPage(path, pages) {
  if (pages.includes(path)) return path;
  const found = pages.filter((page) => page.endsWith(`/${path}`));
  return found.length === 1 ? found[0] : undefined;
}

function queryOf(search) {
  return Object.fromEntries(search.split('&').filter(Boolean).map((pair) => {
    const [name, ...value] = pair.split('=');
    return [name, value.join('=')];
  }));
}
