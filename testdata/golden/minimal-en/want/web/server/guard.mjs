/**
 * Whether a request comes from our own page. A name of somebody else's that
 * leads to this computer would otherwise let his page read ours.
 * @param {{host?: string, origin?: string}} headers
 * @param {number} port
 */
export function isOwn({ host, origin }, port) {
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!own.includes(host ?? '')) return false;
  return origin === undefined || own.some((name) => origin === `http://${name}`);
}
