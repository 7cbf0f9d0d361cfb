import { Refusal } from './calls.mjs';
import { createEvent } from './events.mjs';

/** ms, of WeChat when neither the call nor app.json says another. */
const TIMEOUT = 60000;

const METHODS = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT', 'PATCH'];

/**
 * @typedef {object} Sent What goes over the wire.
 * @property {string} url
 * @property {string} method
 * @property {Record<string, string>} header
 * @property {string | ArrayBuffer} [data]
 */

const pairs = (data) =>
  Object.entries(data)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(typeof value === 'object' ? JSON.stringify(value) : value)}`)
    .join('&');

/** @param {string} url @param {string} query */
const withQuery = (url, query) => (query ? url + (url.includes('?') ? '&' : '?') + query : url);

/**
 * What WeChat makes of the options of wx.request.
 * @param {{ url: string, method?: string, header?: object, data?: any }} options
 * @returns {Sent}
 */
export function prepare({ url, method = 'GET', header = {}, data }) {
  if (typeof url !== 'string' || !/^https?:\/\/[^/]/i.test(url)) throw new Refusal(`invalid url "${url}"`, { errno: 600009 });
  const verb = String(method).toUpperCase();
  if (!METHODS.includes(verb)) throw new Refusal(`method "${method}" is not supported`);
  const sent = Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), String(value)]));
  const type = (sent['content-type'] ??= 'application/json');
  const body = verb !== 'GET' && verb !== 'HEAD';
  const isObject = typeof data === 'object' && data !== null && !(data instanceof ArrayBuffer);
  if (data === undefined || data === null || (!body && !isObject)) return { url, method: verb, header: sent };
  if (!body) return { url: withQuery(url, pairs(data)), method: verb, header: sent };
  const encoded = isObject ? (/x-www-form-urlencoded/.test(type) ? pairs(data) : JSON.stringify(data)) : data;
  return { url, method: verb, header: sent, data: encoded };
}

/**
 * The reply as the caller gets it: JSON parsed where it is JSON, else the text.
 * @param {string} text
 * @param {string} [dataType]
 */
export function parse(text, dataType = 'json') {
  if (dataType !== 'json') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * A request with an end: it is answered, fails, is aborted, or takes too long.
 * @param {(signal: AbortSignal) => Promise<any>} send Rejects with a Refusal.
 * @param {number} [timeout] ms
 * @param {{ set(run: () => void, ms: number): unknown, clear(timer: unknown): void }} [clock]
 */
export function endable(send, timeout = TIMEOUT, clock = { set: (run, ms) => setTimeout(run, ms), clear: (timer) => clearTimeout(timer) }) {
  const control = new AbortController();
  let abort = () => {};
  const ended = new Promise((_, reject) => {
    const end = (reason, fields) => {
      control.abort();
      reject(new Refusal(reason, fields));
    };
    const timer = clock.set(() => end('timeout', { errno: 5 }), timeout);
    abort = () => end('abort');
    control.signal.addEventListener('abort', () => clock.clear(timer));
  });
  const work = Promise.race([send(control.signal), ended]).finally(() => control.abort());
  return { work, abort };
}

/**
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 * @param {ReturnType<typeof import('./proxy.mjs').createProxy>} proxy
 */
export function request({ task }, proxy) {
  return {
    request: task('request', (options) => {
      const headers = createEvent();
      const { work, abort } = endable(async (signal) => {
        const { statusCode, header, cookies, bytes } = await proxy.send(prepare(options), signal);
        headers.emit({ statusCode, header, cookies });
        const data = options.responseType === 'arraybuffer' ? bytes.buffer : parse(new TextDecoder().decode(bytes), options.dataType);
        return { statusCode, header, cookies, data };
      }, options.timeout);
      return { task: { abort, onHeadersReceived: headers.on, offHeadersReceived: headers.off, onChunkReceived() {}, offChunkReceived() {} }, work };
    }),
  };
}
