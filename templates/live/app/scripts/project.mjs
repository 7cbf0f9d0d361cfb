import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from './run.mjs';
import words from './words.mjs';

/** The project's folder: the one that holds project.config.json. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Names the key, or holds it: the text of the file suits a secret of a CI service. */
const variable = 'WX_UPLOAD_KEY';

/**
 * Opens the project for miniprogram-ci, the compiler of WeChat DevTools.
 * @param {string} [privateKey] the upload key; what stays off line needs none
 */
export async function openProject(privateKey = 'none') {
  const { default: ci } = await import('miniprogram-ci');
  ci.locales.setLocale(words.locale);
  const { appid, miniprogramRoot = '' } = await readConfig();
  const project = new ci.Project({ appid, type: 'miniProgram', projectPath: root, privateKey });
  return { ci, project, miniprogramRoot: asRead(miniprogramRoot) };
}

/** The folder that the compiler makes of miniprogramRoot: below the project, with a slash at its end. */
function asRead(miniprogramRoot) {
  return path.posix.join(miniprogramRoot.replaceAll('\\', '/').replace(/^(\.{0,2}\/)+/, ''), './');
}

/** @returns {Promise<string | undefined>} the server's address for releases; none when config.js is elsewhere */
export async function releaseServer() {
  const { miniprogramRoot = '' } = await readConfig();
  try {
    return createRequire(import.meta.url)(path.join(root, asRead(miniprogramRoot), 'packages/live/config.js')).servers.release;
  } catch {
    return undefined;
  }
}

/** @returns {Promise<{appid: string, miniprogramRoot?: string}>} */
export async function readConfig() {
  const name = 'project.config.json';
  try {
    return JSON.parse(await readFile(path.join(root, name), 'utf8'));
  } catch (error) {
    throw new Failure(`${name}: ${error.message}`, words.badConfigHint);
  }
}

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
