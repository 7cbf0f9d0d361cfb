const words = require('./words');

Page({
  data: { words },

  onShareAppMessage() {
    return {};
  },
});
