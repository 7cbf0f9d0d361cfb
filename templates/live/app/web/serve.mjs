// Shows the mini-program in a browser, and again after every save.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from './build/failure.mjs';
import { listen, openBrowser } from './server/start.mjs';
import { readOptions } from './server/options.mjs';
import words from './words.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const say = words.shell;

const options = readOptions(process.argv.slice(2));
if ('usage' in options) fail(options.wrong === undefined ? say.usage : say.badPort(options.wrong), 2);
else await main(options).catch((error) => fail(explain(error), 1));

async function main({ ports, open, flv }) {
  const [{ createBuilder }, { bundleClient }, { createHandler }, { watchFolder }] = await Promise.all([
    import('./build/app.mjs'), import('./server/client.mjs'), import('./server/http.mjs'), import('./server/watch.mjs'),
  ]);
  const { miniprogramRoot = '', appid = '' } = JSON.parse(await readFile(path.join(root, 'project.config.json'), 'utf8'));
  const folder = path.resolve(root, miniprogramRoot);
  if (!existsSync(folder)) return fail(say.noFolder(miniprogramRoot), 1);
  const builder = createBuilder({ folder, prefix: prefixOf(folder), appid, words: say });
  const building = () => builder.build().then((result) => tellFailures(result));

  let built = building();
  const client = bundleClient();
  const handler = createHandler({ folder, pages: await readPages(), client: () => client, built: () => built });
  const port = await listen(handler.server, ports);
  if (port === undefined) return fail(say.noPort(ports[0], ports.at(-1)), 1);
  if (port !== ports[0]) process.stderr.write(`${say.otherPort(ports[0])}\n`);
  const address = `http://127.0.0.1:${port}/${flv ? `?flv=${flv}` : ''}`;
  process.stdout.write(`${address}\n`);
  if (open) openBrowser(address);

  const stop = watchFolder(folder, (names) => {
    names.forEach((name) => builder.forget(name));
    const before = built;
    built = before.then(building);
    Promise.all([before, built]).then(([before, after]) => handler.tell(...change(names, before, after)));
  });
  const leave = () => {
    stop();
    handler.close();
  };
  process.once('SIGINT', leave).once('SIGTERM', leave);
  await client.catch((error) => {
    leave();
    fail(say.noClient(error.message), 1);
  });
  return undefined;
}

/** What the pages need to hear of a build: styles can be swapped in place, the rest wants a new page. */
function change(names, before, { revision, styles, failures }) {
  if (failures.length > 0) return ['failure', { revision, failures }];
  const same = before.failures.length === 0 && before.styles.length === styles.length;
  if (same && names.every((name) => name.endsWith('.wxss'))) return ['styles', { revision, styles }];
  return ['reload', { revision }];
}

function tellFailures(result) {
  for (const failure of result.failures) process.stderr.write(`${describe(failure)}\n`);
  return result;
}

/** Of the files in failures, which are named from the project's folder. */
function prefixOf(folder) {
  const relative = path.relative(root, folder).replaceAll('\\', '/');
  return relative && `${relative}/`;
}

async function readPages() {
  const read = (name) => readFile(new URL(name, import.meta.url), 'utf8');
  const [shell, phone] = await Promise.all([read('client/shell/index.html'), read('client/runtime/phone.html')]);
  return { shell, phone };
}

function explain(error) {
  if (error.code === 'ERR_MODULE_NOT_FOUND' && error.message.startsWith('Cannot find package')) return say.notInstalled;
  if (error instanceof SyntaxError) return `project.config.json: ${error.message}`;
  return error.stack;
}

function fail(message, code) {
  process.stderr.write(`${message}\n`);
  process.exitCode = code;
}
