import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const client = fileURLToPath(new URL('../client', import.meta.url));

/**
 * Bundles what runs in the browser.
 * @returns {Promise<{version: string, files: Map<string, Uint8Array>}>} files by name: phone.js, shell.js and such;
 *   version: another one for other files, so that a browser may keep them
 */
export async function bundleClient() {
  const { outputFiles } = await build({
    entryPoints: { phone: path.join(client, 'runtime/main.mjs'), shell: path.join(client, 'shell/shell.js') },
    bundle: true,
    write: false,
    outdir: 'out',
    format: 'esm',
    target: 'es2022',
    sourcemap: 'linked',
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"development"' },
  });
  const hash = createHash('sha256');
  for (const { contents } of outputFiles) hash.update(contents);
  return {
    version: hash.digest('hex').slice(0, 12),
    files: new Map(outputFiles.map((file) => [path.basename(file.path), file.contents])),
  };
}
