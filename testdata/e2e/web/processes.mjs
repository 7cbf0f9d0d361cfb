// Programs that tests start beside the browser.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { defer } from './defer.mjs';
import { root } from './view.mjs';

/**
 * Starts a program in the project's folder. It ends with the test.
 * @param {import('node:test').TestContext} t
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string> }} [options] env is added to that of the tests
 */
export function start(t, program, args, { cwd = root, env = {} } = {}) {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  /** @type {string[]} */
  const said = [];
  child.stderr.setEncoding('utf8').on('data', (text) => said.push(text));
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => said.push(`${line}\n`));
  defer(t, async () => {
    child.kill('SIGINT');
    await ended;
  });
  return {
    child,
    /** Everything so far. */
    said: () => said.join(''),
    /** The exit code. */
    ended: async () => (await ended)[0],
    /** The first line of its output that matches. @param {RegExp} pattern */
    line: (pattern) =>
      new Promise((resolve, reject) => {
        lines.on('line', (line) => pattern.test(line) && resolve(line));
        ended.then(() => reject(new Error(`${program} ${args.join(' ')} ended:\n${said.join('')}`)));
      }),
  };
}

/**
 * mlvb dev in the project's folder, for one test or file alone.
 * @param {import('node:test').TestContext} t
 * @param {Record<string, string>} [env] STATE_DIR=none for one beside another, which has the state of the project
 */
export async function startDev(t, env) {
  const run = start(t, 'mlvb', ['dev', '--json'], { env });
  return { run, dev: JSON.parse(await run.line(/"event":"ready"/)) };
}

/** A camera somewhere else: ffmpeg pushes the still picture. @param {import('node:test').TestContext} t @param {string} address */
export function startFFmpeg(t, address) {
  const film = path.join(process.env.MLVB_PICTURES, 'still.flv');
  return start(t, 'ffmpeg', ['-v', 'error', '-re', '-stream_loop', '-1', '-i', film, '-c', 'copy', '-f', 'flv', address]);
}
