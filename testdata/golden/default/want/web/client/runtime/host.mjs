import { resolve } from './paths.mjs';

/** As many calls of wx as the panel shows. */
const CALLS = 100;

/**
 * What the wx shim and the tags may ask of the page that they run in.
 * @param {object} options
 * @param {string} options.appid of project.config.json
 * @param {ReturnType<typeof import('./phone.mjs').createPhone>} options.phone
 * @param {ReturnType<typeof import('./state.mjs').createState>} options.state
 * @param {typeof import('../../words.js')} options.words
 * @param {ReturnType<typeof import('./chrome.mjs').drawChrome>} options.chrome
 */
export function createHost({ appid, phone, state, words, chrome }) {
  let calls = 0;
  const host = {
    words,
    appid,
    /** @type {ReturnType<typeof import('./pages.mjs').createPages>} set as soon as there are pages */
    pages: undefined,
    token: document.querySelector('meta[name="mlvb-token"]').content,

    // The sizes are getters, which a spread would read once.
    phone: Object.defineProperties({
      /** Where the page on top is, without its navigation bar. */
      get root() { return host.pages?.current()?.view ?? phone.pages; },

      /** @param {{title?: string, color?: string, backgroundColor?: string, loading?: boolean}} change */
      setNavigationBar(change) {
        const page = host.pages.current();
        page?.bar.set(change);
        if (change.color) chrome.paint(change.color);
      },

      /** Hears that the user leaves WeChat and comes back. */
      onAway: chrome.onAway,
    }, Object.getOwnPropertyDescriptors(phone)),

    calls: {
      /**
       * @param {string} name
       * @param {unknown} options
       * @param {unknown} result
       */
      log(name, options, result) {
        calls += 1;
        state.calls.push({ number: calls, name, options, result });
        if (state.calls.length > CALLS) state.calls.shift();
        state.changed();
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
      const from = element.__wxElement?.ownerShadowRoot?.getHostNode().is ?? host.pages.current()?.route.path ?? '';
      return `/app/${resolve(from, source)}`;
    },
  };
  return host;
}
