import { concerns, isError } from './failures.mjs';

/** @typedef {import('./built.mjs').Failure} Failure */

/** As many calls of wx, and notes, as the panel shows. */
const CALLS = 100;
const NOTES = 200;

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
    /** What keeps the app or pages from running, and what failed while they ran. @type {Failure[]} */
    failures: [],
    /** What stops nothing. @type {Failure[]} */
    warnings: [],
    /** @type {{number: number, name: string, options: unknown, result: unknown}[]} calls of wx, the last ones */
    calls: [],

    /** @returns {Failure[]} failures of the page on top, and of the whole app */
    faults() {
      return state.failures.filter((failure) => concerns(failure, state.route()));
    },

    /** @param {Failure[]} failures */
    fail(failures) {
      for (const failure of failures) {
        if (isError(failure)) state.failures.push(failure);
        else if (state.warnings.length < NOTES && !state.warnings.some((known) => isSame(known, failure))) state.warnings.push(failure);
        announce('mlvb-failure', failure);
      }
    },

    /** A build tells all that it found: nothing of before holds. @param {Failure[]} failures */
    failInstead(failures) {
      state.failures.length = state.warnings.length = 0;
      state.fail(failures);
    },

    /** The user goes elsewhere: what went wrong while pages ran is of no interest there. @param {Failure[]} [stay] what still holds */
    forget(stay = []) {
      state.failures.splice(0, Infinity, ...stay);
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
        route: () => pages.current()?.route.path,
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

/** @param {Failure} one @param {Failure} other */
const isSame = (one, other) => ['file', 'line', 'column', 'message'].every((name) => one[name] === other[name]);

/** Before there are pages, and for good when the project has mistakes. */
const unconnected = {
  /** @returns {any} the page on top, as its own code sees it */
  page: () => undefined,
  /** @returns {string | undefined} path of the page on top */
  route: () => undefined,
  /** @returns {string[]} addresses of the pages, from the bottom */
  stack: () => [],
  /** @returns {string} who looks, '' without a name */
  user: () => '',
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
