/** Shape and look of what <live-pusher> sends. */

/** Shorter side of the picture by mode: WeChat's SD, HD and FHD are 360p, 540p and 720p; QVGA and HVGA by their names. */
const SIDES = /** @type {Record<string, number>} */ ({ SD: 360, HD: 540, FHD: 720, RTC: 360, QVGA: 240, HVGA: 320 });

/** H.264 wants even numbers. @param {number} side */
const even = (side) => Math.max(2, Math.round(side / 2) * 2);

/**
 * @param {{ mode: string, aspect: string, orientation: string, videoWidth: number, videoHeight: number }} values Widths of 0 are unset.
 */
export function sizeOf({ mode, aspect, orientation, videoWidth, videoHeight }) {
  const side = mode === 'RTC' && aspect === '3:4' ? 480 : SIDES[mode] ?? SIDES.RTC;
  const ratio = aspect === '3:4' ? 4 / 3 : 16 / 9;
  const [width, height] = videoWidth > 0 && videoHeight > 0 ? [videoWidth, videoHeight] : [side, side * ratio];
  return orientation === 'horizontal' ? { width: even(height), height: even(width) } : { width: even(width), height: even(height) };
}

/**
 * The middle of a picture that fills another shape.
 * @param {{ width: number, height: number }} from
 * @param {{ width: number, height: number }} to
 * @param {number} zoom 1 for all that fits.
 */
export function crop(from, to, zoom) {
  const scale = Math.max(to.width / from.width, to.height / from.height) * Math.max(1, zoom);
  const width = to.width / scale;
  const height = to.height / scale;
  return { x: (from.width - width) / 2, y: (from.height - height) / 2, width, height };
}

/** What stands in for WeChat's filters. */
const FILTERS = /** @type {Record<string, string>} */ ({
  pink: 'sepia(0.25) hue-rotate(300deg)',
  nostalgia: 'sepia(0.6)',
  blues: 'hue-rotate(20deg) saturate(0.8)',
  romantic: 'sepia(0.15) hue-rotate(320deg) brightness(1.05)',
  cool: 'hue-rotate(10deg) contrast(1.05)',
  fresher: 'saturate(1.2) brightness(1.05)',
  solor: 'sepia(0.3) contrast(0.95)',
  aestheticism: 'saturate(0.9) brightness(1.08)',
  whitening: 'brightness(1.12)',
  cerisered: 'sepia(0.2) hue-rotate(330deg) saturate(1.3)',
});

/**
 * A CSS filter in place of the phone's beauty: it softens everything, faces are not looked for.
 * @param {{ beauty: number, whiteness: number, filter: string }} values Levels 0 to 9.
 * @returns {string} `none` for no change.
 */
export function filterOf({ beauty, whiteness, filter }) {
  const parts = [];
  if (beauty > 0) parts.push(`blur(${(Math.min(beauty, 9) * 0.08).toFixed(2)}px)`);
  if (whiteness > 0) parts.push(`brightness(${(1 + Math.min(whiteness, 9) * 0.015).toFixed(3)})`);
  if (FILTERS[filter]) parts.push(FILTERS[filter]);
  return parts.join(' ') || 'none';
}

/** Whether the host's own view is mirrored. @param {string} localMirror @param {string} position */
export const isMirrored = (localMirror, position) => (localMirror === 'auto' ? position === 'front' : localMirror === 'enable');
