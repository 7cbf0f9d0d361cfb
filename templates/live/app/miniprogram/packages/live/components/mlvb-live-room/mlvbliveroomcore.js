const { Client } = require('./client');
const { createFacade } = require('./facade');

/** POSTs JSON with wx.request. @type {import('./types').Request} */
const request = ({ url, data }) =>
  new Promise((resolve, reject) => {
    wx.request({ url, data, method: 'POST', timeout: 10000, success: resolve, fail: reject });
  });

/** A WebSocket. `closed` is called once, also when it never opened. @type {import('./types').Dial} */
function dial(url, { opened, heard, closed }) {
  let over = false;
  /** @param {number} [code] */
  const end = (code) => {
    if (!over) closed(code);
    over = true;
  };
  const task = wx.connectSocket({ url, timeout: 10000, fail: () => setTimeout(end) });
  task.onOpen(() => opened());
  task.onMessage(({ data }) => heard(String(data)));
  task.onError(() => end());
  task.onClose(({ code }) => end(code));
  return {
    send: (data) => task.send({ data, fail: () => end() }),
    close() {
      over = true;
      task.close({ code: 1000, fail: () => {} });
    },
  };
}

/** The account that the component and these exports share: the only state of this module. */
const client = new Client({ request, dial });

module.exports = {
  ...createFacade(client),
  client,
  /**
   * Another account with rooms of its own, by promises: see client.js.
   * @param {Partial<import('./types').Settings>} [settings]
   */
  createClient: (settings) => new Client({ request, dial, ...settings }),
};
