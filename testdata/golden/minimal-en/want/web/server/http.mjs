import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { readAsset } from './assets.mjs';
import { createEvents } from './events.mjs';
import { isOwn } from './guard.mjs';
import { answer } from './request.mjs';

const CLIENT_TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.map': 'application/json' };

const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "frame-ancestors 'self'",
};

/**
 * The HTTP server of the browser view.
 * @param {object} options
 * @param {string} options.folder of the mini-program
 * @param {{shell: string, phone: string}} options.pages HTML
 * @param {() => ReturnType<typeof import('./client.mjs').bundleClient>} options.client scripts and styles of those
 * @param {() => Promise<import('../build/app.mjs').Built>} options.built
 */
export function createHandler({ folder, pages, client, built }) {
  const token = randomBytes(16).toString('hex');
  const events = createEvents(built);

  const html = async (response, page) => {
    const { version } = await client();
    send(response, 'text/html', page.replaceAll('%CLIENT%', `/client/${version}`).replace('%TOKEN%', token));
  };
  const file = (response, found) => (found ? send(response, found.type, found.body, found.forever) : refuse(response, 404));
  /** @type {Record<string, (response: import('node:http').ServerResponse, rest: string, request: import('node:http').IncomingMessage) => unknown>} */
  const routes = {
    '/': (response) => html(response, pages.shell),
    '/phone': (response) => html(response, pages.phone),
    '/build.json': async (response) => send(response, 'application/json', JSON.stringify(await built())),
    '/events': (response) => events.connect(response, HEADERS),
    '/app/': async (response, rest) => file(response, await readAsset(folder, rest)),
    '/client/': async (response, rest) => file(response, clientFile(await client(), rest)),
    '/request': async (response, rest, request) => {
      if (request.headers['x-mlvb-token'] !== token) return refuse(response, 403);
      const { status, body } = await answer(request, response);
      return status === 200 ? send(response, 'application/json', body) : refuse(response, status);
    },
  };

  const handle = async (request, response) => {
    if (!isOwn(request.headers, server.address().port)) return refuse(response, 403);
    const [target] = request.url.split('?');
    const [, name, rest] = /^(\/(?:(?:app|client)\/)?)(.*)$/.exec(target) ?? [];
    const route = name === '/' ? target : name;
    if (!Object.hasOwn(routes, route)) return refuse(response, 404);
    if (request.method !== (route === '/request' ? 'POST' : 'GET')) return refuse(response, 405);
    return routes[route](response, rest, request);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch(() => refuse(response, 500));
  });

  return {
    server,
    tell: events.tell,

    /** Lets go of the pages that listen, so that the process can end. */
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The version in the address lets a browser keep the file. */
function clientFile({ version, files }, name) {
  const [asked, file = ''] = name.split('/');
  const body = files.get(file);
  return asked === version && body ? { type: CLIENT_TYPES[extname(file)], body, forever: true } : undefined;
}

function send(response, type, body, forever = false) {
  response.writeHead(200, {
    ...HEADERS,
    'content-type': type.startsWith('text/') ? `${type}; charset=utf-8` : type,
    ...forever && { 'cache-control': 'max-age=31536000, immutable' },
  }).end(body);
}

function refuse(response, status) {
  if (!response.headersSent) response.writeHead(status, HEADERS);
  response.end();
}
