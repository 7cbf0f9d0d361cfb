// The two ways out of the phone.

/**
 * POSTs JSON with wx.request.
 * @type {import('./types').Request}
 */
const request = ({ url, data }) =>
  new Promise((resolve, reject) => {
    wx.request({ url, data, method: 'POST', timeout: 10000, success: resolve, fail: reject });
  });

/**
 * A WebSocket. `closed` is called once, also when it never opened.
 * @type {import('./types').Dial}
 */
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

module.exports = { request, dial };
