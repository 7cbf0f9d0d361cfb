/** Attributes of the tags with the values that WeChat gives to those left out. */

const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

export const PUSHER = {
  url: '',
  mode: 'RTC',
  autopush: false,
  muted: false,
  'enable-camera': true,
  'enable-mic': true,
  orientation: 'vertical',
  aspect: '9:16',
  'video-width': 0,
  'video-height': 0,
  'min-bitrate': 200,
  'max-bitrate': 1000,
  fps: 15,
  'audio-quality': 'high',
  beauty: 0,
  whiteness: 0,
  filter: 'standard',
  'device-position': 'front',
  mirror: false,
  'remote-mirror': false,
  'local-mirror': 'auto',
  'enable-agc': false,
  'enable-ans': false,
  'waiting-image': '',
  debug: false,
};

export const PLAYER = {
  src: '',
  mode: 'live',
  autoplay: false,
  muted: false,
  orientation: 'vertical',
  'object-fit': 'contain',
  'min-cache': 1,
  'max-cache': 3,
  'auto-pause-if-navigate': true,
  'picture-in-picture-mode': '',
  'referrer-policy': 'no-referrer',
  debug: false,
};

/**
 * Attributes as values of the types that the defaults have, under camel-case names.
 * @param {Record<string, string | number | boolean>} defaults
 * @param {(name: string) => string | false | null} get null for one that was never given, false for one that was switched off.
 * @returns {any}
 */
export function valuesOf(defaults, get) {
  return Object.fromEntries(Object.entries(defaults).map(([name, fallback]) => [camel(name), valueOf(fallback, get(name))]));
}

/**
 * As on the phone every text switches a switch on, even `false`.
 * @param {string | number | boolean} fallback
 * @param {string | false | null} given
 */
function valueOf(fallback, given) {
  if (given === null) return fallback;
  if (typeof fallback === 'boolean') return given !== false;
  if (given === false || given === '') return fallback;
  if (typeof fallback === 'number') return Number.isFinite(Number(given)) ? Number(given) : fallback;
  return given;
}
