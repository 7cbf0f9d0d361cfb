/** @typedef {ReturnType<typeof import('./page.mjs').openPage>} Page */

/**
 * The pages that are open, each in its state of life. Those of tabs stay alive below, hidden, once they were open.
 * @param {(route: import('./routes.mjs').Route, context: {canGoBack: boolean, given?: object}) => Page} open
 * @param {() => void} changed hears of every change of the stack
 * @param {(path: string) => boolean} isTab
 */
export function createStack(open, changed, isTab) {
  /** @type {Page[]} */
  let stack = [];
  /** By path. @type {Map<string, Page>} */
  const tabs = new Map();
  const top = () => stack[stack.length - 1];

  const unload = (page) => {
    if (tabs.get(page.route.path) === page) tabs.delete(page.route.path);
    page.unload();
  };

  const drop = (count) => {
    const dropped = stack.slice(stack.length - count).reverse();
    stack = stack.slice(0, stack.length - count);
    dropped.forEach(unload);
  };

  const place = (page) => {
    stack = [...stack, page];
    if (isTab(page.route.path)) tabs.set(page.route.path, page);
  };

  /** Opens a page above the lowest ones that stay; one that can't be made leaves everything as it was. */
  const push = (route, stay, given) => {
    const page = open(route, { canGoBack: stay > 0, given });
    if (stay === stack.length) top()?.hide();
    else drop(stack.length - stay);
    place(page);
    page.load();
    changed();
    page.show();
    page.ready();
  };

  /** Closes all pages but that of a tab at the bottom, which is hidden. */
  const leave = () => {
    const [bottom] = stack;
    const stays = bottom && tabs.get(bottom.route.path) === bottom;
    drop(stays ? stack.length - 1 : stack.length);
    return stays ? bottom : undefined;
  };

  /** @param {import('./routes.mjs').Route} route of a tab */
  const turn = (route) => {
    const kept = tabs.get(route.path);
    const page = kept ?? open(route, { canGoBack: false });
    const wasTop = top();
    const bottom = leave();
    if (bottom !== page) {
      if (bottom && bottom === wasTop) bottom.hide();
      stack = [];
      place(page);
    }
    if (!kept) page.load();
    changed();
    if (page !== wasTop) page.show();
    if (!kept) page.ready();
  };

  /** All go, also those that nobody sees. */
  const clear = (route) => {
    const hidden = [...tabs.values()].filter((page) => !stack.includes(page));
    push(route, 0);
    hidden.forEach(unload);
  };

  return { top, all: () => stack, push, drop, turn, clear };
}
