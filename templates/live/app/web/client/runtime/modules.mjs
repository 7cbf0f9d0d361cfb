/** What a browser has and the phone hasn't: a script that reaches for it shall fail here too. */
const NOT_ON_THE_PHONE = [
  'window', 'document', 'navigator', 'location', 'history', 'localStorage', 'sessionStorage', 'fetch', 'XMLHttpRequest', 'WebSocket',
  'alert', 'confirm', 'prompt', 'self', 'frames', 'parent',
];

/**
 * Runs the scripts of the mini-program, each once, as WeChat does.
 * @param {Record<string, string>} sources by path
 * @param {Record<string, unknown>} globals what a script finds without require
 * @param {(file: string) => string} addressOf the name of a file in stack traces
 * @returns {(file: string) => unknown} runs a file and answers with what it exports
 */
export function createModules(sources, globals, addressOf) {
  /** @type {Map<string, {exports: unknown}>} */
  const loaded = new Map();
  const names = ['require', 'module', 'exports', ...Object.keys(globals), ...NOT_ON_THE_PHONE];

  const load = (file) => {
    const known = loaded.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    loaded.set(file, module);
    try {
      compile(file).call(undefined, (request) => load(find(file, request)), module, module.exports, ...Object.values(globals));
    } catch (error) {
      loaded.delete(file);
      throw error;
    }
    return module.exports;
  };

  /** The code begins on the first line, so that the lines of an error are those of the file. */
  const compile = (file) => (0, eval)(`(function (${names.join(', ')}) {'use strict';${sources[file]}\n})\n//# sourceURL=${addressOf(file)}`);

  const find = (from, request) => {
    const path = resolve(from, request);
    const name = [path, `${path}.js`, `${path}/index.js`].find((name) => name.endsWith('.js') && name in sources);
    if (!name) throw new Error(`module '${request}' is not defined, require args is '${request}'`);
    return name;
  };

  return load;
}

function resolve(from, request) {
  const parts = request.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of request.split('/')) {
    if (part === '..') parts.pop();
    else if (part && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
