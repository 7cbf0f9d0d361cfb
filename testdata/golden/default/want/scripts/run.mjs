import words from './words.mjs';

/** A failure that the user can mend: what is wrong, and what to do next. */
export class Failure extends Error {
  /**
   * @param {string} message
   * @param {string} hint
   */
  constructor(message, hint) {
    super(message);
    this.hint = hint;
  }
}

/** @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/**
 * Runs a script to its end: exit code 0, or 1 with the failure on stderr.
 * miniprogram-ci logs to the console whatever it does, so the console is
 * silenced and its log handed to the script instead.
 * @param {(log: string[]) => Promise<void>} script
 */
export async function run(script) {
  /** @type {string[]} */
  const log = [];
  const collect = (...parts) => { log.push(...parts.map(String)); };
  Object.assign(console, { log: collect, info: collect, debug: collect, warn: collect, error: collect });
  let code = 0;
  try {
    await script(log);
  } catch (error) {
    code = 1;
    process.stderr.write(explain(error));
  }
  // The compiler leaves a worker behind, which would keep this process alive;
  // the empty write waits until all output has left.
  process.stdout.write('', () => process.exit(code));
}

/** @param {Error & {hint?: string}} error */
function explain(error) {
  if (error instanceof Failure) return `${error.message}\n  ${error.hint}\n`;
  if (error.message.startsWith('Cannot find package')) return `${words.notInstalled}\n  npm install\n`;
  return `${error.stack}\n`;
}
