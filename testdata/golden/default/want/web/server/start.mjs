import { spawn } from 'node:child_process';

/**
 * Listens on the first port that is free, on this computer only.
 * @param {import('node:http').Server} server
 * @param {number[]} ports
 * @returns {Promise<number | undefined>} the port; undefined when all are taken
 */
export async function listen(server, ports) {
  for (const port of ports) {
    if (await isFree(server, port)) return port;
  }
  return undefined;
}

function isFree(server, port) {
  return new Promise((resolve, reject) => {
    const failed = (error) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    };
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      resolve(true);
    });
  });
}

/**
 * Opens the address as the system does; without a browser nothing happens.
 * @param {string} address
 */
export function openBrowser(address) {
  const [command, ...args] = {
    darwin: ['open', address],
    win32: ['rundll32', 'url.dll,FileProtocolHandler', address],
  }[process.platform] ?? ['xdg-open', address];
  spawn(command, args, { stdio: 'ignore', detached: true }).on('error', () => {}).unref();
}
