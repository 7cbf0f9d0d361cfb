import { createServer } from 'node:http';
import { isIP } from 'node:net';
import { createApp } from './app.js';
import { loginState, missing } from './config.js';

/**
 * What a slow, idle or broken client can hold, in milliseconds.
 * @typedef {{ headers: number, request: number, idle: number, silent: number, stop: number, check: number }} Timeouts
 */

/** @type {Timeouts} */
export const TIMEOUTS = { headers: 5000, request: 10_000, idle: 60_000, silent: 20_000, stop: 10_000, check: 1000 };

/**
 * Listens on config.host and config.port. stop() lets running requests finish and
 * resolves when all connections are closed.
 * @param {import('./config.js').Config} config
 * @param {import('./log.js').Log} log
 * @param {Timeouts} [timeouts]
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function serve(config, log, timeouts = TIMEOUTS) {
  const server = createServer({
    headersTimeout: timeouts.headers,
    requestTimeout: timeouts.request,
    keepAliveTimeout: timeouts.idle,
    connectionsCheckingInterval: timeouts.check,
    maxHeaderSize: 16 * 1024,
  }, createApp(config, log));
  server.setTimeout(timeouts.silent);
  const running = watchResponses(server);
  const url = await listen(server, config);
  announce(config, log, url);

  const stop = () => new Promise((/** @type {(value: void) => void} */ resolve) => {
    log.info('stopping');
    const cut = setTimeout(() => {
      log.warn('some requests did not end in time and were cut');
      server.closeAllConnections();
    }, timeouts.stop);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    for (const response of running) if (!response.headersSent) response.setHeader('Connection', 'close');
    server.closeIdleConnections();
  });
  return { url, stop };
}

/**
 * Keeps the responses that are not finished.
 * @param {import('node:http').Server} server
 */
function watchResponses(server) {
  /** @type {Set<import('node:http').ServerResponse>} */
  const running = new Set();
  server.on('request', (_, response) => {
    running.add(response);
    response.once('close', () => running.delete(response));
  });
  return running;
}

/**
 * @param {import('node:http').Server} server
 * @param {import('./config.js').Config} config
 * @returns {Promise<string>} the URL that it listens on
 */
function listen(server, { host, port }) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(new Error(`cannot listen on ${join(host, port)}: ${error.message}; another program may use it: set PORT or HOST`));
    });
    server.listen(port, host, () => {
      const bound = /** @type {import('node:net').AddressInfo} */ (server.address());
      resolve(`http://${join(bound.address, bound.port)}`);
    });
  });
}

/**
 * @param {string} host
 * @param {number} port
 */
const join = (host, port) => (isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`);

/**
 * Says at start what whoever runs the server must know.
 * @param {import('./config.js').Config} config
 * @param {import('./log.js').Log} log
 * @param {string} url
 */
function announce(config, log, url) {
  for (const line of config.unknown) log.warn('this line sets a name that the server does not know', { line });
  if (config.exposed) {
    log.warn('other users of this computer can read this file: chmod 600 keeps its secrets', { file: config.exposed });
  }
  if (!config.production) {
    log.warn('DEVELOPMENT MODE: never put this server on the internet', { login: loginState(config), missing: missing(config) });
    if (!/^(localhost|127\..*|::1)$/.test(config.host)) {
      log.warn('HOST opens the development server to the whole network', { host: config.host });
    }
  }
  if (config.production && config.mediaURL && !config.mediaKey) {
    log.warn('MEDIA_URL is set without MEDIA_KEY: streams are not signed, anybody can push to the media server');
  }
  log.info('listening', { url });
}
