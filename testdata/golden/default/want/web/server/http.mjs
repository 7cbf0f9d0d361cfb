import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { readAsset } from './assets.mjs';
import { isOwn } from './guard.mjs';
import { forward } from './request.mjs';

/** Of the body of a request to forward: WeChat uploads files up to 10 MB, which base64 makes longer. */
const LARGEST = 32 * 1024 * 1024;

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
  /** @type {Set<import('node:http').ServerResponse>} */
  const listeners = new Set();

  const routes = {
    '/': async (response) => send(response, 'text/html', await html(pages.shell)),
    '/phone': async (response) => send(response, 'text/html', await html(pages.phone)),
    '/build.json': async (response) => send(response, 'application/json', JSON.stringify(await built())),
    '/events': async (response) => {
      response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
      // The page may have missed a build, or this server was started after it.
      const { revision } = await built();
      write(response, 'revision', { revision });
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
    const [, place, rest] = /^\/(app|client)\/(.*)$/.exec(path) ?? [];
    if (place) {
      const file = place === 'app' ? await readAsset(folder, rest) : await clientFile(rest);
      return file ? send(response, file.type, file.body, file.forever) : refuse(response, 404);
    }
    return Object.hasOwn(routes, path) ? routes[path](response) : refuse(response, 404);
  }

  async function html(page) {
    const { version } = await client();
    return page.replaceAll('%CLIENT%', `/client/${version}`).replace('%TOKEN%', token);
  }

  async function clientFile(name) {
    const { version, files } = await client();
    const body = files.get(name.slice(version.length + 1));
    if (!body || !name.startsWith(`${version}/`)) return undefined;
    return { type: CLIENT_TYPES[extname(name)], body, forever: true };
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
     * @param {{revision: string}} data
     */
    tell(event, data) {
      for (const listener of listeners) write(listener, event, data);
    },

    /** Lets go of the pages that listen, so that the process can end. */
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
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
