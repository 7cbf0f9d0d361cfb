import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The key that stands in for the secrets of production. It is kept, so that what it
 * signed holds when the server starts again, and `mlvb serve` beside it knows it too.
 * @param {string} dir empty: nothing is kept
 */
export function developmentKey(dir) {
  if (!dir) return newKey();
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    writeFileSync(join(dir, '.gitignore'), '*\n', { mode: 0o600 });
    return keptKey(join(dir, 'key'));
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new Error(`the state in ${dir}: ${message}; set STATE_DIR to a folder that the server may write, or to none to keep nothing`);
  }
}

const newKey = () => randomBytes(32).toString('hex');

/** @param {string} path */
function keptKey(path) {
  const kept = readKey(path);
  if (kept) return kept;
  writeFileSync(`${path}.new`, `${newKey()}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return readKey(path);
}

/**
 * Returns '' for a file that is not there or holds no key.
 * @param {string} path
 */
function readKey(path) {
  let text;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return '';
    throw error;
  }
  if (!/^[0-9a-f]{64}$/.test(text)) return '';
  chmodSync(path, 0o600);
  return text;
}
