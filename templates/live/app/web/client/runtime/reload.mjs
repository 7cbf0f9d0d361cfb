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
 * Hears of builds, also after the server came back.
 * @param {object} on
 * @param {() => void} on.reload
 * @param {(changed: {path: string, css: string}[]) => void} on.styles
 * @param {(failures: import('../../build/failure.mjs').Failure[]) => void} on.failure
 */
export function listen({ reload, styles, failure }) {
  const events = new EventSource('/events');
  let server;
  events.addEventListener('server', ({ data }) => {
    if (server !== undefined && server !== data) reload();
    server = data;
  });
  events.addEventListener('reload', reload);
  events.addEventListener('styles', ({ data }) => styles(JSON.parse(data)));
  events.addEventListener('failure', ({ data }) => failure(JSON.parse(data)));
}
