import { parse } from './routes.mjs';

/**
 * App and getApp of the mini-program.
 * @param {{pages: string[]}} built
 */
export function createApp({ pages }) {
  /** @type {Record<string, any>} */
  let app = {};
  let launched = { path: pages[0], query: {}, scene: 1001, referrerInfo: {} };

  /** @param {string} name onLaunch and such @param {unknown} [options] */
  const tell = (name, options) => {
    try {
      app[name]?.(options);
    } catch (error) {
      console.error(error);
    }
  };

  return {
    globals: {
      App: (definition) => { app = definition; },
      getApp: () => app,
    },
    tell,

    /** @param {string} address of the page that the user opens */
    launch(address) {
      launched = { ...launched, ...parse(address) };
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
      tell(visible ? 'onShow' : 'onHide', visible ? launched : undefined);
      if (visible) page?.return();
    },
  };
}
