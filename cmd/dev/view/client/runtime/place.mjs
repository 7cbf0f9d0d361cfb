/** What a browser has and the phone hasn't: a script that reaches for it shall fail here too. */
export const NOT_ON_THE_PHONE = [
  'window', 'document', 'navigator', 'location', 'history', 'localStorage', 'sessionStorage', 'fetch', 'XMLHttpRequest', 'WebSocket',
  'alert', 'confirm', 'prompt', 'self', 'frames', 'parent',
];

/** What every script of the mini-program finds, and may give another meaning. */
export const NAMES = ['global', 'wx', 'App', 'Page', 'Component', 'Behavior', 'getApp', 'getCurrentPages', 'requirePlugin', ...NOT_ON_THE_PHONE];

/** What a script has for itself. */
export const OWN = ['require', 'module', 'exports'];

/** What stands before a script, on its first line, so that the lines of an error are those of the file. */
export const HEAD = `(function (${NAMES.join(', ')}) {return function (${OWN.join(', ')}) {'use strict';`;

/** What stands behind it. */
export const TAIL = '\n}})';

/** Every script runs under an address that begins so, and so stands in stack traces. */
export const SOURCES = '/source/';

/**
 * The first place in a stack trace that belongs to the project.
 * @param {string} [stack]
 * @returns {{file: string, line?: number, column?: number}}
 */
export function placeOf(stack = '') {
  const found = /\/source\/([^\s:)]+):(\d+):(\d+)/.exec(stack);
  if (!found) return { file: '' };
  const [line, column] = [Number(found[2]), Number(found[3])];
  return { file: decodeURI(found[1]), line, column: line === 1 ? column - HEAD.length : column };
}
