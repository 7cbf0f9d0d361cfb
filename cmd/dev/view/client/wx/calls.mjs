/**
 * The form that all of WeChat's interfaces share: options with `success`, `fail` and `complete`, or a promise when none of them
 * is given; an answer never before the caller has gone on.
 */

/** Why a call fails: what stands after `NAME:fail` in its errMsg, and the fields beside it. */
export class Refusal extends Error {
  /**
   * @param {string} reason Empty for a bare `NAME:fail`.
   * @param {object} [fields] For instance `{errno: 103}`.
   */
  constructor(reason, fields = {}) {
    super(reason);
    this.fields = fields;
  }
}

/** A user who closes a dialog. */
export const cancelled = () => new Refusal('cancel');

/**
 * @param {string} name
 * @param {unknown} error
 */
export function failed(name, error) {
  const reason = error instanceof Error ? error.message : String(error);
  const fields = error instanceof Refusal ? error.fields : {};
  return { ...fields, errMsg: reason ? `${name}:fail ${reason}` : `${name}:fail` };
}

const typeOf = (value) => Object.prototype.toString.call(value).slice(8, -1);

/**
 * Refuses options of another type, in WeChat's words.
 * @param {object} options
 * @param {Record<string, string>} types By name of the option, for instance `{title: 'String'}`.
 */
export function need(options, types) {
  for (const [key, type] of Object.entries(types)) {
    const found = typeOf(options[key]);
    if (found === type) continue;
    const text = `parameter error: parameter.${key} should be ${type} instead of ${found};`;
    throw new Refusal(text, { errno: 1001 });
  }
}

/** @param {any} options */
export const hasCallback = (options) => ['success', 'fail', 'complete'].some((name) => typeof options?.[name] === 'function');

/** Tells the callbacks; `complete` hears of it even when the other one throws. */
function tell(options, outcome, result) {
  try {
    options[outcome]?.(result);
  } finally {
    options.complete?.(result);
  }
}

/**
 * @param {{ log(name: string, options: unknown, result: unknown): void, later?: (run: () => void) => void }} means
 *   `later` runs something after the caller has gone on.
 */
export function createCalls({ log, later = (run) => setTimeout(run) }) {
  /**
   * Settles a call whose work is under way.
   * @returns {Promise<object> | undefined}
   */
  function settle(name, options, work) {
    const report = (outcome, result, act) => {
      log(name, options, result);
      later(() => act(outcome, result));
    };
    const watch = (act) =>
      work.then(
        (value) => report('success', { ...value, errMsg: `${name}:ok` }, act),
        (error) => report('fail', failed(name, error), act),
      );
    if (hasCallback(options)) {
      watch((outcome, result) => tell(options, outcome, result));
      return undefined;
    }
    return new Promise((resolve, reject) => watch((outcome, result) => (outcome === 'success' ? resolve : reject)(result)));
  }

  return {
    /**
     * An interface with callbacks or a promise.
     * @param {string} name
     * @param {(options: any) => any} work Gives the fields of the result, or throws a Refusal.
     */
    api:
      (name, work) =>
      (options = {}) =>
        settle(name, options, new Promise((resolve) => resolve(work(options)))),

    /**
     * An interface that gives a task at once, and callbacks only.
     * @param {string} name
     * @param {(options: any) => { task: object, work: Promise<object | void> }} start
     */
    task:
      (name, start) =>
      (options = {}) => {
        const { task, work } = start(options);
        settle(name, { complete() {}, ...options }, work);
        return task;
      },

    /**
     * An interface that answers at once and throws.
     * @param {string} name
     * @param {(...given: any[]) => any} work
     */
    sync:
      (name, work) =>
      (...given) => {
        try {
          const result = work(...given);
          log(name, given.length > 1 ? given : given[0], result);
          return result;
        } catch (error) {
          const { errMsg } = failed(name, error);
          log(name, given, { errMsg });
          throw new Error(errMsg);
        }
      },
  };
}
