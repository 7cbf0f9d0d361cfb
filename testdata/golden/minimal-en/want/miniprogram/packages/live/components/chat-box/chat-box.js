const words = require('../../words/index');

/** Messages kept on screen. */
const KEPT = 200;

/** @typedef {{ id: number, name: string, text: string, mine?: boolean, notice?: boolean }} Message `notice`: nobody's words, but news of the room. */

/**
 * The chat of a room, with a field to write in and a slot for buttons beside it. Without `enabled`
 * there is no field. Fires `send` with `{text}`.
 */
Component({
  properties: {
    enabled: { type: Boolean, value: false },
  },

  data: {
    words: words.chat,
    /** @type {Message[]} */
    messages: [],
    /** Element id of the last one. */
    last: '',
    draft: '',
    /** Height of the keyboard, px. */
    keyboard: 0,
  },

  methods: {
    /** @param {Omit<Message, 'id'>} message */
    add(message) {
      const { messages } = this.data;
      const id = messages.length ? messages[messages.length - 1].id + 1 : 1;
      const added = { id, ...message };
      // One message at a time crosses to the view; the list is cut now and then.
      if (messages.length < KEPT) this.setData({ [`messages[${messages.length}]`]: added, last: `m${id}` });
      else this.setData({ messages: [...messages.slice(KEPT / 2), added], last: `m${id}` });
    },

    /** @param {WechatMiniprogram.Input} event */
    onDraft(event) {
      this.setData({ draft: event.detail.value });
    },

    onSend() {
      const text = this.data.draft.trim();
      if (!text) return;
      this.setData({ draft: '' });
      this.triggerEvent('send', { text });
    },

    /** @param {WechatMiniprogram.InputKeyboardHeightChange} event */
    onKeyboard(event) {
      this.setData({ keyboard: event.detail.height });
    },
  },
});
