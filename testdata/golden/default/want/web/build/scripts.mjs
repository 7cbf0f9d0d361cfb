import path from 'node:path';
import { build } from 'esbuild';
import { moduleFiles } from '../client/runtime/modules.mjs';
import { fromEsbuild, placeOf } from './failure.mjs';

/** What a file requires is a file of its own to esbuild, and none of its business. */
const ALONE = { bundle: true, packages: 'external', external: ['./*', '../*', '/*'] };

/**
 * @typedef {object} Script
 * @property {string} text as it is written
 * @property {string} code CommonJS as it is written, so that lines stay as they are; an ES module as esbuild turns it into CommonJS
 * @property {string[]} requests what it requires
 * @property {import('./failure.mjs').Failure[]} failures
 */

/** Compiles the scripts of the mini-program, again only those that changed. */
export function createScripts() {
  /** @type {Map<string, Script>} */
  const known = new Map();

  return {
    /**
     * @param {ReturnType<typeof import('./files.mjs').createFiles>} files
     * @param {string[]} names every file of the mini-program
     * @param {typeof import('../words.js').shell} words
     * @returns {Promise<{modules: Record<string, string>, failures: import('./failure.mjs').Failure[]}>}
     */
    async compile(files, names, words) {
      const scripts = names.filter((name) => name.endsWith('.js'));
      const changed = scripts.filter((name) => known.get(name)?.text !== files.read(name));
      for (const [name, script] of await compileAll(files, changed)) known.set(name, script);
      const found = scripts.map((name) => /** @type {[string, Script]} */ ([name, known.get(name)]));
      return {
        modules: Object.fromEntries(found.map(([name, { code }]) => [name, code])),
        failures: found.flatMap(([name, script]) => [...script.failures, ...missing(files, name, script, words)]),
      };
    },
  };
}

async function compileAll(files, names) {
  if (names.length === 0) return [];
  try {
    return await compileTogether(files, names);
  } catch (error) {
    if (names.length > 1) return (await Promise.all(names.map((name) => compileAll(files, [name])))).flat();
    const text = files.read(names[0]) ?? '';
    return [[names[0], { text, code: text, requests: [], failures: error.errors.map(fromEsbuild) }]];
  }
}

/** Throws what esbuild throws when one of them has a mistake. */
async function compileTogether(files, names) {
  const { metafile, outputFiles } = await build({
    ...ALONE,
    entryPoints: names,
    absWorkingDir: files.folder,
    outdir: 'out',
    outbase: '.',
    write: false,
    metafile: true,
    format: 'cjs',
    sourcemap: 'inline',
    logLevel: 'silent',
  });
  const written = new Map(outputFiles.map((file) => [path.relative(path.join(files.folder, 'out'), file.path).replaceAll('\\', '/'), file]));
  return names.map((name) => {
    const { format, imports } = metafile.inputs[name];
    const text = files.read(name) ?? '';
    const code = format === 'esm' ? written.get(name).text : text;
    return [name, { text, code, requests: imports.map((made) => made.path), failures: [] }];
  });
}

function missing(files, name, { text, requests }, words) {
  const lost = requests.filter((request) => !moduleFiles(name, request).some((file) => files.has(file)));
  return lost.map((request) => {
    const at = [`'${request}'`, `"${request}"`].map((quoted) => text.indexOf(quoted)).find((index) => index >= 0);
    return { file: name, ...at !== undefined && placeOf(text, at), message: words.noModule(request) };
  });
}
