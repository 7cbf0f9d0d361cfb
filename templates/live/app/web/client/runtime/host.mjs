/** As many calls of wx as the panel shows. */
const CALLS = 100;

/**
 * What the wx shim and the tags may ask of the page that they run in.
 * @param {object} options
 * @param {ReturnType<typeof import('./phone.mjs').createPhone>} options.phone
 * @param {{calls: object[]}} options.state
 * @param {typeof import('../../words.js')} options.words
 * @param {() => void} options.changed
 */
export function createHost({ phone, state, words, changed }) {
  const host = {
    words,
    /** @type {ReturnType<typeof import('./pages.mjs').createPages>} set as soon as there are pages */
    pages: undefined,
    token: document.querySelector('meta[name="mlvb-token"]').content,

    phone: Object.defineProperties({
      /** @param {{title?: string, color?: string, backgroundColor?: string, loading?: boolean}} change */
      setNavigationBar: (change) => host.pages.current()?.bar.set(change),
    }, Object.getOwnPropertyDescriptors(phone)),

    calls: {
      /**
       * @param {string} name
       * @param {unknown} options
       * @param {unknown} result
       */
      log(name, options, result) {
        state.calls.push({ name, options, result });
        if (state.calls.length > CALLS) state.calls.shift();
        changed();
      },
    },

    /**
     * Triggers an event of a tag.
     * @param {Element} element
     * @param {string} type
     * @param {object} [detail]
     * @param {{bubbles?: boolean, composed?: boolean}} [options]
     */
    fire(element, type, detail = {}, options = {}) {
      element.__wxElement?.triggerEvent(type, detail, options);
    },

    /**
     * The address of a file of the mini-program.
     * @param {Element} element whose template names it
     * @param {string} source as it stands in the template
     */
    asset(element, source) {
      if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(source) || source === '') return source;
      const from = element.__wxElement?.ownerShadowRoot?.getHostNode().is ?? '';
      return new URL(source, `${location.origin}/app/${from}`.replace(/(\/app\/).*/, source.startsWith('/') ? '$1' : '$&')).href;
    },
  };
  return host;
}
