import { blocking } from './failures.mjs';

const STACK = 'mlvb.stack';

/**
 * Keeps the pages for after a reload of this tab.
 * @param {string[]} addresses from the bottom
 */
export function remember(addresses) {
  sessionStorage.setItem(STACK, JSON.stringify(addresses));
}

/**
 * The pages of before a reload.
 * @param {string} address of the page to show; another one means that the user wants to go there
 * @returns {string[] | undefined}
 */
export function remembered(address) {
  const stack = JSON.parse(sessionStorage.getItem(STACK) ?? '[]');
  return stack.at(-1) === address ? stack : undefined;
}

/**
 * Keeps the page in step with the builds. One whose mistakes keep the page on top from running is shown over it, so that the page is
 * still there when the mistake is gone; the page runs the new build as soon as it can.
 * @param {import('./built.mjs').Built} built the one that the page has
 * @param {Pick<ReturnType<typeof import('./state.mjs').createState>, 'failInstead' | 'route'>} state
 * @param {Pick<ReturnType<typeof import('./styles.mjs').createStyles>, 'replace'>} styles
 * @param {{listen?: typeof listen, reload?: () => void}} [means]
 */
export function follow(built, state, styles, { listen: hear = listen, reload = () => location.reload() } = {}) {
  /** Of a build that the page has not taken over. @type {import('./built.mjs').Failure[] | undefined} */
  let waiting;
  const moved = () => {
    if (waiting && blocking(waiting, state.route()).length === 0) reload();
  };
  hear(built.revision, {
    reload,
    styles: styles.replace,
    failure(failures) {
      waiting = failures;
      state.failInstead(failures);
      moved();
    },
  });

  return {
    /** Another page is on top. */
    moved,
  };
}

/**
 * Hears of builds; also of one that was missed, and of a server that was started again.
 * @param {string} revision of the build that the page has
 * @param {object} on
 * @param {() => void} on.reload
 * @param {(changed: import('./built.mjs').Sheet[]) => void} on.styles
 * @param {(failures: import('./built.mjs').Failure[]) => void} on.failure
 */
function listen(revision, { reload, styles, failure }) {
  const events = new EventSource('/events');
  let known = revision;
  const on = (name, act) => events.addEventListener(name, ({ data }) => {
    const told = JSON.parse(data);
    act(told);
    known = told.revision;
  });
  on('revision', (told) => {
    if (told.revision !== known) reload();
  });
  on('reload', reload);
  on('styles', (told) => styles(told.styles));
  on('failure', (told) => failure(told.failures));
}
