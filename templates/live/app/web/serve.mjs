// Shows the mini-program in a browser and again after every save.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readOptions } from './server/options.mjs';
import words from './words.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const say = words.shell;

const options = readOptions(process.argv.slice(2));
if ('wrong' in options) fail(options.port ? say.badPort(options.wrong) : say.usage, 2);
else await main(options);

async function main({ ports, open }) {
  const { createBuilder, createHandler, bundleClient, watchFolder } = await tools();
  const { miniprogramRoot = '' } = JSON.parse(await readFile(path.join(root, 'project.config.json'), 'utf8'));
  const prefix = path.posix.join(miniprogramRoot, './').replace(/^\.\/$/, '');
  const folder = path.resolve(root, miniprogramRoot);

  const builder = createBuilder(folder, prefix, say);
  let built = builder.build();
  const client = bundleClient();
  const html = { shell: await read('client/shell/index.html'), phone: await read('client/runtime/phone.html') };
  const handler = createHandler({ folder, html, client: () => client, built: () => built });

  const port = await listen(handler.server, ports);
  if (port === undefined) return fail(say.noPort(ports[0], ports.at(-1)), 1);
  process.stdout.write(`http://127.0.0.1:${port}/\n`);

  const stop = watchFolder(folder, async (names) => {
    names.forEach((name) => builder.forget(name));
    built = builder.build();
    const { styles, failures } = await built;
    if (failures.length === 0 && names.every((name) => name.endsWith('.wxss'))) handler.tell('styles', styles);
    else handler.tell('reload');
  });
  const leave = () => {
    stop();
    handler.close();
  };
  process.once('SIGINT', leave).once('SIGTERM', leave);
  return undefined;
}

async function tools() {
  const [app, http, client, watch] = await Promise.all([
    import('./build/app.mjs'), import('./server/http.mjs'), import('./server/client.mjs'), import('./server/watch.mjs'),
  ]);
  return { ...app, ...http, ...client, ...watch };
}

function read(name) {
  return readFile(new URL(name, import.meta.url), 'utf8');
}

/** @returns {Promise<number | undefined>} the port that was free */
async function listen(server, ports) {
  for (const port of ports) {
    const free = await new Promise((resolve, reject) => {
      server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (free) return port;
  }
  return undefined;
}

function fail(message, code) {
  process.stderr.write(`${message}\n`);
  process.exitCode = code;
}
