/**
 * Where the browser reaches what a phone reaches by RTMP: the relay of `mlvb dev` has every stream `rtmp://HOST/APP/NAME` also at
 * `/APP/NAME.flv` on its HTTP port, for viewers over HTTP and for publishers over a WebSocket; CSS has it at the same path too,
 * for viewers only. What an address asks for, its signature, goes along.
 */

/** HTTP port of the relay, unless the page was told another. */
const FLV_PORT = 8000;

/** @typedef {{ address: string, own: boolean, problem?: undefined }} Target `own` is a media server on this computer or network. */
/** @typedef {{ problem: 'form' | 'scheme' | 'remote' | 'room', address?: undefined }} Refusal */

/** @param {string} text */
function parse(text) {
  try {
    return new URL(text.trim());
  } catch {
    return null;
  }
}

/** Whether a host is no CDN: an IP address or a name that only the local network knows. @param {string} host */
const isOwn = (host) => /^\[|^[\d.]+$|\.local$/.test(host) || !host.includes('.');

/** @param {URL} url */
const namesStream = ({ pathname }) => /^\/[^/]+\/[^/]+$/.test(pathname);

/**
 * Where to publish.
 * @param {string} text `url` of <live-pusher>.
 * @param {number} [port] HTTP port of the relay.
 * @returns {Target | Refusal}
 */
export function pushTarget(text, port = FLV_PORT) {
  const url = parse(text);
  if (!url) return { problem: 'form' };
  if (isRoom(url)) return { problem: 'room' };
  if (url.protocol !== 'rtmp:') return { problem: 'scheme' };
  if (!namesStream(url)) return { problem: 'form' };
  if (!isOwn(url.hostname)) return { problem: 'remote' };
  return { address: `ws://${url.hostname}:${port}${url.pathname}.flv${url.search}`, own: true };
}

/**
 * Where to play from.
 * @param {string} text `src` of <live-player>.
 * @param {number} [port] HTTP port of the relay.
 * @returns {(Target & { kind: 'flv' | 'file' }) | Refusal} `file` is what <video> plays by itself, HLS included.
 */
export function playTarget(text, port = FLV_PORT) {
  const url = parse(text);
  if (!url) return { problem: 'form' };
  if (isRoom(url)) return { problem: 'room' };
  const own = isOwn(url.hostname);
  if (url.protocol === 'rtmp:') {
    if (!namesStream(url)) return { problem: 'form' };
    const origin = own ? `http://${url.hostname}:${port}` : `https://${url.hostname}`;
    return { kind: 'flv', address: `${origin}${url.pathname}.flv${url.search}`, own };
  }
  if (!/^https?:$/.test(url.protocol)) return { problem: 'scheme' };
  return { kind: /\.flv$/i.test(url.pathname) ? 'flv' : 'file', address: url.href, own };
}

/** Addresses of Tencent's rooms, which only the phone's own code understands. @param {URL} url */
const isRoom = ({ protocol }) => /^(trtc|room|webrtc):$/.test(protocol);
