// The server of this mini-program: `npm start`, or `node main.js` from anywhere.
import { fileURLToPath } from 'node:url';
import { load } from './live/config.js';
import { createLog } from './live/log.js';
import { serve } from './live/serve.js';

try {
  const config = load(fileURLToPath(new URL('.', import.meta.url)), process.env);
  const starting = serve(config, createLog(process.stderr));
  const signals = ['SIGINT', 'SIGTERM'];
  const stop = () => {
    // A second signal ends the process at once.
    for (const signal of signals) process.removeListener(signal, stop);
    starting.then((server) => server.stop(), () => {});
  };
  for (const signal of signals) process.on(signal, stop);
  await starting;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
