import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './project.mjs';
import { Failure } from './run.mjs';
import words from './words.mjs';

/** Names the key, or holds it: the text of the file suits a secret of a CI service. */
const variable = 'WX_UPLOAD_KEY';

/**
 * Reads the key that signs previews and uploads. It comes from --key FILE,
 * from the environment, or from where DevTools' users keep it.
 * @param {string} appid
 * @param {string} [file] of --key
 * @returns {Promise<string>} the key's text, in PEM
 */
export async function readKey(appid, file) {
  if (appid === 'touristappid') throw new Failure(words.tourist, words.touristHint);
  const given = file ?? process.env[variable];
  if (given?.startsWith('-----BEGIN')) return given;
  const usual = `private.${appid}.key`;
  try {
    return await readFile(given ?? path.join(root, usual), 'utf8');
  } catch (error) {
    throw new Failure(words.noKey(given ?? usual, error.code), words.noKeyHint(usual, variable));
  }
}
