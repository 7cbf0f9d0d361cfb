import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Issues and checks stateless session tokens:
 * base64url({"userID","exp"}) + "." + base64url(HMAC-SHA256).
 * @param {import('node:crypto').BinaryLike} secret of the server
 * @param {string} purpose keeps the tokens of one protocol from being accepted by another
 */
export function createTokens(secret, purpose) {
  const key = createHmac('sha256', secret).update(purpose).digest();
  const mac = (/** @type {string} */ payload) => createHmac('sha256', key).update(payload).digest('base64url');

  return {
    /**
     * @param {string} userID
     * @param {number} exp unix seconds
     */
    issue(userID, exp) {
      const payload = Buffer.from(JSON.stringify({ userID, exp })).toString('base64url');
      return `${payload}.${mac(payload)}`;
    },
    /**
     * Returns the user of a genuine token that has not expired, or undefined.
     * @param {string} token
     * @param {number} now unix seconds
     * @returns {string | undefined}
     */
    verify(token, now) {
      const [payload, given = ''] = split(token);
      if (!equal(given, mac(payload))) return undefined;
      const { userID, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
      return exp > now ? userID : undefined;
    },
  };
}

/** @param {string} token */
function split(token) {
  const dot = token.indexOf('.');
  return dot < 0 ? [token] : [token.slice(0, dot), token.slice(dot + 1)];
}

/**
 * @param {string} a
 * @param {string} b
 */
function equal(a, b) {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
