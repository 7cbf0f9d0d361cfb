/** WeChat waits 60 s for an answer unless app.json says otherwise; the page gives its own time-out with a request. */
const LONGEST = 120_000;
/** Of an answer, and of a body to send: WeChat uploads files up to 10 MB, which base64 makes longer. */
const LARGEST = 20 * 1024 * 1024;

/**
 * Answers a request of the page for one to a server.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response which closes when the page has gone
 * @returns {Promise<{status: number, body?: string}>}
 */
export async function answer(request, response) {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const text = await textOf(request);
  if (text === undefined) return { status: 413 };
  const asked = parsed(text);
  if (asked === undefined) return { status: 400 };
  return { status: 200, body: JSON.stringify(await forward(asked, gone.signal)) };
}

/**
 * Sends a request for wx.request and wx.uploadFile: servers of mini-programs
 * don't know CORS, so the page can't.
 * @param {{url: string, method?: string, header?: Record<string, string>, data?: string, base64?: boolean, timeout?: number, binary?: boolean}} request
 *   data: the body as it goes out, in base64 when it is so said; binary: the answer's data is to come in base64
 * @param {AbortSignal} signal gives up when the page has gone
 * @returns {Promise<{statusCode: number, header: Record<string, string>, cookies: string[], data: string} | {errMsg: string}>}
 */
export async function forward({ url, method = 'GET', header = {}, data, base64 = false, timeout = 60_000, binary = false }, signal) {
  if (!/^https?:\/\//i.test(String(url))) return { errMsg: 'fail invalid url' };
  const timer = AbortSignal.timeout(Math.min(Math.max(Number(timeout) || 0, 1), LONGEST));
  try {
    const response = await fetch(url, {
      method,
      headers: allowed(header),
      body: method === 'GET' || method === 'HEAD' || data === undefined ? undefined : Buffer.from(data, base64 ? 'base64' : 'utf8'),
      signal: AbortSignal.any([signal, timer]),
    });
    const body = Buffer.from(await response.arrayBuffer());
    if (body.length > LARGEST) return { errMsg: 'fail response data too large' };
    return {
      statusCode: response.status,
      header: Object.fromEntries(response.headers),
      cookies: response.headers.getSetCookie(),
      data: body.toString(binary ? 'base64' : 'utf8'),
    };
  } catch (error) {
    return { errMsg: timer.aborted ? 'fail timeout' : `fail ${reasonOf(error)}` };
  }
}

/** WeChat sets the referer itself; the rest would confuse the connection. */
function allowed(header) {
  return Object.fromEntries(Object.entries(header).filter(([name]) => !/^(referer|host|connection|content-length|transfer-encoding)$/i.test(name)));
}

function reasonOf({ cause, message }) {
  return cause?.code ?? cause?.message ?? message;
}

async function textOf(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > LARGEST) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

function parsed(text) {
  try {
    const asked = JSON.parse(text);
    return asked !== null && typeof asked === 'object' ? asked : undefined;
  } catch {
    return undefined;
  }
}
