// The server of a generated project as the tests want it: its API, the room service of the project's own tests
// behind HTTP, streams that are always on air, and a chat over a WebSocket.
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { createAPI } from './api.mjs';
import { Hub } from './chat.mjs';
import { defer } from './defer.mjs';
import { createRooms } from './rooms.mjs';
import { sendStream } from './stream.mjs';

const ROOM_SERVICE = '/weapp/live_room/';

/**
 * @typedef {{ status?: number, body?: unknown }} Answer
 * @typedef {Answer | 'lost' | (() => Promise<Answer | undefined>)} Plan `lost` cuts the connection, undefined is the usual answer.
 */

/** @param {import('node:test').TestContext} t The server closes with the test. */
export async function startServer(t) {
  const server = new LiveServer();
  server.http.listen(0, '127.0.0.1');
  await once(server.http, 'listening');
  server.url = `http://127.0.0.1:${server.http.address().port}`;
  defer(t, () => server.close());
  return server;
}

/** Bounds the wait for something that never comes. */
const LIMIT = 15000;

export class LiveServer extends EventEmitter {
  constructor() {
    super();
    this.url = '';
    this.api = createAPI(this);
    this.rooms = createRooms(this);
    this.hub = new Hub();
    /** @type {Map<string, Plan>} By path, or name of a call of the room service. */
    this.plans = new Map();
    /** @type {[string, any][]} Every call with its body. */
    this.calls = [];
    /** @type {Map<string, Map<import('node:http').ServerResponse, () => void>>} Those who watch a stream, and what stops it. */
    this.watching = new Map();
    this.http = createServer((request, response) => this.answer(request, response));
    this.sockets = new WebSocketServer({ server: this.http, path: `${ROOM_SERVICE}chat`, verifyClient: () => this.hub.admits(() => this.emit('change')) });
    this.sockets.on('connection', (socket) => this.hub.take(socket, () => this.emit('change')));
  }

  /** From now on nobody answers at this address. */
  async close() {
    if (!this.http.listening) return;
    this.sockets.clients.forEach((socket) => socket.terminate());
    this.http.close();
    this.http.closeAllConnections();
    await once(this.http, 'close');
  }

  /** What calls of that name are answered, until another plan is made. @param {string} name @param {Plan} plan */
  plan(name, plan) {
    this.plans.set(name, plan);
  }

  /** Calls of that name get no answer before the returned function is called. @param {string} name */
  hold(name) {
    let release = () => {};
    const gate = new Promise((resolve) => (release = resolve));
    this.plan(name, () => gate);
    return () => release();
  }

  /** The bodies of all calls of that name. @param {string} name */
  named(name) {
    return this.calls.filter(([called]) => called === name).map(([, body]) => body);
  }

  /**
   * Waits until something is so, looking again whenever a phone has called or said something.
   * @param {() => unknown} what
   */
  async until(what) {
    const signal = AbortSignal.timeout(LIMIT);
    while (!what()) {
      await once(this, 'change', { signal }).catch(() => {
        throw new Error(`the phones never got there: ${what}\n${this.calls.map(([name]) => name).join(' ')}`);
      });
    }
  }

  /** Waits for a call of that name. @param {string} name @param {number} [times] */
  called(name, times = 1) {
    return this.until(() => this.named(name).length >= times);
  }

  /** Ends a stream for all who watch it. @param {string} name */
  endStream(name) {
    this.watching.get(name)?.forEach((_, response) => response.end());
  }

  /** A stream has nothing more for those who watch it, and does not end. @param {string} name */
  stallStream(name) {
    this.watching.get(name)?.forEach((stop) => stop());
  }

  async answer(request, response) {
    const { pathname } = new URL(request.url, this.url);
    const stream = /^\/live\/(.+)\.flv$/.exec(pathname);
    if (stream) return this.show(stream[1], response);
    const name = pathname.startsWith(ROOM_SERVICE) ? pathname.slice(ROOM_SERVICE.length) : pathname;
    const data = await read(request);
    this.calls.push([name, data]);
    response.on('close', () => this.emit('change'));
    const plan = this.plans.get(name);
    const planned = await (typeof plan === 'function' ? plan() : plan);
    if (planned === 'lost') return request.socket.destroy();
    const { status = 200, body } = planned ?? (await this.usual(request, pathname, data).catch(broken));
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  /** @returns {Promise<Answer>} */
  async usual({ url, headers }, pathname, data) {
    if (pathname.startsWith(ROOM_SERVICE)) return { body: (await this.rooms.request({ url, data })).data };
    return this.api(pathname, data, headers.authorization?.replace('Bearer ', ''));
  }

  show(name, response) {
    const all = this.watching.get(name) ?? new Map();
    this.watching.set(name, all.set(response, sendStream(response)));
    response.on('close', () => all.delete(response));
  }
}

/** @param {Error} error @returns {Answer} */
const broken = ({ message }) => ({ status: 500, body: { code: -1, message } });

/** @param {import('node:http').IncomingMessage} request */
async function read(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString() || '{}');
}
