import { createHash } from 'node:crypto';

/**
 * @typedef {import('./config.js').Config} Config
 */

/**
 * @param {Config} config
 * @param {string} stream
 * @param {number} expires unix seconds
 */
export function pushURL(config, stream, expires) {
  if (config.mediaURL) return `${config.mediaURL}/${stream}`;
  return `rtmp://${config.pushDomain}/live/${stream}${cssQuery(config.pushKey, stream, expires)}`;
}

/**
 * The two forms that live-player takes.
 * @param {Config} config
 * @param {string} stream
 * @param {number} expires unix seconds
 */
export function playURLs(config, stream, expires) {
  if (config.mediaURL) {
    const { hostname, pathname } = new URL(config.mediaURL);
    return { rtmp: `${config.mediaURL}/${stream}`, flv: `http://${hostname}:8000${pathname}/${stream}.flv` };
  }
  const query = config.playKey && cssQuery(config.playKey, stream, expires);
  const name = `${config.playDomain}/live/${stream}`;
  return { rtmp: `rtmp://${name}${query}`, flv: `https://${name}.flv${query}` };
}

/**
 * Signs a stream name for CSS.
 * https://cloud.tencent.com/document/product/267/32735
 * @param {string} key
 * @param {string} stream
 * @param {number} expires unix seconds
 */
function cssQuery(key, stream, expires) {
  const txTime = expires.toString(16).toUpperCase();
  return `?txSecret=${txSecret(key, stream, txTime)}&txTime=${txTime}`;
}

/**
 * @param {string} key
 * @param {string} stream
 * @param {string} txTime spelled exactly as in the URL
 * @returns {string}
 */
export function txSecret(key, stream, txTime) {
  return createHash('md5').update(key + stream + txTime).digest('hex');
}
