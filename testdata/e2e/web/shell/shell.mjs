// The shell in a browser, around a project of its own that a test may change.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { defer, file as tests } from '../defer.mjs';
import { root, webWords } from '../view.mjs';
import { start } from '../processes.mjs';
import { newContext } from '../start.mjs';
import { Phone } from '../phone.mjs';

export const { shell: words } = webWords;

/** The mlvb dev that all tests of a file share. @type {ReturnType<typeof startView> | undefined} */
let shared;

/** As its user sees it. @param {{ after(end: () => unknown): void }} t */
async function startView(t) {
  const run = start(t, 'mlvb', ['dev']);
  const [, address] = /(http:\S+)/.exec(await run.line(/http:/));
  return { run, address };
}

/**
 * Opens the browser view.
 * @param {import('node:test').TestContext} t
 * @param {{ hash?: string, own?: boolean, faults?: RegExp[] }} [options] own: started anew, for this test alone
 */
export async function openShell(t, { hash = '', own = false, faults = [] } = {}) {
  const context = await newContext({ viewport: { width: 1280, height: 900 } });
  const dev = await (own ? startView(t) : (shared ??= startView(tests)));
  const shell = new Shell(await context.newPage(), dev);
  await shell.page.goto(`${dev.address}${hash}`);
  defer(t, async () => {
    await context.close();
    shell.checkFaults(faults, []);
  });
  return shell;
}

class Shell extends Phone {
  /** @param {import('playwright-core').Page} page @param {{ run: any, address: string }} dev */
  constructor(page, { run, address }) {
    super(page, address, {});
    /** mlvb dev. */
    this.dev = run;
    this.screen = page.frameLocator('iframe');
  }

  /** What can be read on the phone. @param {string} text */
  async shows(text) {
    await this.screen.getByText(text).filter({ visible: true }).first().waitFor();
  }

  /** Waits until the address of the shell ends so. @param {string} end */
  async isAt(end) {
    await this.page.waitForFunction((wanted) => location.hash.endsWith(wanted), end);
  }

  /** Runs in the phone. @param {(...args: any[]) => any} run @param {any} [argument] */
  async inPhone(run, argument) {
    return this.page.frames()[1].evaluate(run, argument);
  }

  /** Waits until the phone has it so. @param {(...args: any[]) => any} what @param {any} [argument] */
  async until(what, argument) {
    await this.page.frames()[1].waitForFunction(what, argument);
  }
}

const file = (name) => path.join(root, name);

/** Changes a file of the project until the end of the test. @param {import('node:test').TestContext} t @param {string} name */
export function editor(t, name) {
  const before = readFileSync(file(name), 'utf8');
  const restore = () => writeFileSync(file(name), before);
  defer(t, restore);
  return {
    /** @param {(text: string) => string} change */
    change: (change) => writeFileSync(file(name), change(before)),
    restore,
    /** The line of the file, as it would be changed, that holds a text. @param {(text: string) => string} change @param {string} text */
    lineOf: (change, text) => change(before).split('\n').findIndex((line) => line.includes(text)) + 1,
  };
}
