import { transform } from 'esbuild';
import { resolve } from '../client/runtime/paths.mjs';
import { fromEsbuild, placeOf } from './failure.mjs';
import { toCSS } from './wxss.mjs';

const IMPORT = /@import\s+(?:url\(\s*)?["']([^"']+)["']\s*\)?\s*;?/g;

/**
 * The style sheet of a page, of a component or of the app, with what it imports.
 * @param {ReturnType<typeof import('./files.mjs').createFiles>} files
 * @param {string} name the .wxss file, which need not be there
 * @param {string} scope prefix of the classes; empty for pages and the app
 * @param {import('./failure.mjs').Failure[]} failures takes imports that lead nowhere
 * @param {typeof import('../words.js').shell} words
 */
export function styleSheet(files, name, scope, failures, words) {
  return toCSS(inlined(files, name, failures, words, new Set()), scope);
}

function inlined(files, name, failures, words, seen) {
  const text = files.read(name);
  if (text === undefined || seen.has(name)) return '';
  seen.add(name);
  return text.replace(IMPORT, (statement, reference, offset) => {
    const target = resolve(name, reference);
    if (files.has(target)) return inlined(files, target, failures, words, seen);
    failures.push({ file: name, ...placeOf(text, offset), message: words.noFile(target) });
    return '';
  });
}

/** Finds mistakes in style sheets, once per text. */
export function createStyleCheck() {
  /** @type {Map<string, {text: string, failures: import('./failure.mjs').Failure[]}>} */
  const known = new Map();

  /**
   * @param {ReturnType<typeof import('./files.mjs').createFiles>} files
   * @param {string[]} names
   * @returns {Promise<import('./failure.mjs').Failure[]>}
   */
  return async (files, names) => {
    const found = names.filter((name) => name.endsWith('.wxss')).map(async (name) => {
      const text = files.read(name) ?? '';
      if (known.get(name)?.text !== text) known.set(name, { text, failures: await mistakesIn(name, text) });
      return known.get(name).failures;
    });
    return (await Promise.all(found)).flat();
  };
}

async function mistakesIn(name, text) {
  const { warnings, errors = [] } = await transform(text, {
    loader: 'css', sourcefile: name, logLevel: 'silent', logOverride: { 'css-syntax-error': 'error' },
  }).catch((failed) => failed);
  return [...errors, ...warnings].filter(({ id }) => id === '' || id === 'css-syntax-error').map(fromEsbuild);
}
