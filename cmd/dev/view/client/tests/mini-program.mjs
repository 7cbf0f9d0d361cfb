// A mini-program in a document without a browser: its files are texts, compiled by WeChat's own template compiler.
import './packages.mjs';

const { JSDOM } = await import('jsdom');
const { TmplGroup } = (await import('glass-easel-template-compiler')).default;

const window = new JSDOM('<!doctype html><body></body>', { pretendToBeVisual: true, url: 'http://127.0.0.1/' }).window;
window.matchMedia = () => ({ matches: false, addEventListener() {} });
for (const name of ['document', 'HTMLElement', 'Element', 'Node', 'Event', 'MutationObserver', 'getComputedStyle', 'requestAnimationFrame', 'customElements', 'Text']) globalThis[name] = window[name];
Object.assign(globalThis, { window, innerWidth: 375, matchMedia: window.matchMedia });
globalThis.addEventListener = window.addEventListener.bind(window);

const { createEngine } = await import('../runtime/engine.mjs');

/** Lets everything run that waits for no timer. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));

const json = (files, name) => JSON.parse(files[`${name}.json`] ?? '{}');

function compile(files) {
  const group = new TmplGroup();
  for (const [name, text] of Object.entries(files)) {
    if (name.endsWith('.wxml')) group.addTmpl(name.slice(0, -5), text);
    if (name.endsWith('.wxs')) group.addScript(name.slice(0, -4), text);
  }
  return group.getTmplGenObjectGroups();
}

/**
 * @param {Record<string, string>} files by path; the page is `page`
 * @returns {import('../runtime/built.mjs').Built}
 */
function build(files) {
  const paths = Object.keys(files).filter((name) => name.endsWith('.js')).map((name) => name.slice(0, -3));
  return {
    revision: '1', appid: 'wx0123456789abcdef', root: '', app: {}, theme: {}, pages: ['page'], failures: [],
    configs: Object.fromEntries(paths.map((path) => [path, json(files, path)])),
    modules: Object.fromEntries(Object.entries(files).filter(([name]) => name.endsWith('.js'))),
    templates: compile(files),
    styles: paths.map((path) => ({ path, scope: path === 'page' ? '' : path, wxss: files[`${path}.wxss`] ?? '' })),
  };
}

/**
 * Opens the page of a mini-program.
 * @param {Record<string, string>} files
 * @param {{query?: Record<string, string>, globals?: object, methods?: Record<string, Function>}} [options]
 */
export function open(files, { query = {}, globals = {}, methods = {} } = {}) {
  const shared = [];
  const engine = createEngine(build({ 'page.js': 'Page({})', ...files }), { globals, methods, changed() {}, share: (path) => shared.push(path), addressOf: (file) => file });
  const parent = document.body.appendChild(document.createElement('div'));
  const { root, attach } = engine.createPage({ path: 'page', query }, parent);
  attach();
  const page = root.get();
  const $ = (selector) => parent.querySelector(selector);
  return {
    page,
    shared,
    engine,
    element: parent,
    text: () => parent.textContent,
    $,
    /** A tap, as the document tells it. @param {string} selector @param {object} [detail] */
    tap: (selector, detail = { x: 1, y: 2 }) => $(selector).__wxElement.triggerEvent('tap', detail, { bubbles: true, composed: true }),
  };
}
