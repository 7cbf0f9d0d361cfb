import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const client = fileURLToPath(new URL('../client', import.meta.url));

/**
 * Bundles what runs in the browser.
 * @returns {Promise<Record<string, Uint8Array>>} files by name: phone.js, shell.js and such
 */
export async function bundleClient() {
  const { outputFiles } = await build({
    entryPoints: { phone: path.join(client, 'runtime/main.mjs'), shell: path.join(client, 'shell/shell.js') },
    bundle: true,
    write: false,
    outdir: 'out',
    format: 'esm',
    target: 'es2022',
    sourcemap: 'inline',
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"development"' },
  });
  return Object.fromEntries(outputFiles.map((file) => [path.basename(file.path), file.contents]));
}
