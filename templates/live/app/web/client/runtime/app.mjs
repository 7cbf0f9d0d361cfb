/** App and getApp of the mini-program. */
export function createApp() {
  /** @type {Record<string, any>} */
  let app = {};

  return {
    globals: {
      App: (definition) => { app = definition; },
      getApp: () => app,
    },

    /**
     * @param {string} name onLaunch and such
     * @param {unknown} [options]
     */
    tell(name, options) {
      try {
        app[name]?.(options);
      } catch (error) {
        console.error(error);
      }
    },
  };
}
