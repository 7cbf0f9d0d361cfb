/** Logging in to the server, free of `wx`: who keeps the token, when it is renewed, what a refused one means. */

/**
 * @typedef {object} Saved
 * @property {string} server Address that gave the token.
 * @property {string} token
 * @property {string} userID
 * @property {number} expiresAt Milliseconds since the epoch.
 *
 * @typedef {object} Means
 * @property {(path: string, options: { data: object, token?: string }) => Promise<any>} call
 * @property {() => string} server Address in force.
 * @property {() => Promise<string>} code A fresh code of wx.login.
 * @property {{ read(): Saved | null, write(saved: Saved | null): void }} tokens
 * @property {{ read(): string, write(device: string): void }} device Credential that a development server gives each phone.
 * @property {(name: string) => void} named Told the name that a development server knows the user by.
 * @property {() => number} now
 */

/** Renew a token this long before its end, so that no request is under way when it comes. */
const MARGIN = 60 * 1000;

/** @param {Means} means */
function createSession({ call, server, code, tokens, device, named, now }) {
  /** @type {Promise<Saved> | null} */
  let pending = null;

  /** @returns {Promise<Saved>} */
  async function login() {
    const from = server();
    const credential = device.read();
    const reply = await call('/api/login', { data: { code: await code(), ...(credential && { device: credential }) } });
    const saved = { server: from, token: reply.token, userID: reply.userID, expiresAt: now() + reply.expire * 1000 };
    if (reply.device) device.write(reply.device);
    if (reply.userName) named(reply.userName);
    tokens.write(saved);
    return saved;
  }

  /** @returns {Promise<Saved>} */
  function current() {
    const saved = tokens.read();
    if (saved && saved.server === server() && saved.expiresAt - MARGIN > now()) return Promise.resolve(saved);
    if (!pending) {
      pending = login().finally(() => {
        pending = null;
      });
    }
    return pending;
  }

  return {
    /**
     * POST as the user of this phone. A refused token (an expired one, or the server has new keys) is renewed once.
     * @param {string} path
     * @param {object} data
     * @returns {Promise<any>}
     */
    async post(path, data) {
      const { token } = await current();
      try {
        return await call(path, { data, token });
      } catch (error) {
        if (/** @type {{ code?: string }} */ (error).code !== 'unauthorized') throw error;
        tokens.write(null);
        return call(path, { data, token: (await current()).token });
      }
    },
  };
}

module.exports = { createSession };
