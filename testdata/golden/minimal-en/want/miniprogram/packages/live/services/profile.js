/**
 * The name that this phone's user goes by in rooms.
 */
const words = require('../words/index');

const KEY = 'mlvb.name';

/** The chosen name, '' when none was chosen. @returns {string} */
const read = () => wx.getStorageSync(KEY) || '';

/** @param {string} name */
function write(name) {
  const trimmed = name.trim();
  if (trimmed) wx.setStorageSync(KEY, trimmed);
  else wx.removeStorageSync(KEY);
}

/**
 * The name to show: the chosen one, or one made of the end of the user's id.
 * @param {string} userID
 */
const nameOf = (userID) => read() || words.profile.guest + userID.slice(-4);

module.exports = { read, write, nameOf };
