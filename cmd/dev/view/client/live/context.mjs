/**
 * @typedef {object} Callbacks
 * @property {(result: object) => void} [success]
 * @property {(error: { errMsg: string }) => void} [fail]
 * @property {(result: object) => void} [complete]
 */

/**
 * Runs an operation and answers by callbacks, never before it returns.
 * @param {string} name Of the messages.
 * @param {(options: any) => any} operate
 * @param {Callbacks} options
 */
async function answer(name, operate, options) {
  /** @type {[keyof Callbacks, any]} */
  let outcome;
  try {
    outcome = ['success', { ...(await operate(options)), errMsg: `${name}:ok` }];
  } catch (error) {
    outcome = ['fail', { errMsg: `${name}:fail ${error.message}` }];
  }
  const [callback, result] = outcome;
  options[callback]?.(result);
  options.complete?.(result);
}

/**
 * What `wx.createLive…Context` gives.
 * @param {string} name
 * @param {readonly string[]} methods The tag has them under the same names.
 * @param {readonly string[]} absent Those of the phone that the browser has nothing for.
 * @param {() => any} find The tag, at the time of the call.
 */
export function createContext(name, methods, absent, find) {
  const operate = (method) => async (options) => {
    const element = find();
    if (!element) throw new Error('no such tag on the page');
    return element[method](options);
  };
  const refuse = (method) => async () => {
    throw new Error(`${method} is not in the browser view`);
  };
  const bound = (make) => (method) => [method, (options = {}) => void answer(name, make(method), options)];
  return Object.fromEntries([...methods.map(bound(operate)), ...absent.map(bound(refuse))]);
}
