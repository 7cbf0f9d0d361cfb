import { ABSENT, hollow } from '../wx/absent.mjs';
import { nameOf } from '../wx/user.mjs';
import { resolve } from './paths.mjs';

/**
 * What the wx shim and the tags may ask of the page that they run in.
 * @param {object} options
 * @param {import('./built.mjs').Built} options.built
 * @param {ReturnType<typeof import('./app.mjs').createApp>} options.app
 * @param {ReturnType<typeof import('./phone.mjs').createPhone>} options.phone
 * @param {ReturnType<typeof import('./state.mjs').createState>} options.state
 * @param {typeof import('../words/en.js')} options.words
 * @param {ReturnType<typeof import('./chrome.mjs').drawChrome>} options.chrome
 */
export function createHost({ built, app, phone, state, words, chrome }) {
  const search = new URLSearchParams(location.search);
  const host = {
    words,
    appid: built.appid,
    built,
    /** Who looks, '' without a name: two tabs of one browser can be two people. */
    user: nameOf(search, sessionStorage),
    app,
    /** @type {ReturnType<typeof import('./pages.mjs').createPages>} set as soon as there are pages */
    pages: undefined,
    token: told('mlvb-token'),
    flv: Number(told('mlvb-flv')) || 0,
    phone: withPages(phone, chrome, () => host.pages?.current()),
    calls: { log: state.log },
    /** Says once what stops nothing. @param {string} message */
    warn: (message) => state.fail([{ file: '', message, severity: 'warning', pages: null }]),
    fire,

    /** What a plugin exports takes every call. @param {string} name */
    requirePlugin(name) {
      host.warn(words.shell.absentPlugin(name));
      return hollow({ errMsg: `requirePlugin:fail ${ABSENT}` });
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

/** What the server wrote into the page. @param {string} name */
const told = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? '';

/** The phone, with what the page on top adds to it. */
function withPages(phone, chrome, current) {
  // The sizes are getters, which a spread would read once.
  return Object.defineProperties({
    /** Where the page on top is, without its navigation bar. */
    get root() { return current()?.view ?? phone.pages; },

    /** @param {{title?: string, color?: string, backgroundColor?: string, loading?: boolean}} change */
    setNavigationBar(change) {
      current()?.bar.set(change);
      if (change.color) chrome.paint(change.color);
    },
  }, Object.getOwnPropertyDescriptors(phone));
}

/**
 * Triggers an event of a tag.
 * @param {Element} element
 * @param {string} type
 * @param {object} [detail]
 * @param {{bubbles?: boolean, composed?: boolean}} [options]
 */
function fire(element, type, detail = {}, options = {}) {
  element.__wxElement?.triggerEvent(type, detail, options);
}
