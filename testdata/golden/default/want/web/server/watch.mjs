import { readdirSync, watch } from 'node:fs';
import path from 'node:path';

/** Editors write a file in several steps, and a checkout writes many; ms. */
const QUIET = 20;

/** What makes a mini-program; editors leave other files beside. */
const RELEVANT = /\.(js|json|wxml|wxss|wxs|svg|png|jpe?g|gif|webp)$/i;

/**
 * Watches the mini-program's folder.
 * @param {string} folder
 * @param {(names: string[]) => void} changed gets the files, as paths in the folder with slashes
 * @returns {() => void} stops watching
 */
export function watchFolder(folder, changed) {
  const names = new Set();
  let timer;
  const hear = (name) => {
    if (!RELEVANT.test(name)) return;
    names.add(name.replaceAll('\\', '/'));
    clearTimeout(timer);
    timer = setTimeout(() => {
      changed([...names]);
      names.clear();
    }, QUIET);
  };
  const stop = process.platform === 'linux' ? watchEach(folder, hear) : watchAll(folder, hear);
  return () => {
    clearTimeout(timer);
    stop();
  };
}

function watchAll(folder, hear) {
  const watcher = watch(folder, { recursive: true }, (_, name) => hear(String(name)));
  return () => watcher.close();
}

/** On Linux, Node.js loses sight of a file that an editor replaces, unless it watches the folder alone. */
function watchEach(folder, hear) {
  /** @type {Map<string, import('node:fs').FSWatcher>} */
  const watchers = new Map();

  const remove = (under) => {
    watchers.get(under)?.close();
    watchers.delete(under);
  };
  /** Watches a folder and those in it, and tells of the files that are there already. */
  const add = (under, tell) => {
    const entries = entriesOf(path.join(folder, under));
    if (!entries) remove(under);
    if (!entries || watchers.has(under)) return;
    const watcher = watch(path.join(folder, under), (_, name) => {
      const found = path.join(under, String(name));
      add(found, hear);
      hear(found);
    });
    watcher.on('error', () => remove(under));
    watchers.set(under, watcher);
    for (const entry of entries) {
      const found = path.join(under, entry.name);
      if (!entry.isDirectory()) tell(found);
      else if (entry.name !== 'node_modules') add(found, tell);
    }
  };

  add('', () => {});
  return () => [...watchers.keys()].forEach(remove);
}

/** @returns {import('node:fs').Dirent[] | undefined} undefined: it is no folder */
function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}
