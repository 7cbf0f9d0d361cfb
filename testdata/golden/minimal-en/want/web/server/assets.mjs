import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';

/** What a template may show; no other file leaves the mini-program's folder. */
const TYPES = {
  '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.gif': 'image/gif', '.webp': 'image/webp',
  '.mp3': 'audio/mpeg', '.m4a': 'audio/mp4', '.mp4': 'video/mp4', '.ttf': 'font/ttf', '.woff': 'font/woff', '.woff2': 'font/woff2',
};

/**
 * Reads an image or the like of the mini-program.
 * @param {string} folder of the mini-program
 * @param {string} name path in it, as it stands in the request
 * @returns {Promise<{type: string, body: Buffer} | undefined>} undefined: there is none, or it isn't for the page
 */
export async function readAsset(folder, name) {
  const type = TYPES[path.extname(name).toLowerCase()];
  if (!type) return undefined;
  try {
    const inside = await realpath(folder);
    const file = await realpath(path.join(inside, decodeURIComponent(name)));
    if (!file.startsWith(inside + path.sep)) return undefined;
    return { type, body: await readFile(file) };
  } catch {
    return undefined;
  }
}
