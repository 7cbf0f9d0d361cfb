import { createHash, createHmac } from 'node:crypto';

/**
 * @typedef {import('./config.js').Config} Config
 */

/**
 * @param {Config} config
 * @param {string} stream
 * @param {number} expires unix seconds
 */
export function pushURL(config, stream, expires) {
  if (config.mediaURL) return `${config.mediaURL}/${stream}${mediaQuery(config.mediaKey, 'push', stream, expires)}`;
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
    const query = mediaQuery(config.mediaKey, 'play', stream, expires);
    return { rtmp: `${config.mediaURL}/${stream}${query}`, flv: `${flvBase(config)}/${stream}.flv${query}` };
  }
  const query = config.playKey && cssQuery(config.playKey, stream, expires);
  const name = `${config.playDomain}/live/${stream}`;
  return { rtmp: `rtmp://${name}${query}`, flv: `https://${name}.flv${query}` };
}

/** @param {Config} config */
function flvBase({ mediaFLV, mediaURL }) {
  if (mediaFLV) return mediaFLV;
  const { hostname, pathname } = new URL(mediaURL);
  return `http://${hostname}:8000${pathname}`;
}

/**
 * Allows an action on a stream of a media server of one's own; empty for one that
 * checks no signatures.
 * @param {string} key
 * @param {'push' | 'play'} action
 * @param {string} stream
 * @param {number} expires unix seconds
 */
export function mediaQuery(key, action, stream, expires) {
  if (!key) return '';
  const sign = createHmac('sha256', key).update(`${action}\n${stream}\n${expires}`).digest('hex');
  return `?expires=${expires}&sign=${sign}`;
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
