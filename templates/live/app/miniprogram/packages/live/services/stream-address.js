/**
 * Checks of stream addresses before they reach <live-pusher> and <live-player>, which only say "disconnected".
 *
 * The tags take RTMP, the player also HTTP-FLV: https://developers.weixin.qq.com/miniprogram/dev/component/live-pusher.html
 */

const SHAPE = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\s:]+|\[[0-9a-f:.]+\])(?::\d{1,5})?(\/[^?#\s]*)?(\?[^#\s]*)?$/i;

/**
 * @typedef {'empty' | 'form' | 'notRtmp' | 'notPlayable' | 'hls' | 'webrtc' | 'noStream' | 'playDomain' | 'pushDomain' | 'expired'} StreamProblem
 * @typedef {{ scheme: string, host: string, path: string, query: string }} Parts
 */

/** @param {string} text @returns {Parts | null} null when it is no address. */
function split(text) {
  const match = SHAPE.exec(text.trim());
  if (!match) return null;
  const [, scheme, host, path = '', query = ''] = match;
  return { scheme: scheme.toLowerCase(), host: host.toLowerCase(), path, query };
}

/** rtmp://host/app/stream: both parts of the path are needed. @param {string} path */
const namesStream = (path) => /^\/[^/]+\/[^/]/.test(path);

/**
 * Whether the address is signed by Tencent Cloud CSS and past its end: txTime is the end in unix seconds, as hex.
 * @param {string} query
 * @param {number} now Milliseconds since the epoch.
 */
function expired(query, now) {
  const match = /[?&]txTime=([0-9a-f]+)(?:&|$)/i.exec(query);
  return match !== null && parseInt(match[1], 16) * 1000 < now;
}

/**
 * @param {string} text
 * @param {{ now: number, playDomain: string }} known
 * @returns {StreamProblem | ''}
 */
function checkPush(text, { now, playDomain }) {
  if (!text.trim()) return 'empty';
  const parts = split(text);
  if (!parts) return 'form';
  if (parts.scheme !== 'rtmp') return 'notRtmp';
  if (!namesStream(parts.path)) return 'noStream';
  if (playDomain && parts.host === playDomain.toLowerCase()) return 'playDomain';
  return expired(parts.query, now) ? 'expired' : '';
}

/**
 * A play address keeps working past txTime for as long as the domain is configured to allow: that is not checked.
 * @param {string} text
 * @param {{ pushDomain: string }} known
 * @returns {StreamProblem | ''}
 */
function checkPlay(text, { pushDomain }) {
  if (!text.trim()) return 'empty';
  const parts = split(text);
  if (!parts) return 'form';
  if (parts.scheme === 'webrtc') return 'webrtc';
  if (!/^(rtmp|https?)$/.test(parts.scheme)) return 'notPlayable';
  if (/\.m3u8$/i.test(parts.path)) return 'hls';
  if (!namesStream(parts.path)) return 'noStream';
  return pushDomain && parts.host === pushDomain.toLowerCase() ? 'pushDomain' : '';
}

module.exports = { checkPush, checkPlay };
