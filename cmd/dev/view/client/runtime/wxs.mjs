import { NOT_ON_THE_PHONE } from './place.mjs';

/** What WXS has besides JavaScript's own. */
const BUILT_IN = {
  /** @param {string} pattern @param {string} [flags] */
  getRegExp: (pattern, flags) => new RegExp(pattern, flags),
  /** @param {...any} parts as of Date, none for now */
  getDate: (...parts) => new Date(...parts),
};

/**
 * The compiled templates, with the scripts in them: those see WXS's functions, and no browser.
 * @param {string} expression
 * @returns {Record<string, import('glass-easel').template.ComponentTemplate['content']>} by path
 */
export function evaluate(expression) {
  const names = [...Object.keys(BUILT_IN), ...NOT_ON_THE_PHONE, 'wx'];
  return new Function(...names, `return ${expression}`)(...Object.values(BUILT_IN));
}

/** Where a value of a template comes from, as the compiler says it: a script of its own file, or one in a file beside. */
const isScript = (path) => path?.[0] === 1 || path?.[0] === 2;

/**
 * A compiled template whose listeners are called as WeChat calls them.
 * @param {(name: string) => any} content
 * @param {object} call
 * @param {(host: any, event: any, listener: Function) => unknown} call.method a method of the page or component
 * @param {(host: any, event: any, listener: Function) => unknown} call.script a function of a script
 * @param {(listener: Function) => Function} call.change makes what hears of a changed property, `change:prop`, of a function of a script
 */
export function withCalls(content, { method, script, change }) {
  const prepared = new WeakSet();
  const prepare = (wrapper) => {
    prepared.add(wrapper);
    wrapper.setFnFilter((listener) => change(listener));
    wrapper.setEventListenerWrapper((host, event, listener, path) => (isScript(path) ? script : method)(host, event, listener));
    // Templates set those that they were compiled with, which are none.
    wrapper.setFnFilter = wrapper.setEventListenerWrapper = () => {};
  };
  return (name) => {
    const generate = content(name);
    return generate && ((wrapper, ...rest) => {
      if (!prepared.has(wrapper)) prepare(wrapper);
      return generate(wrapper, ...rest);
    });
  };
}
