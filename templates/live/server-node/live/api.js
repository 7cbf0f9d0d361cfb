import { createHash, randomBytes } from 'node:crypto';
import { loginState, missing, streamState, userSigState } from './config.js';
import { identify } from './identity.js';
import { badRequest, streamNotConfigured } from './problems.js';
import { developmentKey } from './state.js';
import { playURLs, pushURL } from './stream.js';
import { createTokens } from './token.js';
import { ALL_PRIVILEGES, privateMapKey, sign } from './usersig.js';

const DAY = 24 * 60 * 60;
const TOKEN_LIFE = DAY;
const USERSIG_LIFE = 7 * DAY;
const MAP_KEY_LIFE = DAY;
const STREAM_LIFE = DAY;

/**
 * A request that has passed all checks of its route.
 * @typedef {{ request: import('./request.js').Request, userID: string, fields: import('./request.js').Fields }} Call
 * @typedef {{ method: 'GET' | 'POST', auth?: boolean, handle: (call: Call) => unknown }} Route
 */

/**
 * The addresses of the server and what they answer.
 * @param {import('./config.js').Config} config
 * @param {import('./log.js').Log} log
 * @param {() => number} now milliseconds
 */
export function createAPI(config, log, now) {
  // A development server's own key opens nothing at Tencent Cloud.
  const key = config.secretKey ? '' : developmentKey(config.stateDir);
  const tokens = createTokens(tokenSecret(config, key), 'mlvb api token');
  const signer = { sdkAppID: config.sdkAppID || 1, key: config.secretKey || key };
  const seconds = () => Math.floor(now() / 1000);

  const status = () => ({
    env: config.production ? 'production' : 'development',
    login: loginState(config),
    userSig: userSigState(config),
    stream: streamState(config),
    rooms: false,
    missing: missing(config),
  });

  const login = async (/** @type {Call} */ { request, fields }) => {
    const { userID, device, userName } = await identify(config, request, fields, log);
    const token = tokens.issue(userID, seconds() + TOKEN_LIFE);
    return { token, userID, expire: TOKEN_LIFE, ...(device && { device }), ...(userName && { userName }) };
  };

  const userSig = (/** @type {Call} */ { userID, fields }) => {
    const room = parseRoom(fields.get('roomID'));
    return {
      sdkAppID: signer.sdkAppID,
      userID,
      userSig: sign(signer, userID, seconds(), USERSIG_LIFE),
      expire: USERSIG_LIFE,
      ...(room !== null && {
        privateMapKey: privateMapKey(signer, userID, room, ALL_PRIVILEGES, seconds(), MAP_KEY_LIFE),
      }),
    };
  };

  const streamURL = (/** @type {Call} */ { userID }) => {
    if (streamState(config) === 'missing') throw streamNotConfigured();
    const streamName = `${userID}_${randomBytes(2).toString('hex')}`;
    const expiresAt = seconds() + STREAM_LIFE;
    return {
      streamName,
      pushURL: pushURL(config, streamName, expiresAt),
      play: playURLs(config, streamName, expiresAt),
      expiresAt,
    };
  };

  /** @type {Map<string, Route>} */
  const routes = new Map([
    ['/healthz', { method: 'GET', handle: () => ({ status: 'ok' }) }],
    ['/api/status', { method: 'GET', handle: status }],
    ['/api/login', { method: 'POST', handle: login }],
    ['/api/usersig', { method: 'POST', auth: true, handle: userSig }],
    ['/api/stream-url', { method: 'POST', auth: true, handle: streamURL }],
  ]);
  return { routes, userOf: (/** @type {string} */ token) => tokens.verify(token, seconds()) };
}

/**
 * The same after a restart, and in every instance, as long as the secrets are; a
 * server without any has the key of development.
 * @param {import('./config.js').Config} config
 * @param {string} key
 */
function tokenSecret({ secretKey, wxAppSecret }, key) {
  if (!secretKey && !wxAppSecret) return key;
  return createHash('sha256').update(`${secretKey}\n${wxAppSecret}`).digest();
}

/**
 * Returns a TRTC room by number or by name, or null when none is given.
 * @param {unknown} value
 * @returns {number | string | null}
 */
function parseRoom(value) {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' && /^[ -~]{1,64}$/.test(value)) return value;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 0xffffffff) return value;
  throw badRequest('roomID does not name a TRTC room.', 'It is a number from 1 to 4294967295 or 1 to 64 printable ASCII characters.');
}
