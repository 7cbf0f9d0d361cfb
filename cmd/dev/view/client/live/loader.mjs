import mpegts from 'mpegts.js';
import { createFlvReader } from './flv-reader.mjs';
import { join } from './flv-writer.mjs';

/** How long a connection may take, and how long one may say nothing, ms. */
const PATIENCE = 5000;

/** How long the other kind may come after the first of sound and picture, ms. */
const SNIFF = 500;

/** Where the header of FLV says which kinds there are. */
const FLAGS = 4;

/**
 * @typedef {object} Events
 * @property {() => void} connected
 * @property {(tag: import('./flv-reader.mjs').Tag) => void} received
 * @property {() => void} changed Sound or picture joined a stream that began without.
 * @property {(code: number) => void} lost Codes as <live-player> tells them.
 */

/**
 * Loads FLV over HTTP for mpegts.js, which would wait forever for sound that a stream does not have: servers of live streams
 * announce both in the header, so the header is corrected once the first tags are known.
 * @param {string} referrerPolicy
 * @param {Events} events
 */
export const createLoader = (referrerPolicy, events) =>
  class extends mpegts.BaseLoader {
    #controller = new AbortController();
    /** @type {any} */
    #watch = null;
    /** @type {any} */
    #sniff = null;
    /** What is held back until the kinds are known; null after that. @type {Uint8Array[] | null} */
    #held = [];
    #kinds = new Set();
    #received = 0;
    #read = createFlvReader((tag) => this.#see(tag));

    constructor() {
      super('mlvb-flv-loader');
      this._needStash = true;
    }

    /** @param {{ url: string }} source */
    open({ url }) {
      this._status = mpegts.LoaderStatus.kConnecting;
      this.#load(url).catch(() => this.#end(3005));
    }

    /** @param {string} url */
    async #load(url) {
      this.#expect(3002);
      const init = { signal: this.#controller.signal, referrerPolicy: /** @type {ReferrerPolicy} */ (referrerPolicy), cache: /** @type {const} */ ('no-store') };
      const response = await fetch(url, init).catch(() => null);
      if (!response) return this.#end(3002);
      events.connected();
      if (!response.ok || !response.body) return this.#end(3003);
      const isFile = response.headers.has('content-length');
      const reader = response.body.getReader();
      for (;;) {
        this.#expect(3005);
        const { done, value } = await reader.read();
        if (done) break;
        this.#read(value);
        this.#pass(value);
      }
      this.#release();
      if (!isFile) return this.#end(3005);
      clearTimeout(this.#watch);
      this.onComplete?.(0, this.#received - 1);
    }

    /** @param {number} code What it means when nothing comes in time. */
    #expect(code) {
      clearTimeout(this.#watch);
      this.#watch = setTimeout(() => this.#end(code), PATIENCE);
    }

    /** @param {import('./flv-reader.mjs').Tag} tag */
    #see(tag) {
      if (tag.kind !== 'script' && !this.#kinds.has(tag.kind)) {
        this.#kinds.add(tag.kind);
        if (!this.#held) this.#outgrow();
        this.#sniff ??= setTimeout(() => this.#release(), SNIFF);
      }
      events.received(tag);
    }

    /** A player that began with one kind takes no second one. */
    #outgrow() {
      this.abort();
      events.changed();
    }

    /** @param {Uint8Array} piece */
    #pass(piece) {
      if (this.#controller.signal.aborted) return;
      if (!this.#held) {
        this.#hand(piece);
        return;
      }
      this.#held.push(piece);
      if (this.#kinds.size === 2) this.#release();
    }

    #release() {
      clearTimeout(this.#sniff);
      const held = this.#held;
      this.#held = null;
      if (!held?.length) return;
      const whole = join(...held);
      whole[FLAGS] = (this.#kinds.has('audio') ? 4 : 0) | (this.#kinds.has('video') ? 1 : 0);
      this.#hand(whole);
    }

    /** @param {Uint8Array} piece */
    #hand(piece) {
      const start = this.#received;
      this.#received += piece.length;
      // A copy of its own: mpegts.js takes buffers whole, and writes into them.
      this.onDataArrival?.(piece.slice().buffer, start, this.#received);
    }

    /** @param {number} code */
    #end(code) {
      if (this.#controller.signal.aborted) return;
      this.abort();
      events.lost(code);
    }

    abort() {
      clearTimeout(this.#watch);
      clearTimeout(this.#sniff);
      this._status = mpegts.LoaderStatus.kComplete;
      this.#controller.abort();
    }

    destroy() {
      this.abort();
      super.destroy();
    }
  };
