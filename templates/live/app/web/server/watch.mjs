import { watch } from 'node:fs';

/** Editors write a file in several steps, and a checkout writes many. */
const QUIET = 30;

/**
 * Watches the mini-program's folder.
 * @param {string} folder
 * @param {(names: string[]) => void} changed gets the files, as paths in the folder with slashes
 * @returns {() => void} stops watching
 */
export function watchFolder(folder, changed) {
  const names = new Set();
  let timer;
  const watcher = watch(folder, { recursive: true }, (_, name) => {
    if (!name) return;
    names.add(String(name).replaceAll('\\', '/'));
    clearTimeout(timer);
    timer = setTimeout(() => {
      changed([...names]);
      names.clear();
    }, QUIET);
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
