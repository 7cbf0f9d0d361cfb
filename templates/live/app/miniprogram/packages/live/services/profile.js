/** The name that this phone's user goes by in rooms. */
const words = require('../words/index');

const KEY = 'mlvb.name';
const SUGGESTED = 'mlvb.suggested-name';

/** The chosen name, else the one that the server suggested; '' when there is neither. @returns {string} */
const read = () => wx.getStorageSync(KEY) || wx.getStorageSync(SUGGESTED) || '';

/** @param {string} name Used until another one is chosen. */
const suggest = (name) => wx.setStorageSync(SUGGESTED, name);

/** @param {string} name */
function write(name) {
  const trimmed = name.trim();
  if (trimmed) wx.setStorageSync(KEY, trimmed);
  else wx.removeStorageSync(KEY);
}

/** The name to show: the chosen or suggested one, or one made of the end of the user's id. @param {string} userID */
const nameOf = (userID) => read() || words.profile.guest + userID.slice(-4);

module.exports = { read, suggest, write, nameOf };
