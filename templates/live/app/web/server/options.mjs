/** Ports to try, from the first on, when the command names none. */
const FIRST = 5180;
const TRIES = 20;

/**
 * Reads the command line.
 * @param {string[]} args
 * @returns {{ports: number[], open: boolean} | {wrong: string}} wrong: the value of a bad --port, or an argument that nobody knows
 */
export function readOptions(args) {
  const rest = [...args];
  const options = { ports: Array.from({ length: TRIES }, (_, index) => FIRST + index), open: false };
  while (rest.length > 0) {
    const [name, inline] = rest.shift().split('=');
    if (name === '--open' && inline === undefined) {
      options.open = true;
    } else if (name === '--port') {
      const value = inline ?? rest.shift() ?? '';
      if (!/^\d{1,5}$/.test(value) || Number(value) < 1 || Number(value) > 65535) return { wrong: value, port: true };
      options.ports = [Number(value)];
    } else {
      return { wrong: name };
    }
  }
  return options;
}
