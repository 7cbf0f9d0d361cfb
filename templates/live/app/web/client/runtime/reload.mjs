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
 * Hears of builds.
 * @param {object} on
 * @param {() => void} on.reload
 * @param {(changed: {path: string, css: string}[]) => void} [on.styles]
 */
export function listen({ reload, styles }) {
  const events = new EventSource('/events');
  events.addEventListener('reload', reload);
  events.addEventListener('styles', ({ data }) => styles?.(JSON.parse(data)));
}
