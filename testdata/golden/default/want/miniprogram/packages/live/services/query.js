/**
 * Query strings of pages: WeChat hands their values over as they were written, still encoded.
 */

/**
 * @param {string} value
 * @returns {string} The value as it is when it isn't encoded, as a `%` in a name would have it.
 */
function decoded(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/**
 * @param {string} path
 * @param {Record<string, string | number | boolean>} values
 */
const withQuery = (path, values) =>
  `${path}?${Object.keys(values).map((name) => `${name}=${encodeURIComponent(values[name])}`).join('&')}`;

module.exports = { decoded, withQuery };
