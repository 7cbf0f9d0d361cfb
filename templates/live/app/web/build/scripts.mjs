import path from 'node:path';
import { build } from 'esbuild';
import { fromEsbuild } from './failure.mjs';
import { resolve } from './files.mjs';

/**
 * The scripts of the mini-program: CommonJS as it is written, so that lines stay
 * as they are; ES modules as esbuild turns them into CommonJS.
 * @param {ReturnType<typeof import('./files.mjs').createFiles>} files
 * @param {string[]} names every file of the mini-program
 * @param {typeof import('../words.js').shell} words
 * @returns {Promise<{modules: Record<string, string>, failures: import('./failure.mjs').Failure[]}>}
 */
export async function compileScripts(files, names, words) {
  const scripts = names.filter((name) => name.endsWith('.js'));
  const { errors, metafile, outputFiles } = await build({
    entryPoints: scripts,
    absWorkingDir: files.folder,
    outdir: 'out',
    outbase: '.',
    bundle: true,
    write: false,
    metafile: true,
    format: 'cjs',
    sourcemap: 'inline',
    logLevel: 'silent',
    plugins: [references(files, words)],
  }).catch((failed) => failed);
  const modules = Object.fromEntries(scripts.map((name) => [name, files.read(name) ?? '']));
  for (const file of outputFiles ?? []) {
    const name = path.relative(path.join(files.folder, 'out'), file.path).replaceAll('\\', '/');
    if (metafile.inputs[name]?.format === 'esm') modules[name] = file.text;
  }
  return { modules, failures: errors.map(fromEsbuild) };
}

/** Says which modules are not there; leaves the others where they are. */
function references(files, words) {
  return {
    name: 'references',
    setup({ onResolve }) {
      onResolve({ filter: /.*/ }, ({ kind, path: request, importer }) => {
        if (kind === 'entry-point') return undefined;
        const from = path.relative(files.folder, importer).replaceAll('\\', '/');
        const target = resolve(from, request);
        if (candidates(target).some((name) => files.has(name))) return { path: request, external: true };
        return { errors: [{ text: words.noModule(request) }] };
      });
    },
  };
}

/**
 * The files that a request may mean, as WeChat looks for them.
 * @param {string} target path from the mini-program's root
 */
export function candidates(target) {
  return target.endsWith('.js') ? [target] : [`${target}.js`, `${target}/index.js`];
}
