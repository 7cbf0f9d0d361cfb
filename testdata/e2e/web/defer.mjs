import { after } from 'node:test';

/** @type {WeakMap<import('node:test').TestContext, (() => unknown)[]>} */
const pending = new WeakMap();

/**
 * Does something at the end of a test, before what was deferred earlier: phones are put away before their server.
 * @param {import('node:test').TestContext} t
 * @param {() => unknown} work
 */
export function defer(t, work) {
  if (!pending.has(t)) {
    pending.set(t, []);
    t.after(() => runAll(pending.get(t)));
  }
  pending.get(t).push(work);
}

/** Runs all, whichever fail; the first failure counts. */
async function runAll(works) {
  const failures = [];
  for (const work of works.reverse()) {
    try {
      await work();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length) throw failures[0];
}

const ending = [];
after(() => runAll(ending));

/** In the place of a test: what is deferred happens after all tests of the file. */
export const file = { after: (/** @type {() => unknown} */ end) => ending.push(end) };
