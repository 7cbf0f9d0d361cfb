import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { readAsset } from './assets.mjs';
import { isOwn } from './guard.mjs';
import { forward } from './request.mjs';

/** Of the body of a request to forward: WeChat uploads files up to 10 MB, which base64 makes longer. */
const LARGEST = 32 * 1024 * 1024;

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
 * @param {() => Promise<Record<string, Uint8Array>>} options.client scripts and styles of those by name
 * @param {() => Promise<import('../build/app.mjs').Built>} options.built
 */
export function createHandler({ folder, pages, client, built }) {
  const token = randomBytes(16).toString('hex');
  const phone = pages.phone.replace('%TOKEN%', token);
  /** @type {Set<import('node:http').ServerResponse>} */
  const listeners = new Set();

  const routes = {
    '/': (response) => send(response, 'text/html', pages.shell),
    '/phone': (response) => send(response, 'text/html', phone),
    '/build.json': async (response) => send(response, 'application/json', JSON.stringify(await built())),
    '/phone.js': async (response) => send(response, 'text/javascript', (await client())['phone.js']),
    '/phone.css': async (response) => send(response, 'text/css', (await client())['phone.css']),
    '/shell.js': async (response) => send(response, 'text/javascript', (await client())['shell.js']),
    '/shell.css': async (response) => send(response, 'text/css', (await client())['shell.css']),
    '/events': (response) => {
      response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
      // Tells this server from one that was started later.
      write(response, 'server', token.slice(0, 8));
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
    },
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => refuse(response, 500));
  });

  async function handle(request, response) {
    if (!isOwn(request.headers, server.address().port)) return refuse(response, 403);
    const [path] = request.url.split('?');
    if (path === '/request') return proxy(request, response);
    if (request.method !== 'GET') return refuse(response, 405);
    if (path.startsWith('/app/')) {
      const asset = await readAsset(folder, path.slice('/app/'.length));
      return asset ? send(response, asset.type, asset.body) : refuse(response, 404);
    }
    return Object.hasOwn(routes, path) ? routes[path](response) : refuse(response, 404);
  }

  async function proxy(request, response) {
    if (request.method !== 'POST') return refuse(response, 405);
    if (request.headers['x-mlvb-token'] !== token) return refuse(response, 403);
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const body = await bodyOf(request);
    if (body === undefined) return refuse(response, 413);
    return send(response, 'application/json', JSON.stringify(await forward(JSON.parse(body), gone.signal)));
  }

  return {
    server,

    /**
     * Tells every open page.
     * @param {'reload' | 'styles' | 'failure'} event
     * @param {unknown} [data]
     */
    tell(event, data = {}) {
      for (const listener of listeners) write(listener, event, data);
    },

    /** Lets go of the pages that listen, so that the process can end. */
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function send(response, type, body) {
  response.writeHead(200, { ...HEADERS, 'content-type': type.startsWith('text/') ? `${type}; charset=utf-8` : type }).end(body);
}

function refuse(response, status) {
  if (!response.headersSent) response.writeHead(status, HEADERS);
  response.end();
}

function write(response, event, data) {
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

async function bodyOf(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > LARGEST) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
