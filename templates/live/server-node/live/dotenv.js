/**
 * One value and the place it was read from, for messages.
 * @typedef {{ value: string, from: string }} Setting
 */

const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=(.*)$/;
const QUOTED = /^(?:'([^']*)'|"((?:[^"\\]|\\.)*)")[ \t]*(?:#.*)?$/;
const ESCAPES = new Map([['\\n', '\n'], ['\\"', '"'], ['\\\\', '\\']]);

/**
 * Reads the text of a .env file: NAME=value lines with optional "export", quotes
 * and comments, any line ending, a BOM or none. The last of two equal names wins,
 * as in a shell. Errors name path and line and never show the line itself, which
 * may hold a secret.
 * @param {string} path for messages
 * @param {string} text
 * @returns {Map<string, Setting>}
 */
export function parseEnv(path, text) {
  const settings = new Map();
  text.replace(/^\uFEFF/, '').split('\n').forEach((line, i) => {
    line = line.replace(/\r$/, '');
    if (/^[ \t]*(#|$)/.test(line)) return;
    const from = `${path}:${i + 1}`;
    const match = ASSIGNMENT.exec(line);
    if (!match) throw new Error(`${from}: this line is not NAME=value; put # before a comment`);
    settings.set(match[1], { value: parseValue(match[2], from), from });
  });
  return settings;
}

/**
 * Single quotes keep every character, double quotes know \n, \" and \\, and
 * without quotes a comment starts at a # that follows white space.
 * @param {string} text what follows the equals sign
 * @param {string} from
 */
function parseValue(text, from) {
  const trimmed = trim(text);
  if (!/^["']/.test(trimmed)) return trim(text.replace(/[ \t]#.*$/, ''));
  const quoted = QUOTED.exec(trimmed);
  if (!quoted) throw new Error(`${from}: the quotes do not match; close them, with only a # comment behind`);
  return quoted[1] ?? quoted[2].replace(/\\[n"\\]/g, (escape) => ESCAPES.get(escape) ?? escape);
}

/** @param {string} text */
const trim = (text) => text.replace(/^[ \t]+|[ \t]+$/g, '');
