/**
 * Joins the templates of a mini-program and the scripts in them. Each runs only when something asks for it, so that
 * one that fails stops none but those that use it.
 * @param {Record<string, string>} templates expressions by path, functions of the names that link.go declares
 * @param {Record<string, string>} scripts by path for files, by the template's path, # and the module for the others
 * @param {(code: string) => any} run evaluates where those names are
 * @returns {Record<string, (name: string) => Function>} by path
 */
(templates, scripts, run) => {
  const loaded = {};
  const load = (name) => {
    if (Object.hasOwn(loaded, name)) return loaded[name].exports;
    if (!Object.hasOwn(scripts, name)) throw new Error(`no such WXS module: ${name}`);
    const module = loaded[name] = { exports: {} };
    try {
      run(`(function (require, exports, module) {${named(scripts[name])}\n})\n//# sourceURL=/wxs/${encodeURI(name)}`)((request) => load(resolve(name, request)), module.exports, module);
    } catch (error) {
      delete loaded[name];
      throw error;
    }
    return module.exports;
  };

  /** In WXS a constructor is its name: `list.constructor === 'Array'`. */
  const named = (script) => script.replace(/\.constructor\b/g, '.constructor.name');

  const resolve = (from, request) => {
    const parts = request.startsWith('/') ? [] : from.split('/').slice(0, -1);
    for (const part of request.split('/')) {
      if (part === '..') parts.pop();
      else if (part && part !== '.') parts.push(part);
    }
    return parts.join('/').replace(/(\.wxs)?$/, '.wxs');
  };

  const files = new Proxy({}, { get: (_, path) => () => load(`${String(path)}.wxs`) });
  const inline = (name) => () => load(name);
  const groups = {};
  for (const path of Object.keys(templates)) {
    const keep = (value) => Object.defineProperty(groups, path, { value, enumerable: true });
    const get = () => keep(run(`(G, R, D) => ${templates[path]}`)(groups, files, inline))[path];
    Object.defineProperty(groups, path, { get, enumerable: true, configurable: true });
  }
  return groups;
}
