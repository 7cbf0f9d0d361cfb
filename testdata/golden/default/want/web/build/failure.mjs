/**
 * A mistake in the project, which the page shows over the phone.
 * @typedef {object} Failure
 * @property {string} file path in the project, with slashes
 * @property {number} [line] counted from 1
 * @property {number} [column] counted from 1
 * @property {string} message
 */

/**
 * @param {Failure} failure
 * @returns {string} one line, whose beginning terminals make a link
 */
export function describe({ file, line, column, message }) {
  return `${[file, line, column].filter(Boolean).join(':')}  ${message}`;
}

/**
 * Where an offset of a text is.
 * @param {string} text
 * @param {number} offset
 * @returns {{line: number, column: number}} counted from 1
 */
export function placeOf(text, offset) {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: before[before.length - 1].length + 1 };
}

/**
 * Where a word in quotes is, the last of a path of JSON keys.
 * @param {string} text
 * @param {string[]} names each is looked for after the one before
 * @returns {{line?: number, column?: number}} nothing when one isn't there
 */
export function placeOfName(text, names) {
  let end = 0;
  for (const name of names) {
    const start = text.indexOf(JSON.stringify(name), end);
    if (start < 0) return {};
    end = start + 1;
  }
  return placeOf(text, end - 1);
}

/**
 * @param {string} file
 * @param {string} text
 * @param {SyntaxError} error what JSON.parse threw
 * @returns {Failure}
 */
export function fromJSON(file, text, error) {
  const message = error.message.replace(/( in JSON)? at position \d+.*$/, '').replace(/, (\.\.\.)?"[^]*$/, '');
  return { file, ...placeOf(text, offsetOf(text, error.message)), message };
}

/** Of the mistake; Node.js 20 counts it only sometimes. Else of the first character after which the text can't become JSON any more. */
function offsetOf(text, message) {
  const [, offset] = /at position (\d+)/.exec(message) ?? [];
  if (offset) return Number(offset);
  if (!isLost(text)) return text.trimEnd().length;
  let [good, bad] = [0, text.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isLost(text.slice(0, middle))) bad = middle;
    else good = middle;
  }
  return good;
}

function isLost(start) {
  try {
    JSON.parse(start);
    return false;
  } catch (error) {
    return error.message.startsWith('Unexpected token');
  }
}

/**
 * @param {import('esbuild').Message} message
 * @returns {Failure}
 */
export function fromEsbuild({ text, location }) {
  if (!location) return { file: '', message: text };
  return { file: location.file, line: location.line, column: location.column + 1, message: text };
}
