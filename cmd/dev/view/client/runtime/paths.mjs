/**
 * Paths in the mini-program, from its root, without a slash before.
 * @param {...string} parts
 * @returns {string} what leads above the root begins there
 */
export function join(...parts) {
  const result = [];
  for (const part of parts.join('/').split('/')) {
    if (part === '..') result.pop();
    else if (part && part !== '.') result.push(part);
  }
  return result.join('/');
}

/**
 * Where a reference in a file leads.
 * @param {string} from the file that refers, or a page
 * @param {string} reference from the root with a slash before, else from the file's folder
 */
export function resolve(from, reference) {
  return reference.startsWith('/') ? join(reference) : join(from, '..', reference);
}

/**
 * Where WeChat looks for a module or a component: at the path itself, and for a
 * bare name in the miniprogram_npm of each folder above.
 * @param {string} from the file that refers
 * @param {string} reference
 * @returns {string[]} the first one wins
 */
export function places(from, reference) {
  const itself = resolve(from, reference);
  if (/^[./]/.test(reference)) return [itself];
  const folders = from.split('/').slice(0, -1);
  const above = folders.map((_, index) => folders.slice(0, folders.length - index).join('/'));
  return [itself, ...[...above, ''].map((folder) => join(folder, 'miniprogram_npm', reference))];
}
