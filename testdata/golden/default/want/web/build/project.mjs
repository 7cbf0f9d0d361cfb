import { join, places } from '../client/runtime/paths.mjs';
import { fromJSON, placeOfName } from './failure.mjs';

/**
 * @typedef {object} Project what the JSON files of a mini-program say
 * @property {Record<string, any>} app app.json
 * @property {string[]} pages in the order of app.json, those of sub-packages behind
 * @property {Record<string, Record<string, any>>} configs of pages and components by path;
 *   their usingComponents are paths from the root
 * @property {Record<string, Record<string, string>>} theme
 */

/**
 * Reads app.json and from there on every page and component in use.
 * @param {ReturnType<typeof import('./files.mjs').createFiles>} files of the mini-program
 * @param {import('./failure.mjs').Failure[]} failures takes what is wrong
 * @param {typeof import('../words.js').shell} words
 * @returns {Project}
 */
export function readProject(files, failures, words) {
  const app = readJSON(files, 'app.json', failures, words) ?? {};
  /** @type {Project} */
  const project = { app, pages: pagesOf(app), configs: {}, theme: {} };
  if (app.themeLocation) project.theme = readJSON(files, app.themeLocation, failures, words) ?? {};

  const visit = (name, isPage) => {
    if (project.configs[name]) return;
    const file = `${name}.json`;
    const config = files.has(file) || !isPage ? readJSON(files, file, failures, words) ?? {} : {};
    project.configs[name] = config;
    config.usingComponents = using(files, config, file, failures, words);
    Object.values(config.usingComponents).forEach((component) => visit(component.slice(1), false));
  };
  const shared = using(files, app, 'app.json', failures, words);
  Object.values(shared).forEach((component) => visit(component.slice(1), false));
  for (const page of project.pages) {
    if (files.has(`${page}.js`)) visit(page, true);
    else failures.push({ file: 'app.json', ...placeOfPage(files, page, app), message: words.noPage(`${page}.js`) });
  }
  for (const config of Object.values(project.configs)) config.usingComponents = { ...shared, ...config.usingComponents };
  return project;
}

/**
 * @param {Record<string, any>} app app.json
 * @returns {string[]}
 */
function pagesOf(app) {
  const packages = app.subpackages ?? app.subPackages ?? [];
  return [...app.pages ?? [], ...packages.flatMap(({ root, pages }) => pages.map((page) => join(root, page)))];
}

function readJSON(files, file, failures, words) {
  const text = files.read(file);
  if (text === undefined) {
    failures.push({ file, message: words.noFile(file) });
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    failures.push(fromJSON(file, text, error));
    return undefined;
  }
}

/** The components that a JSON file names, as paths that begin with a slash; without those that are not there. */
function using(files, config, file, failures, words) {
  const found = Object.entries(config.usingComponents ?? {}).map(([tag, reference]) => {
    const candidates = places(file, reference);
    const name = candidates.find((candidate) => files.has(`${candidate}.js`));
    if (name !== undefined) return [tag, `/${name}`];
    const place = placeOfName(files.read(file) ?? '', ['usingComponents', tag]);
    failures.push({ file, ...place, message: words.noComponent(tag, `${candidates[0]}.js`) });
    return undefined;
  });
  return Object.fromEntries(found.filter((entry) => entry !== undefined));
}

function placeOfPage(files, page, app) {
  const packages = app.subpackages ?? app.subPackages ?? [];
  const { root = '' } = packages.find(({ root }) => page.startsWith(`${root}/`)) ?? {};
  return placeOfName(files.read('app.json') ?? '', [page.slice(root && root.length + 1)]);
}
