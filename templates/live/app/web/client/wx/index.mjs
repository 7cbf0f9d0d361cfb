/**
 * @param {ReturnType<typeof import('../runtime/host.mjs').createHost>} host
 * @param {object} live
 */
export function createWx(host, live) {
  return new Proxy({ ...live }, {
    get: (known, name) => known[name] ?? ((options) => {
      host.calls.log(String(name), options, undefined);
      return { then() {} };
    }),
  });
}
