/** What the server's status means for the person who sets the app up. */

/**
 * @typedef {import('./server').Status} Status
 * @typedef {{ id: 'login' | 'userSig' | 'stream' | 'rooms', state: string, kind: 'ok' | 'info' | 'warn' }} Row
 *   `state` is the key of its text in the words, `info` works with limits, `warn` does not work yet.
 */

/** @type {Record<string, Row['kind']>} */
const KINDS = { wechat: 'ok', ready: 'ok', hosted: 'ok', development: 'info', local: 'info', media: 'info', missing: 'warn' };

/**
 * @param {Status} status
 * @param {string} roomService Configured address of another room service, '' for the server's own.
 * @returns {Row[]}
 */
function describe(status, roomService) {
  const rooms = roomService ? 'hosted' : status.rooms ? 'ready' : 'missing';
  /** @type {[Row['id'], string][]} */
  const states = [['login', status.login], ['userSig', status.userSig], ['stream', status.stream], ['rooms', rooms]];
  return states.map(([id, state]) => ({ id, state, kind: KINDS[state] || 'info' }));
}

module.exports = { describe };
