/** Ports to try, from the first on, when the command names none. */
const FIRST = 5180;
const TRIES = 20;

/**
 * Reads the command line.
 * @param {string[]} args
 * @returns {{ports: number[], open: boolean, flv?: number} | {usage: true, wrong?: string}}
 *   flv: HTTP port of the media server, when it has another than its usual one;
 *   usage: the line can't be understood; wrong: because of this option, with its value
 */
export function readOptions(args) {
  const rest = [...args];
  const options = { ports: Array.from({ length: TRIES }, (_, index) => FIRST + index), open: false };
  while (rest.length > 0) {
    const [name, inline] = rest.shift().split('=');
    if (name === '--open' && inline === undefined) {
      options.open = true;
    } else if (name === '--port' || name === '--flv') {
      const value = inline ?? rest.shift() ?? '';
      const port = portOf(value);
      if (port === undefined) return { usage: true, wrong: `${name} ${value}` };
      if (name === '--port') options.ports = [port];
      else options.flv = port;
    } else {
      return { usage: true };
    }
  }
  return options;
}

/** @param {string} text */
function portOf(text) {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65535 ? port : undefined;
}
