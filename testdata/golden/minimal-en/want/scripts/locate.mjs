import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './project.mjs';

/**
 * Finds words in a file, each after the one before: the keys that lead to a
 * value of a JSON file, or what a template asks for.
 * @param {string} file path in the project
 * @param {string[]} names
 * @returns {{line?: number, column?: number}} where the last one stands; nothing when it isn't there
 */
export function locate(file, names) {
  const text = read(file);
  let end = 0;
  for (const name of names) {
    const start = text.indexOf(`"${name}"`, end);
    if (start < 0) return {};
    end = start + 1;
  }
  if (end === 0) return {};
  const before = text.slice(0, end).split('\n');
  return { line: before.length, column: before[before.length - 1].length };
}

function read(file) {
  try {
    return readFileSync(path.join(root, file), 'utf8');
  } catch {
    return '';
  }
}
