/** Every script of the mini-program runs under an address that begins so, and so stands in stack traces. */
export const SOURCES = '/source/';

/**
 * The first place in a stack trace that belongs to the project.
 * @param {string} [stack]
 * @returns {{file: string, line?: number, column?: number}}
 */
export function placeOf(stack = '') {
  const found = /\/source\/([^\s:)]+):(\d+):(\d+)/.exec(stack);
  if (!found) return { file: '' };
  return { file: decodeURI(found[1]), line: Number(found[2]), column: Number(found[3]) };
}
