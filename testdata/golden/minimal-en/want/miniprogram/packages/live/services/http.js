const { fromReply, fromRequest } = require('./failure');

/**
 * @typedef {object} Request
 * @property {string} url
 * @property {'GET' | 'POST'} [method] POST when there is data, else GET.
 * @property {object} [data] Sent as JSON.
 * @property {string} [token] Sent as a bearer token.
 * @property {number} [timeout] Milliseconds.
 */

/**
 * One HTTP request. `wx.request` calls any answer a success: here a status outside 2xx is a failure.
 * @param {Request} request
 * @returns {Promise<any>} The parsed reply; rejects with a Failure.
 */
function request({ url, data, method = data ? 'POST' : 'GET', token, timeout = 10000 }) {
  return new Promise((resolve, reject) => {
    wx.request({
      url,
      method,
      data: data && JSON.stringify(data),
      timeout,
      header: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      success({ statusCode, data: body }) {
        const ok = statusCode >= 200 && statusCode < 300 && typeof body === 'object' && body !== null;
        if (ok) resolve(body);
        else reject(fromReply(statusCode, body));
      },
      fail: (error) => reject(fromRequest(error)),
    });
  });
}

module.exports = { request };
