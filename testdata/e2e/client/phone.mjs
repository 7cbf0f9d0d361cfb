import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import WebSocket from 'ws';

const root = path.join(process.env.MLVB_PROJECT, 'miniprogram', 'packages', 'live');

/**
 * A phone that runs the modules of the mini-program: it has a storage, a `wx`
 * and module instances of its own, and reaches the server by real HTTP.
 * @param {Record<string, any>} [kept] what its storage holds from an earlier run
 */
export function startPhone(kept = {}) {
  const storage = new Map(Object.entries({ ...kept, 'mlvb.server': process.env.MLVB_SERVER }));
  /** @type {Set<WebSocket>} */
  const sockets = new Set();
  const wx = { ...createWx(storage), connectSocket: (options) => connectSocket(options, sockets) };
  const modules = new Map();

  function load(file) {
    if (modules.has(file)) return modules.get(file).exports;
    const module = { exports: {} };
    modules.set(file, module);
    const run = compileFunction(readFileSync(file, 'utf8'), ['module', 'exports', 'require', 'wx'], { filename: file });
    run(module, module.exports, (request) => load(resolve(path.join(path.dirname(file), request))), wx);
    return module.exports;
  }

  return {
    /** @param {string} name module of the live package, without extension */
    load: (name) => load(resolve(path.join(root, name))),
    storage,
    /** The network is gone for a moment. */
    cut: () => sockets.forEach((socket) => socket.terminate()),
  };
}

function resolve(file) {
  return [`${file}.js`, path.join(file, 'index.js'), file].find((each) => existsSync(each)) ?? file;
}

function createWx(storage) {
  return {
    request: (options) => void request(options),
    login: ({ success }) => success({ code: 'a code of wx.login' }),
    getStorageSync: (key) => storage.get(key) ?? '',
    setStorageSync: (key, value) => void storage.set(key, value),
    removeStorageSync: (key) => void storage.delete(key),
    getAccountInfoSync: () => ({ miniProgram: { envVersion: 'develop' } }),
    getDeviceInfo: () => ({ platform: 'devtools' }),
  };
}

/** As wx.connectSocket. */
function connectSocket({ url }, sockets) {
  const socket = new WebSocket(url);
  sockets.add(socket);
  const on = (event, read) => (handler) => socket.on(event, (...given) => handler(read(...given)));
  socket.on('close', () => sockets.delete(socket));
  return {
    onOpen: on('open', () => ({})),
    onMessage: on('message', (data) => ({ data: String(data) })),
    onError: on('error', ({ message }) => ({ errMsg: message })),
    onClose: on('close', (code, reason) => ({ code, reason: String(reason) })),
    send: ({ data, fail }) => socket.send(data, (error) => error && fail?.({ errMsg: error.message })),
    close: ({ code = 1000 } = {}) => socket.close(code),
  };
}

/** As wx.request: any HTTP status is a success, JSON is parsed, an object is sent as JSON. */
async function request({ url, method = 'GET', data, header, success, fail }) {
  try {
    const body = typeof data === 'object' ? JSON.stringify(data) : data;
    const reply = await fetch(url, { method, body, headers: { 'content-type': 'application/json', ...header } });
    const text = await reply.text();
    success({ statusCode: reply.status, data: parsed(text), header: Object.fromEntries(reply.headers) });
  } catch (error) {
    fail({ errMsg: `request:fail ${error.message}` });
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
