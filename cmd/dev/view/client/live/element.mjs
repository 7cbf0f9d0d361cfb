import { valuesOf } from './attributes.mjs';
import { createSurface } from './surface.mjs';

/** WeChat reports the network every two seconds. */
const REPORT = 2000;

/** Lines of state codes under the figures of `debug`. */
const KEPT = 6;

/**
 * What <live-pusher> and <live-player> share: attributes, events, the report of the network, an end when they leave the page.
 * @param {{ host: import('./index.mjs').Host, defaults: Record<string, string | number | boolean>, style: string }} kind
 */
export const liveElement = ({ host, defaults, style }) =>
  class extends HTMLElement {
    static observedAttributes = Object.keys(defaults);

    /** Elements in the document, the newest last. @type {Set<any>} */
    static present = new Set();

    surface = createSurface(this, style);
    words = host.words.live;
    /** Attributes that were switched off: the runtime removes them, which by itself would mean the default. */
    #off = new Set();
    #stale = false;
    #said = /** @type {string[]} */ ([]);
    /** @type {any} */
    #reporting = null;

    get values() {
      return valuesOf(defaults, (name) => (this.#off.has(name) ? false : this.getAttribute(name)));
    }

    /** @param {string} name */
    removeAttribute(name) {
      this.#off.add(name);
      super.removeAttribute(name);
      this.#change();
    }

    /** @param {string} name @param {string | null} _before @param {string | null} value */
    attributeChangedCallback(name, _before, value) {
      if (value !== null) this.#off.delete(name);
      this.#change();
    }

    /** Several attributes that change at once make one change. */
    #change() {
      if (this.#stale) return;
      this.#stale = true;
      queueMicrotask(() => {
        this.#stale = false;
        if (this.isConnected) this.changed(this.values);
      });
    }

    connectedCallback() {
      /** @type {any} */ (this.constructor).present.add(this);
      this.#change();
    }

    disconnectedCallback() {
      // The runtime moves elements by taking them out and putting them in again.
      queueMicrotask(() => {
        if (this.isConnected) return;
        /** @type {any} */ (this.constructor).present.delete(this);
        this.leave();
      });
    }

    /** @param {string} type @param {object} detail */
    fire(type, detail) {
      host.fire(this, type, detail);
    }

    /** Address of a file of the mini-program. @param {string} source */
    asset(source) {
      return host.asset(this, source);
    }

    /** @param {number} code */
    say(code) {
      this.#said = [...this.#said, String(code)].slice(-KEPT);
      this.fire('statechange', { code });
    }

    /** Reports the network until `silence()`. @param {() => Record<string, number>} read */
    report(read) {
      clearInterval(this.#reporting);
      this.#reporting = setInterval(() => {
        const info = read();
        this.fire('netstatus', { info });
        this.surface.figures(this.values.debug ? this.#lines(info) : null);
      }, REPORT);
    }

    silence() {
      clearInterval(this.#reporting);
      this.#reporting = null;
      this.#said = [];
      this.surface.figures(null);
    }

    /** @param {Record<string, number>} info */
    #lines({ videoWidth, videoHeight, videoFPS, videoBitrate, audioBitrate }) {
      const figures = `${videoWidth}×${videoHeight} ${videoFPS} fps\n${videoBitrate} + ${audioBitrate} kbps`;
      return `${figures}\n${this.#said.join(' ')}`;
    }

    /**
     * Takes new values of attributes.
     * @param {any} _values
     */
    changed(_values) {}

    /** Ends everything: the element left the page. */
    leave() {}
  };
