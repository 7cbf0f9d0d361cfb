const profile = require('../../services/profile');
const { initialOf } = require('../../services/room-info');
const words = require('../../words/index');

/**
 * The name to go by in rooms, kept as soon as the field is left.
 *
 * A plain text field: WeChat's nickname field would need one more entry in the privacy guide.
 */
Component({
  properties: {
    /** Whether the server knows this user: it may have proposed a name. */
    known: Boolean,
  },

  data: {
    words: words.profile,
    name: '',
    initial: '',
    editing: false,
  },

  observers: {
    known() {
      this.show();
    },
  },

  lifetimes: {
    attached() {
      this.show();
    },
  },

  pageLifetimes: {
    show() {
      this.show();
    },
  },

  methods: {
    show() {
      const name = profile.read();
      this.setData({ name, initial: initialOf(name || words.profile.label) });
    },

    onEdit() {
      this.setData({ editing: true });
    },

    /** @param {WechatMiniprogram.InputBlur | WechatMiniprogram.InputConfirm} event */
    onSave(event) {
      profile.write(event.detail.value);
      this.setData({ editing: false });
      this.show();
    },
  },
});
