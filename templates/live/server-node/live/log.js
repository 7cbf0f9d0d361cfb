/**
 * Writes one JSON object per line, in the form of the Go server's log.
 * @typedef {(msg: string, fields?: Record<string, unknown>) => void} Write
 * @typedef {{ info: Write, warn: Write, error: Write }} Log
 */

/**
 * @param {{ write(text: string): unknown }} stream
 * @param {() => number} now milliseconds
 * @returns {Log}
 */
export function createLog(stream, now = Date.now) {
  /** @type {(level: string) => Write} */
  const at = (level) => (msg, fields) => {
    stream.write(`${JSON.stringify({ time: new Date(now()).toISOString(), level, msg, ...fields })}\n`);
  };
  return { info: at('INFO'), warn: at('WARN'), error: at('ERROR') };
}
