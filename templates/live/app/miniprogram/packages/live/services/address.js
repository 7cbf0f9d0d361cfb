/** Addresses of the server: what may be typed or scanned, and which one applies. */

const SHAPE = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(\d{1,5}))?(\/[^\s?#]*)?$/i;
const LOOPBACK = /^https?:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:|\/|$)/i;

/**
 * @typedef {'empty' | 'scheme' | 'form' | 'port'} AddressProblem
 * @typedef {{ develop: string, trial: string, release: string }} Servers
 * @typedef {keyof Servers} EnvVersion
 */

/**
 * Brings what somebody typed or scanned into the form `http://host:port`, without a slash at its end.
 * @param {string} text
 * @returns {{ address: string, problem: AddressProblem | '' }}
 */
function parseServer(text) {
  const refuse = (/** @type {AddressProblem} */ problem) => ({ address: '', problem });
  const trimmed = text.trim();
  if (!trimmed) return refuse('empty');
  const match = SHAPE.exec(trimmed);
  if (!match) return refuse('form');
  const [, scheme = 'http', host, port, path = ''] = match;
  if (!/^https?$/i.test(scheme)) return refuse('scheme');
  if (port && (Number(port) < 1 || Number(port) > 65535)) return refuse('port');
  const address = `${scheme.toLowerCase()}://${host.toLowerCase()}${port ? `:${port}` : ''}${path}`;
  return { address: address.replace(/\/+$/, ''), problem: '' };
}

/**
 * The address in force. A release never takes one from the phone's storage.
 * @param {EnvVersion} version
 * @param {Servers} servers
 * @param {string} kept Address kept on this phone, '' when there is none.
 */
function chooseServer(version, servers, kept) {
  const chosen = (version !== 'release' && kept) || servers[version];
  return chosen.replace(/\/+$/, '');
}

/**
 * Whether only the device itself reaches that address: useful on a computer, useless on a phone.
 * @param {string} address
 */
const isLoopback = (address) => LOOPBACK.test(address);

module.exports = { parseServer, chooseServer, isLoopback };
