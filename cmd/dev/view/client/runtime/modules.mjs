import { places } from './paths.mjs';
import { HEAD, NAMES, TAIL } from './place.mjs';

/**
 * Runs the scripts of the mini-program, each once, as WeChat does.
 * @param {Record<string, string>} sources by path
 * @param {Record<string, unknown>} globals wx, App and such
 * @param {(file: string) => string} addressOf the name of a file in stack traces
 * @returns {(file: string) => unknown} runs a file and answers with what it exports
 */
export function createModules(sources, globals, addressOf) {
  /** @type {Map<string, {exports: unknown}>} */
  const loaded = new Map();

  const load = (file) => {
    const known = loaded.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    loaded.set(file, module);
    try {
      compile(file).call(undefined, requireFrom(file), module, module.exports);
    } catch (error) {
      loaded.delete(file);
      throw error;
    }
    return module.exports;
  };

  /** WeChat also loads modules of other sub-packages, by callbacks or a promise; here everything is at hand. */
  const requireFrom = (file) => {
    const now = (request) => load(find(file, request));
    const later = async (request) => now(request);
    const require = (request, done, failed) => {
      if (!done && !failed) return now(request);
      return void later(request).then(done, (error) => failed?.({ mod: request, errMsg: error.message }));
    };
    return Object.assign(require, { async: later });
  };

  const shared = NAMES.map((name) => globals[name]);
  const compile = (file) => (0, eval)(`${HEAD}${sources[file]}${TAIL}\n//# sourceURL=${addressOf(file)}`)(...shared);

  const find = (from, request) => {
    const name = moduleFiles(from, request).find((candidate) => Object.hasOwn(sources, candidate));
    if (name === undefined) throw new Error(`module '${request}' is not defined, require args is '${request}'`);
    return name;
  };

  return load;
}

/**
 * The files that a request may mean, as WeChat looks for them.
 * @param {string} from the file that requires
 * @param {string} request
 * @returns {string[]} the first one wins
 */
export function moduleFiles(from, request) {
  return places(from, request).flatMap((place) => (place.endsWith('.js') ? [place] : [`${place}.js`, `${place}/index.js`]));
}
