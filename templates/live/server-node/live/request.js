import { BlockList, isIP } from 'node:net';
import { badRequest, bodyTooLarge, unsupportedMediaType } from './problems.js';

const MAX_BODY = 64 * 1024;

/**
 * Members of a JSON body: the last of two equal names counts, unknown ones are
 * ignored. A Map has no prototype that a body could reach.
 * @typedef {Map<string, string | number | boolean | null>} Fields
 * @typedef {import('node:http').IncomingMessage} Request
 */

/**
 * Reads a body that must be one JSON object of plain values. An empty body is an
 * object without members.
 * @param {Request} request
 * @returns {Promise<Fields>}
 */
export async function readFields(request) {
  const media = (request.headers['content-type'] ?? '').split(';')[0].trim();
  if (media.toLowerCase() !== 'application/json') throw unsupportedMediaType();
  const body = await readBody(request);
  try {
    return parseFields(body);
  } catch {
    throw badRequest('The body is not one JSON object of plain values.', 'Send an object such as {} with the fields of this call.');
  }
}

/**
 * Whatever is too much is read and dropped, so that the client reads the reply.
 * @param {Request} request
 * @returns {Promise<Buffer>}
 */
function readBody(request) {
  return new Promise((resolve, reject) => {
    /** @type {Buffer[]} */
    let chunks = [];
    let size = 0;
    request.on('data', (chunk) => {
      size += chunk.length;
      if (size <= MAX_BODY) {
        chunks.push(chunk);
        return;
      }
      chunks = [];
      reject(bodyTooLarge());
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => reject(badRequest('The body did not arrive whole.', 'Send the request again.')));
  });
}

/**
 * @param {Buffer} body
 * @returns {Fields}
 */
function parseFields(body) {
  if (body.length === 0) return new Map();
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  const value = JSON.parse(text);
  if (!isObject(value) || Array.isArray(value) || Object.values(value).some(isObject)) throw new SyntaxError();
  return new Map(Object.entries(value));
}

/** @param {unknown} value */
const isObject = (value) => typeof value === 'object' && value !== null;

/**
 * The address that a request came from: what a proxy noted counts if the settings
 * name the proxy, and before it the next one.
 * @param {Request} request
 * @param {BlockList} trusted
 */
export function clientIP(request, trusted) {
  let ip = plain(request.socket.remoteAddress ?? ''); // '' when the client has hung up
  const noted = String(request.headers['x-forwarded-for'] ?? '').split(',').map((text) => plain(text.trim()));
  while (noted.length > 0 && contains(trusted, ip)) {
    const client = noted.pop() ?? '';
    if (!isIP(client)) break;
    ip = client;
  }
  return ip;
}

/**
 * What limits count by: an address or, as nobody has just one of IPv6, its /64.
 * @param {Request} request
 * @param {BlockList} trusted
 */
export function clientNetwork(request, trusted) {
  const ip = clientIP(request, trusted);
  if (isIP(ip) !== 6) return ip;
  const [left, right] = new URL(`http://[${ip}]`).hostname.slice(1, -1).split('::').map((half) => half.split(':').filter(Boolean));
  const groups = right ? [...left, ...Array(8 - left.length - right.length).fill('0'), ...right] : left;
  return `${groups.slice(0, 4).join(':')}::`;
}

/**
 * Whether no other computer sent the request, through a proxy or not.
 * @param {Request} request
 * @param {BlockList} trusted
 */
export function fromThisComputer(request, trusted) {
  const peer = plain(request.socket.remoteAddress ?? '');
  const noted = request.headers['x-forwarded-for'] !== undefined;
  return [peer, clientIP(request, trusted)].every((ip) => /^127\.|^::1$/.test(ip)) && (!noted || contains(trusted, peer));
}

/** @param {string} ip without the form of IPv6 that IPv4 may have, and without a zone */
const plain = (ip) => ip.replace(/^::ffff:(?=[0-9.]+$)/i, '').replace(/%.*$/, '');

/**
 * @param {BlockList} networks
 * @param {string} ip
 */
const contains = (networks, ip) => isIP(ip) !== 0 && networks.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4');

/**
 * Reads addresses and networks in CIDR form between commas; undefined if one is none.
 * @param {string} list
 */
export function readNetworks(list) {
  const networks = new BlockList();
  for (const text of list.split(',')) {
    const [ip, prefix, more] = text.trim().split('/');
    const bits = isIP(ip) === 6 ? 128 : 32;
    const wide = prefix === undefined ? bits : Number(prefix);
    if (!isIP(ip) || more !== undefined || !/^(0|[1-9][0-9]*)$/.test(prefix ?? '0') || wide > bits) return undefined;
    networks.addSubnet(ip, wide, bits === 128 ? 'ipv6' : 'ipv4');
  }
  return networks;
}

/**
 * Whether a Host header names this computer in a way that nobody else can point at
 * it: by its address, as localhost, or by its name in the local network. A page of
 * the internet may have its own name lead here (DNS rebinding), and would read the
 * replies of a development server.
 * @param {string} host
 */
export function localName(host) {
  const name = host.replace(/:[0-9]*$/, '').replace(/^\[(.*?)\]?$/, '$1').toLowerCase();
  return isIP(name) !== 0 || name === 'localhost' || name.endsWith('.local');
}
