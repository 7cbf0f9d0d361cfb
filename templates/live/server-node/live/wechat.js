import * as problems from './problems.js';

const TIMEOUT = 5000;
const MAX_REPLY = 64 * 1024;

/**
 * Exchanges a code of wx.login for the user's openid in this mini-program. The
 * session_key in WeChat's answer is not used.
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session
 * @param {import('./config.js').Config} config
 * @param {string} code
 * @param {import('./log.js').Log} log
 * @returns {Promise<string>}
 */
export async function openID(config, code, log) {
  let answer;
  try {
    answer = await code2Session(config, code);
  } catch (error) {
    log.error('code2Session failed', { reason: reasonOf(error) });
    throw problems.wechatUnavailable();
  }
  const { openid, errcode = 0 } = answer;
  if (errcode === 0 && typeof openid === 'string' && openid) return openid;
  log.warn('code2Session refused', { errcode });
  throw refusal(errcode);
}

/** @param {number} errcode */
function refusal(errcode) {
  switch (errcode) {
    case 40029: // unknown
    case 40163: // used
    case 41008: // missing
      return problems.badCode();
    case 40013: // AppID or AppSecret wrong
    case 40125:
    case 41002: // or missing
    case 41004:
      return problems.badAppSecret();
    case 40226:
      return problems.userBlocked();
    case 45011: // more than 100 a minute
      return problems.rateLimited(60_000);
    default:
      return problems.wechatUnavailable();
  }
}

/**
 * @param {import('./config.js').Config} config
 * @param {string} code
 * @returns {Promise<{ openid?: unknown, errcode?: number }>}
 */
async function code2Session(config, code) {
  const query = new URLSearchParams({
    appid: config.wxAppID, secret: config.wxAppSecret, js_code: code, grant_type: 'authorization_code',
  });
  // The query holds the AppSecret: a redirect would carry it elsewhere.
  const response = await fetch(`${config.wxAPIURL}/sns/jscode2session?${query}`, {
    redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT),
  });
  if (response.status !== 200) throw new Error(`HTTP status ${response.status}`);
  const answer = JSON.parse(await readText(response));
  if (answer === null || typeof answer !== 'object') throw new SyntaxError();
  return answer;
}

/** @param {Response} response */
async function readText(response) {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of /** @type {AsyncIterable<Uint8Array>} */ (/** @type {unknown} */ (response.body))) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_REPLY) throw new Error('the reply is too long');
  }
  return text;
}

/**
 * Says why without the URL, which holds the AppSecret.
 * @param {unknown} error
 */
function reasonOf(error) {
  if (error instanceof SyntaxError) return 'the reply is not JSON';
  const { cause, message } = /** @type {Error & { cause?: { code?: string } }} */ (error);
  return cause?.code ?? message;
}
