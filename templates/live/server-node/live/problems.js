/**
 * An error as a client sees it. The Go server sends the very same texts: the
 * conformance suite compares them.
 */
export class Problem extends Error {
  /**
   * @param {number} status HTTP status
   * @param {string} code
   * @param {string} message
   * @param {string} hint next step
   * @param {Record<string, string>} [headers]
   */
  constructor(status, code, message, hint, headers = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.hint = hint;
    this.headers = headers;
  }
}

/** @type {(message: string, hint: string) => Problem} */
export const badRequest = (message, hint) => new Problem(400, 'bad_request', message, hint);

export const unauthorized = () => new Problem(401, 'unauthorized',
  'The token is missing, forged or expired.',
  'Log in with POST /api/login and send the header Authorization: Bearer TOKEN.');

export const badCode = () => new Problem(401, 'bad_code',
  'WeChat does not accept this login code.',
  'A code lives five minutes and works once: call wx.login again.');

export const userBlocked = () => new Problem(403, 'user_blocked',
  'WeChat holds this user for a risk and lets nobody log in as them.',
  'The user has to settle it with WeChat; a retry changes nothing.');

export const foreignHost = () => new Problem(403, 'foreign_host',
  'A development server answers under no name but its own.',
  'Call it by its IP address, as localhost or by a name that ends in .local; other names need ENV=production.');

export const notFound = () => new Problem(404, 'not_found',
  'There is nothing at this address.',
  'server/README.md lists the addresses; GET /api/status shows that the server runs.');

/** @param {string} allow the method that would do */
export const methodNotAllowed = (allow) => new Problem(405, 'method_not_allowed',
  `This address takes ${allow} only.`,
  `Send the request with ${allow}.`, { Allow: allow });

export const bodyTooLarge = () => new Problem(413, 'body_too_large',
  'The body is larger than 64 KiB.',
  'Send only the fields of this call.');

export const unsupportedMediaType = () => new Problem(415, 'unsupported_media_type',
  'The body is not declared as JSON.',
  'Send the header Content-Type: application/json.');

/** @param {number} wait milliseconds */
export const rateLimited = (wait) => new Problem(429, 'rate_limited',
  'Too many requests.',
  'Wait as many seconds as the header Retry-After says.',
  { 'Retry-After': String(Math.ceil(wait / 1000)) });

export const internal = () => new Problem(500, 'internal',
  'The server failed at this request.',
  "The reason stands in the server's log.");

export const badAppSecret = () => new Problem(500, 'bad_appsecret',
  'WeChat refuses the AppID or AppSecret of this server.',
  'Correct WX_APPID and WX_APPSECRET: 微信公众平台 > 开发管理 > 开发设置.');

export const wechatUnavailable = () => new Problem(502, 'wechat_unavailable',
  'WeChat did not confirm the login.',
  "Try again in a moment; the reason stands in the server's log.");

export const streamNotConfigured = () => new Problem(503, 'stream_not_configured',
  'This server has nowhere to send streams to.',
  'Set PUSH_DOMAIN, PUSH_KEY and PLAY_DOMAIN, or MEDIA_URL for a media server of your own.');
