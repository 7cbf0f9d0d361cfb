import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from './run.mjs';
import words from './words.mjs';

/** The project's folder: the one that holds project.config.json. */
export const root = fileURLToPath(new URL('..', import.meta.url));

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
