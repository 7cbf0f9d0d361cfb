import { findPage, parse } from './routes.mjs';

/**
 * App and getApp of the mini-program.
 * @param {string[]} pages
 * @param {string} address that the user opens
 */
export function createApp(pages, address) {
  /** @type {Record<string, any>} */
  let app = {};
  const { path, query } = parse(address);
  const launched = { path: findPage(path, pages) ?? path, query, scene: 1001, referrerInfo: {}, forwardMaterials: [], apiCategory: 'default' };
  /** @type {Set<(name: string, options: unknown) => void>} */
  const listeners = new Set();

  /**
   * @param {string} name onLaunch and such
   * @param {unknown} [options]
   */
  const tell = (name, options) => {
    for (const listener of [() => app[name]?.(options), ...listeners]) {
      try {
        listener(name, options);
      } catch (error) {
        // Reported, it would be told of what it throws itself, without end.
        if (name === 'onError') console.error(error);
        else reportError(error);
      }
    }
  };

  return {
    globals: {
      App: (definition) => { app = definition; },
      getApp: () => app,
    },
    tell,
    launched: () => launched,

    /** @param {(name: string, options: unknown) => void} listener hears what the methods of App hear */
    listen(listener) {
      listeners.add(listener);
    },

    launch() {
      tell('onLaunch', launched);
      tell('onShow', launched);
    },

    /**
     * The user left or came back.
     * @param {boolean} visible
     * @param {ReturnType<typeof import('./page.mjs').openPage>} [page] on top
     */
    visible(visible, page) {
      if (!visible) page?.leave();
      tell(visible ? 'onShow' : 'onHide', visible ? launched : { reason: 0 });
      if (visible) page?.return();
    },
  };
}
