/** As many calls of wx as the panel shows. */
const CALLS = 100;

/**
 * `window.mlvb`: what the shell and tests see of the page, and how they steer it.
 * Events of the window say when to look: mlvb-ready, mlvb-change, mlvb-failure.
 */
export function createState() {
  const changed = oncePerFrame(() => announce('mlvb-change'));
  let calls = 0;

  const state = {
    ...unconnected,
    changed,
    ready: false,
    /** @type {import('./built.mjs').Failure[]} */
    failures: [],
    /** @type {{number: number, name: string, options: unknown, result: unknown}[]} calls of wx, the last ones */
    calls: [],

    /**
     * @param {import('./built.mjs').Failure[]} failures
     * @param {{instead?: boolean}} [options] instead: of those that are known
     */
    fail(failures, { instead = false } = {}) {
      if (instead) state.failures.length = 0;
      for (const failure of failures) {
        state.failures.push(failure);
        announce('mlvb-failure', failure);
      }
    },

    /** The user goes elsewhere: what went wrong before is of no interest there. */
    forget() {
      state.failures.length = 0;
      changed();
    },

    /**
     * Takes a call of wx.
     * @param {string} name
     * @param {unknown} options
     * @param {unknown} result
     */
    log(name, options, result) {
      calls += 1;
      state.calls.push({ number: calls, name, options, result });
      if (state.calls.length > CALLS) state.calls.shift();
      changed();
    },

    announceReady() {
      state.ready = true;
      announce('mlvb-ready');
    },

    connect({ pages, fire, ...given }) {
      Object.assign(state, given, {
        page: () => pages.current()?.instance,
        stack: pages.addresses,
        fire(selector, type, detail) {
          const { frame, route } = pages.current();
          const element = frame.querySelector(selector);
          if (!element) throw new Error(`no element ${selector} in ${route.path}`);
          fire(element, type, detail);
        },
      });
    },
  };
  return state;
}

/** Before there are pages, and for good when the project has mistakes. */
const unconnected = {
  /** @returns {any} the page on top, as its own code sees it */
  page: () => undefined,
  /** @returns {string[]} addresses of the pages, from the bottom */
  stack: () => [],
  /** @param {string} url opens a page alone */
  go(url) {},
  /** Triggers an event of a tag of the page on top. @param {string} selector @param {string} type @param {object} [detail] */
  fire(selector, type, detail) {},
  /** @param {'light' | 'dark'} theme */
  setTheme(theme) {},
  /** The user leaves WeChat, or comes back. @param {boolean} away */
  away(away) {},
};

function announce(name, detail) {
  dispatchEvent(new CustomEvent(name, { detail }));
}

function oncePerFrame(act) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      act();
    });
  };
}
