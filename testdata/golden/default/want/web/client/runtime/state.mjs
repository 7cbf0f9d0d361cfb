/**
 * `window.mlvb`: what the shell and tests see of the page, and how they steer it.
 * Events of the window say when to look: mlvb-ready, mlvb-change, mlvb-failure.
 */
export function createState() {
  const announce = (name, detail) => dispatchEvent(new CustomEvent(name, { detail }));
  let waiting = false;

  const state = {
    ready: false,
    /** @type {import('../../build/failure.mjs').Failure[]} */
    failures: [],
    /** @type {{number: number, name: string, options: unknown, result: unknown}[]} calls of wx, the last ones */
    calls: [],
    /** @returns {any} the page on top, as its own code sees it */
    page: () => undefined,
    /** @returns {string[]} addresses of the pages, from the bottom */
    stack: () => [],
    /** @param {string} url opens a page alone */
    go(url) {},
    /** Triggers an event of a tag of the page on top. */
    fire(selector, type, detail) {},
    /** @param {'light' | 'dark'} theme */
    setTheme(theme) {},
    /** The user leaves WeChat, or comes back. @param {boolean} away */
    away(away) {},

    /**
     * @param {import('../../build/failure.mjs').Failure[]} failures
     * @param {{instead?: boolean}} [options] instead: of those that are known
     */
    fail(failures, { instead = false } = {}) {
      if (instead) state.failures.length = 0;
      for (const failure of failures) {
        state.failures.push(failure);
        announce('mlvb-failure', failure);
      }
    },

    /** Announces a change, once per frame. */
    changed() {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        announce('mlvb-change');
      });
    },

    announceReady() {
      state.ready = true;
      announce('mlvb-ready');
    },

    connect({ host, pages, phone, chrome }) {
      state.page = () => pages.current()?.instance;
      state.stack = pages.addresses;
      state.go = (url) => pages.reLaunch(url);
      state.setTheme = phone.setTheme;
      state.away = chrome.away;
      state.fire = (selector, type, detail) => {
        const element = pages.current().frame.querySelector(selector);
        if (!element) throw new Error(`no element ${selector} in ${pages.current().route.path}`);
        host.fire(element, type, detail);
      };
    },
  };
  return state;
}
