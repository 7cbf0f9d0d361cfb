/** Ports to try, from the first on, when the command names none. */
const FIRST = 5180;
const TRIES = 20;

/**
 * Reads the command line.
 * @param {string[]} args
 * @returns {{ports: number[], open: boolean} | {usage: true, port?: string}} usage: it can't be understood; port: because of this one
 */
export function readOptions(args) {
  const rest = [...args];
  const options = { ports: Array.from({ length: TRIES }, (_, index) => FIRST + index), open: false };
  while (rest.length > 0) {
    const [name, inline] = rest.shift().split('=');
    if (name === '--open' && inline === undefined) {
      options.open = true;
    } else if (name === '--port') {
      const port = inline ?? rest.shift() ?? '';
      if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65535) return { usage: true, port };
      options.ports = [Number(port)];
    } else {
      return { usage: true };
    }
  }
  return options;
}
