import { createFiles } from './files.mjs';
import { readProject } from './project.mjs';
import { createScripts } from './scripts.mjs';
import { createStyleCheck, styleSheet } from './styles.mjs';
import { createTemplates } from './templates.mjs';

/**
 * @typedef {object} Built the mini-program, as the page needs it
 * @property {string} revision another one for every build, so that a page knows whether it is the last
 * @property {string} appid
 * @property {string} root miniprogramRoot, which the paths of failures begin with
 * @property {Record<string, any>} app app.json
 * @property {Record<string, Record<string, string>>} theme
 * @property {string[]} pages
 * @property {Record<string, Record<string, any>>} configs
 * @property {Record<string, string>} modules source by path
 * @property {string} templates an expression
 * @property {{path: string, scope: string, css: string}[]} styles in the order in which they apply
 * @property {import('./failure.mjs').Failure[]} failures
 */

const EMPTY = { app: {}, theme: {}, pages: [], configs: {}, modules: {}, templates: '({})', styles: [] };

/**
 * Builds a mini-program in memory.
 * @param {object} options
 * @param {string} options.folder absolute path of miniprogramRoot
 * @param {string} options.prefix of the paths in failures: miniprogramRoot and a slash
 * @param {string} options.appid
 * @param {typeof import('../words.js').shell} options.words
 */
export function createBuilder({ folder, prefix, appid, words }) {
  const files = createFiles(folder);
  const scripts = createScripts();
  const templates = createTemplates();
  const checkStyles = createStyleCheck();
  const started = Date.now().toString(36);
  let count = 0;

  return {
    /** @param {string} name a file that changed, is new or is gone */
    forget(name) {
      files.forget(name);
    },

    /** @returns {Promise<Built>} */
    async build() {
      const failures = [];
      const parts = await compile(failures).catch((error) => {
        // app.json and the rest are whatever somebody wrote: a list where a name is due stops the build.
        failures.push({ file: 'app.json', message: error.message });
        return EMPTY;
      });
      count += 1;
      return {
        ...parts,
        revision: `${started}.${count}`,
        appid,
        root: prefix,
        failures: failures.map((failure) => ({ ...failure, file: `${prefix}${failure.file}` })),
      };
    },
  };

  async function compile(failures) {
    const names = files.list();
    const project = readProject(files, failures, words);
    const styles = sheets(files, project, failures, words);
    const [run, shown, wrong] = await Promise.all([
      scripts.compile(files, names, words), templates.compile(files, names), checkStyles(files, names),
    ]);
    failures.push(...run.failures, ...shown.failures, ...wrong);
    return { ...project, modules: run.modules, templates: shown.code, styles };
  }
}

/** Those of pages come last, as they also reach into components that let them. */
function sheets(files, { pages, configs }, failures, words) {
  const components = Object.keys(configs).filter((name) => !pages.includes(name));
  const scopes = scopesOf(components);
  return ['app', ...components, ...pages].map((path) => {
    const scope = scopes[path] ?? '';
    return { path, scope, css: styleSheet(files, `${path}.wxss`, scope, failures, words) };
  });
}

/** Readable prefixes of classes: the component's name, with a number where two have the same. */
function scopesOf(components) {
  const seen = {};
  return Object.fromEntries(components.map((path) => {
    const name = path.split('/').at(-1);
    seen[name] = (seen[name] ?? 0) + 1;
    return [path, seen[name] > 1 ? `${name}${seen[name]}` : name];
  }));
}
