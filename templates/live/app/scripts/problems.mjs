import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './project.mjs';
import words from './words.mjs';

/**
 * @typedef {object} Problem
 * @property {string} file path in the project
 * @property {number} [line] counted from 1
 * @property {number} [column] counted from 1
 * @property {string} text what is wrong
 */

/**
 * @param {Problem} problem
 * @returns {string} one line, whose beginning editors and terminals make a link
 */
export function describe({ file, line, column, text }) {
  return `${[file, line, column].filter(Boolean).join(':')}  ${text}`;
}

/**
 * An error of miniprogram-ci. Its message names the file, or not, and holds the
 * reason with a position before, behind or in an excerpt below it, or none.
 * @param {Error & {path?: string}} error
 * @param {string} miniprogramRoot
 * @returns {Problem}
 */
export function fromCompiler(error, miniprogramRoot) {
  const message = stripVTControlCharacters(error.message).replaceAll('\\', '/').replaceAll(root.replaceAll('\\', '/'), '');
  const named = error.path ?? /^file: (.+)$/m.exec(message)?.[1] ?? '';
  const file = inProject(named.split(' ')[0], miniprogramRoot);
  const lines = message.split('\n').map((line) => withoutFile(line, [named, file])).filter(Boolean);
  const isExcerpt = (line) => /^(> *)?\d* *\|/.test(line);
  const reason = lines.find((line) => !isExcerpt(line)) ?? message;

  const inline = /^(\d+):(\d+): */.exec(reason) ?? / *\((\d+):(\d+)\)/.exec(reason);
  if (inline) return { file, ...position(inline[1], inline[2]), text: reason.replace(inline[0], '') };
  const marked = lines.find((line) => isExcerpt(line) && line.startsWith('>'));
  if (marked) return { file, line: Number(/\d+/.exec(marked)?.[0]), text: reason };
  return { file, ...locate(file, keysIn(reason)), text: reason };
}

/**
 * Keys that no document knows do not fail: the compiler leaves a note in the
 * compiled JSON.
 * @param {Record<string, string | Buffer>} files
 * @param {string} miniprogramRoot
 * @returns {Problem[]}
 */
export function fromWarnings(files, miniprogramRoot) {
  return Object.entries(files).filter(([name]) => name.endsWith('.json')).flatMap(([name, content]) => {
    const { __warning__: note } = JSON.parse(content.toString());
    if (!note) return [];
    const file = inProject(name, miniprogramRoot);
    const keys = [...note.matchAll(/\.json (\S*?)\["(.+?)"\]/g)];
    if (keys.length === 0) return [{ file, text: note }];
    return keys.map(([, parent, key]) => (
      { file, ...locate(file, [...parent.match(/\w+/g) ?? [], key]), text: words.unknownKey(key) }
    ));
  });
}

/**
 * References that lead nowhere.
 * @param {{modules: {deps: {request: string, error?: string}[]}[]}} graph
 * @param {string} miniprogramRoot
 * @returns {Problem[]}
 */
export function fromGraph(graph, miniprogramRoot) {
  return graph.modules.flatMap(({ deps }) => deps).filter(({ error }) => error).map(({ request, error }) => {
    const [, name = '', line, column] = /relative to "([^"`:]+)`?(?::(\d+):(\d+))?/.exec(error) ?? [];
    const file = inProject(name, miniprogramRoot);
    const place = Number(line) > 0 ? position(line, column) : locate(file, [request]);
    return { file, ...place, text: words.notFound(request) };
  });
}

/**
 * The errors of the WXML compiler, one a line.
 * @param {Error} error
 * @param {string} miniprogramRoot
 * @returns {Problem[]}
 */
export function fromTemplates(error, miniprogramRoot) {
  const found = [...error.message.matchAll(/([^:：\n]+\.wxml):(\d+):(\d+): *(.*)/g)];
  if (found.length === 0) return [{ file: miniprogramRoot, text: error.message.trim() }];
  return found.map(([, name, line, column, text]) => ({ file: inProject(name, miniprogramRoot), ...position(line, column), text }));
}

function position(line, column) {
  return { line: Number(line), column: Number(column) };
}

/** The compilers name a file from the project's folder, or from the mini-program's. */
function inProject(name, miniprogramRoot) {
  const relative = name.replace(/^\/+/, '');
  const inside = path.posix.join(miniprogramRoot, relative);
  return existsSync(path.join(root, inside)) ? inside : relative;
}

/** Cuts the file's name from where a line begins with it. */
function withoutFile(line, names) {
  let rest = line.replace('file: ', '').trim().replace(/^\//, '');
  for (const name of names) {
    if (rest.startsWith(name)) rest = rest.slice(name.length).replace(/^[:\s]+/, '');
  }
  return rest;
}

/** The path to a JSON value, which a reason spells ["window"]["style"] or setting.es6. */
function keysIn(reason) {
  const [brackets] = /(\["[^"]+"\])+/.exec(reason) ?? [];
  return (brackets ?? /^[\w.]+/.exec(reason)?.[0] ?? '').match(/[^.[\]"]+/g) ?? [];
}

/**
 * Finds words in a file, each after the one before: the keys that lead to a
 * value of a JSON file, or what a template asks for.
 * @param {string} file path in the project
 * @param {string[]} names
 * @returns {{line?: number, column?: number}} where the last one stands; nothing when it isn't there
 */
function locate(file, names) {
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
