import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { forward } from './request.mjs';

/** What a template may show; nothing else leaves the mini-program's folder as a file. */
const ASSETS = {
  '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.gif': 'image/gif', '.webp': 'image/webp',
  '.ico': 'image/x-icon', '.mp3': 'audio/mpeg', '.mp4': 'video/mp4', '.ttf': 'font/ttf', '.woff': 'font/woff', '.woff2': 'font/woff2',
};
const BODY_LIMIT = 32 * 1024 * 1024;

/**
 * The HTTP server of the browser view.
 * @param {object} options
 * @param {string} options.folder of the mini-program
 * @param {() => Promise<Record<string, Buffer>>} options.client the files of the page by name
 * @param {{shell: string, phone: string}} options.html
 * @param {() => Promise<object>} options.built
 */
export function createHandler({ folder, client, html, built }) {
  const token = randomBytes(16).toString('hex');
  const phone = html.phone.replace('%TOKEN%', token);
  /** @type {Set<import('node:http').ServerResponse>} */
  const listeners = new Set();

  const routes = {
    '/': (response) => send(response, 'text/html; charset=utf-8', html.shell),
    '/phone': (response) => send(response, 'text/html; charset=utf-8', phone),
    '/build.json': async (response) => send(response, 'application/json', JSON.stringify(await built())),
    '/events': (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write(':\n\n');
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
    },
  };
  for (const name of ['phone.js', 'phone.css', 'shell.js', 'shell.css']) {
    const type = name.endsWith('.js') ? 'text/javascript' : 'text/css';
    routes[`/${name}`] = async (response) => send(response, `${type}; charset=utf-8`, (await client())[name]);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(error.message));
    });
  });

  async function handle(request, response) {
    const { port } = server.address();
    const own = [`127.0.0.1:${port}`, `localhost:${port}`];
    // A name of somebody else's that leads here would let his page read ours.
    if (!own.includes(request.headers.host ?? '')) return refuse(response, 403);
    const { origin } = request.headers;
    if (origin && !own.includes(origin.replace('http://', ''))) return refuse(response, 403);
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/request') return proxy(request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
    if (pathname.startsWith('/app/')) return asset(response, pathname.slice(5));
    const route = routes[pathname];
    return route ? route(response) : refuse(response, 404);
  }

  async function proxy(request, response) {
    if (request.method !== 'POST') return refuse(response, 405);
    if (request.headers['x-mlvb-token'] !== token) return refuse(response, 403);
    const aborted = new AbortController();
    response.on('close', () => aborted.abort());
    const body = await bodyOf(request);
    if (!body) return refuse(response, 413);
    return send(response, 'application/json', JSON.stringify(await forward(body, aborted.signal)));
  }

  async function asset(response, name) {
    const file = path.resolve(folder, ...decodeURIComponent(name).split('/'));
    const type = ASSETS[path.extname(file).toLowerCase()];
    if (!type || !file.startsWith(folder + path.sep)) return refuse(response, 404);
    try {
      return send(response, type, await readFile(file));
    } catch {
      return refuse(response, 404);
    }
  }

  return {
    server,

    /**
     * Tells every open page.
     * @param {string} event
     * @param {unknown} [data]
     */
    tell(event, data = {}) {
      for (const listener of listeners) listener.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },

    /** Lets go of the pages that listen, so that the server can close. */
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function send(response, type, body) {
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }).end(body);
}

function refuse(response, status) {
  response.writeHead(status).end();
}

async function bodyOf(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > BODY_LIMIT) return undefined;
    parts.push(part);
  }
  return JSON.parse(Buffer.concat(parts).toString());
}
