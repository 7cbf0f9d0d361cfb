import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const LEFT_OUT = new Set(['node_modules']);

/**
 * The texts of a folder, read once and again after `forget`.
 * @param {string} folder absolute
 */
export function createFiles(folder) {
  /** @type {Map<string, string | undefined>} */
  const texts = new Map();

  return {
    folder,

    /**
     * @param {string} name path in the folder, with slashes
     * @returns {string | undefined} undefined when there is no such file
     */
    read(name) {
      if (!texts.has(name)) texts.set(name, textOf(path.join(folder, name)));
      return texts.get(name);
    },

    /** @param {string} name */
    has(name) {
      return this.read(name) !== undefined;
    },

    /** @param {string} name */
    forget(name) {
      texts.delete(name);
    },

    /** @returns {string[]} every file, as paths in the folder with slashes */
    list() {
      return walk(folder, '');
    },
  };
}

function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function walk(folder, under) {
  return readdirSync(path.join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || LEFT_OUT.has(entry.name)) return [];
    const name = path.posix.join(under, entry.name);
    return entry.isDirectory() ? walk(folder, name) : [name];
  });
}
