import { hasCallback } from './calls.mjs';

/** How a call ends whose interface the browser view does not have. */
export const ABSENT = 'not in the browser view';

/** Whoever does not wait for it has been told in the panel. */
function rejection(result) {
  const rejected = Promise.reject(result);
  rejected.catch(() => {});
  return rejected;
}

/** Managers and contexts, whose methods are called without a look at what they answer. */
const GIVES_OBJECT = /^create[A-Z]|(Manager|Context)$/;

/**
 * An object that takes every call and does nothing. What a call answers fails for whoever waits for it.
 * @param {{errMsg: string}} result
 * @param {Promise<never>} [promise] of an answer
 */
export function hollow(result, promise) {
  const waits = (name) => ['then', 'catch', 'finally'].includes(name);
  return new Proxy({}, {
    get(own, name) {
      if (name in own || typeof name === 'symbol') return own[name];
      if (waits(name)) return promise && promise[name].bind(promise);
      return () => hollow(result, rejection(result));
    },
  });
}

function fail(options, result) {
  if (!hasCallback(options)) return rejection(result);
  setTimeout(() => {
    options.fail?.(result);
    options.complete?.(result);
  });
  return undefined;
}

/**
 * Interfaces that the browser view does not have: each fails as on a client that is too old, and is named once in the panel.
 * @param {(name: string, options: unknown, result: unknown) => void} log
 * @param {(name: string) => void} tell
 */
export function createAbsent(log, tell) {
  const told = new Set();
  const note = (name, options) => {
    const result = { errMsg: `${name}:fail ${ABSENT}` };
    if (!told.has(name)) tell(name);
    told.add(name);
    log(name, options, result);
    return result;
  };

  return {
    /** @param {string} name of a member of wx */
    call: (name) => (options = {}) => {
      const result = note(name, options);
      if (GIVES_OBJECT.test(name)) return hollow(result);
      if (/Sync$/.test(name)) return {};
      return /^(on|off)[A-Z]/.test(name) ? undefined : fail(options, result);
    },

    /**
     * A whole branch, wx.cloud: calls may be chained, and whoever waits for one hears that it failed.
     * @param {string} name
     */
    branch(name) {
      const at = (path) => new Proxy(() => {}, {
        get: (_, part) => (part === 'then' || typeof part === 'symbol' ? undefined : at(`${path}.${part}`)),
        apply: (_, __, [options]) => called(path, options),
      });
      const called = (path, options) => {
        const isBegin = path === `${name}.init`;
        const result = note(path, options);
        if (isBegin || fail(options, result) === undefined) return undefined;
        const after = at(path);
        return new Proxy(after, {
          get: (_, part) => (part === 'then' ? (done, failed) => rejection(result).then(done, failed) : after[part]),
          apply: (_, __, [more]) => called(path, more),
        });
      };
      return at(name);
    },
  };
}
