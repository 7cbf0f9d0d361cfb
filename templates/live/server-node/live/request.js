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
 * The address that a request came from. The last one that a proxy noted is
 * believed only if the proxy stands in the server's own network.
 * @param {Request} request
 * @returns {string}
 */
export function clientIP(request) {
  const ip = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '').replace(/%.*$/, '');
  const noted = String(request.headers['x-forwarded-for'] ?? '').split(',').at(-1)?.trim() ?? '';
  const family = isIP(ip); // 0 when the client has hung up
  return family && isIP(noted) && OWN_NETWORK.check(ip, family === 6 ? 'ipv6' : 'ipv4') ? noted : ip;
}

/**
 * Whether no other computer sent the request, through a proxy or not.
 * @param {Request} request
 */
export function fromThisComputer(request) {
  return [request.socket.remoteAddress ?? '', clientIP(request)].every((ip) => /^(::ffff:)?127\.|^::1$/.test(ip));
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

/** Addresses that nobody on the internet can have; cloud load balancers use 100.64.0.0/10. */
const OWN_NETWORK = ownNetwork();

function ownNetwork() {
  const list = new BlockList();
  for (const subnet of ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10']) {
    const [net, prefix] = subnet.split('/');
    list.addSubnet(net, Number(prefix), 'ipv4');
  }
  for (const [net, prefix] of /** @type {[string, number][]} */ ([['::1', 128], ['fc00::', 7], ['fe80::', 10]])) {
    list.addSubnet(net, prefix, 'ipv6');
  }
  return list;
}
