/** One shape for whatever goes wrong: an Error with a code, a sentence for the user and what to do next. */
const words = require('../words/index');

/** @typedef {Error & { code: string, hint: string }} Failure @typedef {{ message: string, hint: string }} Said */

/** @type {Record<string, Said>} */
const known = words.failures;

/**
 * A failure in the words of this app, or in those given when it has none for that code.
 * @param {string} code
 * @param {Partial<Said>} [said]
 * @returns {Failure}
 */
function failure(code, said = {}) {
  const { message, hint } = known[code] || { message: said.message || known.unknown.message, hint: said.hint || '' };
  return Object.assign(new Error(message), { code, hint });
}

/**
 * The failure that a reply of the server stands for: `{"error": {code, message, hint}}`.
 * @param {number} status HTTP status.
 * @param {unknown} body Parsed reply.
 */
function fromReply(status, body) {
  const error = body && typeof body === 'object' && 'error' in body ? /** @type {any} */ (body).error : null;
  if (error && typeof error.code === 'string') return failure(error.code, error);
  return failure(status >= 500 ? 'server_error' : 'not_a_server');
}

/**
 * The failure of a `wx` call: its errMsg differs by client and version, so only its known words count.
 * @param {{ errMsg?: string }} error
 */
function fromRequest({ errMsg = '' }) {
  if (/time.?out/i.test(errMsg)) return failure('timeout');
  if (/domain list|合法域名/i.test(errMsg)) return failure('domain');
  if (/ssl|certificate/i.test(errMsg)) return failure('certificate');
  if (/interrupted/i.test(errMsg)) return failure('interrupted');
  return failure('offline');
}

/**
 * The failure of a function of the core, whose texts are already for the user.
 * @param {{ errCode?: number, errMsg?: string }} error
 */
const fromCore = ({ errCode, errMsg }) => failure(`room_${errCode}`, { message: errMsg });

/**
 * What a screen shows of anything thrown.
 * @param {unknown} error
 * @returns {{ code: string, message: string, hint: string }}
 */
function shown(error) {
  const { code, message, hint } = error instanceof Error && 'code' in error ? /** @type {Failure} */ (error) : failure('unknown');
  return { code, message, hint };
}

module.exports = { failure, fromReply, fromRequest, fromCore, shown };
