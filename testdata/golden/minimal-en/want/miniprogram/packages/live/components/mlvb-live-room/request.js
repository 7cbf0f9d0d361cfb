/**
 * POSTs JSON with wx.request.
 * @type {import('./types').Request}
 */
const request = ({ url, data }) =>
  new Promise((resolve, reject) => {
    wx.request({ url, data, method: 'POST', timeout: 10000, success: resolve, fail: reject });
  });

module.exports = { request };
