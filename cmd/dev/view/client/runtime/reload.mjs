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
 * Hears of builds; also of one that was missed, and of a server that was started again.
 * @param {string} revision of the build that the page has
 * @param {object} on
 * @param {() => void} on.reload
 * @param {(changed: {path: string, css: string}[]) => void} on.styles
 * @param {(failures: import('./built.mjs').Failure[]) => void} on.failure
 */
export function listen(revision, { reload, styles, failure }) {
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
