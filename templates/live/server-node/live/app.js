import { createAPI } from './api.js';
import { createLimiter } from './limiter.js';
import { foreignHost, internal, methodNotAllowed, notFound, Problem, rateLimited, unauthorized } from './problems.js';
import { clientNetwork, localName, readFields } from './request.js';

const LONGEST_LOGGED_PATH = 128;

/**
 * Answers requests: checks each from the cheapest to the dearest and lets its
 * route reply.
 * @param {import('./config.js').Config} config
 * @param {import('./log.js').Log} log
 * @param {() => number} now milliseconds
 * @returns {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => Promise<void>}
 */
export function createApp(config, log, now = Date.now) {
  const api = createAPI(config, log, now);
  const logins = createLimiter(100, 100); // by IP address, which a whole office or mobile network may share
  const users = createLimiter(60, 1000); // by user

  const dispatch = async (/** @type {import('node:http').IncomingMessage} */ request, /** @type {Seen} */ seen) => {
    if (!config.production && !localName(request.headers.host ?? '')) throw foreignHost();
    const route = api.routes.get(seen.path);
    if (!route) throw notFound();
    const { method } = request;
    if (method !== route.method && !(method === 'HEAD' && route.method === 'GET')) throw methodNotAllowed(route.method);
    if (route.method === 'GET') return route.handle({ request, userID: '', fields: new Map() });
    if (route.auth) {
      seen.user = api.userOf(bearer(request)) ?? '';
      if (!seen.user) throw unauthorized();
    }
    const wait = seen.user ? users.wait(seen.user, now()) : logins.wait(clientNetwork(request, config.trustedProxies), now());
    if (wait > 0) throw rateLimited(wait);
    return route.handle({ request, userID: seen.user, fields: await readFields(request) });
  };

  return async (request, response) => {
    const start = now();
    // Neither the log nor the routes know the query.
    const seen = { path: (request.url ?? '').split('?')[0], user: '' };
    response.once('close', () => {
      if (seen.path === '/healthz') return;
      log.info('request', {
        method: request.method, path: cut(seen.path), status: response.statusCode, ms: now() - start, user: seen.user,
      });
    });
    try {
      reply(response, 200, await dispatch(request, seen));
    } catch (error) {
      const problem = error instanceof Problem ? error : internal();
      if (problem !== error) log.error('request failed', { reason: String(error) });
      const { status, code, message, hint, headers } = problem;
      reply(response, status, { error: { code, message, hint } }, headers);
    }
  };
}

/**
 * What the log says of a request.
 * @typedef {{ path: string, user: string }} Seen
 */

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {unknown} value
 * @param {Record<string, string>} [headers]
 */
function reply(response, status, value, headers) {
  const body = `${JSON.stringify(value)}\n`;
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store', // replies hold tokens and signatures
    ...headers,
  });
  response.end(body);
}

/** @param {import('node:http').IncomingMessage} request */
function bearer(request) {
  const header = request.headers.authorization ?? '';
  const space = header.indexOf(' ');
  return header.slice(0, space).toLowerCase() === 'bearer' ? header.slice(space + 1) : '';
}

/** @param {string} path */
function cut(path) {
  return path.length > LONGEST_LOGGED_PATH ? `${path.slice(0, LONGEST_LOGGED_PATH)}...` : path;
}
