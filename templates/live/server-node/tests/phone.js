import { createServer } from 'node:http';
import { load } from '../live/config.js';
import { createLog } from '../live/log.js';
import { serve, TIMEOUTS } from '../live/serve.js';

export const SECRETS = {
  WX_APPSECRET: '00112233445566778899aabbccddeeff',
  SECRETKEY: '0123456789abcdef'.repeat(4),
  PUSH_KEY: 'pushkey0',
  PLAY_KEY: 'playkey0',
};

export const PRODUCTION = {
  ENV: 'production', WX_APPID: 'wx0123456789abcdef', SDKAPPID: '1400000001',
  PUSH_DOMAIN: 'push.example.com', PLAY_DOMAIN: 'play.example.com', ...SECRETS,
};

/**
 * Runs a server for the length of a test.
 * @param {import('node:test').TestContext} t
 * @param {Record<string, string>} env
 * @param {Partial<import('../live/serve.js').Timeouts>} [timeouts]
 */
export async function start(t, env, timeouts) {
  const log = { text: '', write(/** @type {string} */ line) { this.text += line; } };
  const config = load('/nowhere', { PORT: '0', STATE_DIR: 'none', ...env });
  const server = await serve(config, createLog(log), { ...TIMEOUTS, ...timeouts });
  t.after(() => server.stop());

  /**
   * @param {string} path
   * @param {unknown} body
   * @param {string} [token]
   */
  const post = async (path, body, token = '') => {
    const response = await fetch(server.url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Connection: 'close', Authorization: `Bearer ${token}` },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const reply = /** @type {any} */ (await response.json());
    return { status: response.status, headers: response.headers, ...reply };
  };
  return { ...server, config, post, log: () => log.text };
}

/**
 * Answers code2Session as WeChat would: codes such as "e40029" with that errcode,
 * "user-X" with the openid X, others as their names say.
 * @param {import('node:test').TestContext} t
 * @returns {Promise<string>} its URL
 */
export async function fakeWechat(t) {
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://localhost').searchParams;
    const code = query.get('js_code') ?? '';
    if (query.get('secret') !== SECRETS.WX_APPSECRET) response.writeHead(418).end();
    else if (code === 'no json') response.end('<html>');
    else if (code === 'null') response.end('null');
    else if (code === 'no openid') response.end('{}');
    else if (code === 'status') response.writeHead(503).end('{"openid":"x"}');
    else if (code === 'redirect') response.writeHead(302, { Location: '/sns/elsewhere' }).end();
    else if (code === 'hang up') response.destroy();
    else if (code === 'too long') response.end(`{"openid":"${'x'.repeat(100_000)}"}`);
    else if (code.startsWith('user-')) response.end(JSON.stringify({ openid: code.slice(5), session_key: 'never-shown' }));
    else response.end(JSON.stringify({ errcode: Number(code.slice(1)), errmsg: 'words of WeChat' }));
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', () => resolve(undefined)); });
  t.after(() => server.close());
  return `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
}
