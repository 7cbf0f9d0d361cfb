const profile = require('../../services/profile');
const words = require('../../words/index');

/**
 * The name to go by in rooms, kept as soon as the field is left.
 *
 * A plain text field: WeChat's nickname field would need one more entry in the privacy guide.
 */
Component({
  data: {
    words: words.profile,
    name: '',
    editing: false,
  },

  lifetimes: {
    attached() {
      this.setData({ name: profile.read() });
    },
  },

  pageLifetimes: {
    show() {
      this.setData({ name: profile.read() });
    },
  },

  methods: {
    onEdit() {
      this.setData({ editing: true });
    },

    /** @param {WechatMiniprogram.InputBlur | WechatMiniprogram.InputConfirm} event */
    onSave(event) {
      profile.write(event.detail.value);
      this.setData({ name: profile.read(), editing: false });
    },
  },
});
