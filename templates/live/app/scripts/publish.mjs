// Sends the mini-program to WeChat: a preview, whose QR code it shows, or an
// upload, which then shows up in the version management.
import { parseArgs } from 'node:util';
import { describe, fromCompiler } from './problems.mjs';
import { openProject, readConfig, readKey, releaseServer } from './project.mjs';
import { Failure, run, say } from './run.mjs';
import words from './words.mjs';

const [method, ...args] = process.argv.slice(2);

await run(async (log) => {
  await (method === 'upload' ? upload() : preview(log));
});

/** @param {string[]} log of miniprogram-ci */
async function preview(log) {
  await publish({ ...readOptions({ desc: { type: 'string' } }, words.previewUsage), qrcodeFormat: 'terminal' });
  // miniprogram-ci prints the code through its log, where nothing else is as long.
  const code = log.find((entry) => entry.split('\n').length > 20);
  if (!code) throw new Failure(words.noCode, words.noCodeHint);
  say(code);
  say(words.scan);
}

async function upload() {
  const options = readOptions({ version: { type: 'string' }, desc: { type: 'string' } }, words.uploadUsage);
  if (!options.version) throw new Failure(words.noVersion, words.uploadUsage);
  await publish(options);
  say(words.uploaded(options.version, options.robot));
  if (await releaseServer() === '') say(words.noRelease);
}

/**
 * Reads the command line.
 * @param {import('node:util').ParseArgsConfig['options']} options besides --key and --robot
 * @param {string} usage
 */
function readOptions(options, usage) {
  try {
    const { values } = parseArgs({ args, options: { key: { type: 'string' }, robot: { type: 'string' }, ...options } });
    const robot = Number(values.robot ?? 1);
    if (!Number.isInteger(robot) || robot < 1 || robot > 30) throw new Error(words.badRobot(values.robot));
    return { ...values, robot };
  } catch (error) {
    throw new Failure(flagRefusal(error), usage);
  }
}

/** What Node says of a command line that it can't read, in the project's language. */
function flagRefusal({ code, message }) {
  const [, flag] = /'([^']+)'/.exec(message) ?? [];
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return words.noValue(flag.split(' ')[0]);
  return code?.startsWith('ERR_PARSE_ARGS') ? words.unknownFlag(flag) : message;
}

/**
 * Sends the project, as the settings of project.config.json say.
 * @param {{key?: string, robot: number, version?: string, desc?: string, qrcodeFormat?: string}} options
 */
async function publish({ key, ...options }) {
  const { appid } = await readConfig();
  const { ci, project, miniprogramRoot } = await openProject(await readKey(appid, key));
  try {
    await ci[method]({ ...options, project, setting: { useProjectConfig: true }, onProgressUpdate() {} });
  } catch (error) {
    throw refusal(error, miniprogramRoot);
  }
}

/** Turns what miniprogram-ci and WeChat answer into what to do about it. */
function refusal(error, miniprogramRoot) {
  const text = String(error.message);
  const [, ip] = /invalid ip:? *([0-9a-f.:]+)/i.exec(text) ?? [];
  if (ip) return new Failure(words.refusedIP(ip), words.refusedIPHint);
  if (/ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|socket/.test(text)) return new Failure(words.noNetwork, words.noNetworkHint);
  if (error.code === 20002) return new Failure(words.badKey, words.badKeyHint);
  if (error.code >= 20000 || !error.code) return new Failure(words.refusedByWeChat(text), words.refusedByWeChatHint);
  return new Failure(describe(fromCompiler(error, miniprogramRoot)), words.refusedHint);
}
