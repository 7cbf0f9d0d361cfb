/**
 * A still of what an element shows.
 * @param {CanvasImageSource} source
 * @param {{ width: number, height: number }} size
 * @param {string} [quality] raw or compressed
 * @returns {Promise<{ tempImagePath: string, width: number, height: number }>}
 */
export async function snapshotOf(source, { width, height }, quality = 'raw') {
  if (!width || !height) throw new Error('no picture yet');
  const canvas = new OffscreenCanvas(width, height);
  /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d')).drawImage(source, 0, 0, width, height);
  const blob = await canvas.convertToBlob(quality === 'compressed' ? { type: 'image/jpeg', quality: 0.8 } : { type: 'image/png' });
  return { tempImagePath: URL.createObjectURL(blob), width, height };
}
