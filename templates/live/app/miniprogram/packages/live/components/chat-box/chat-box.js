const words = require('../../words/index');

/** Messages kept on screen. */
const KEPT = 500;

/** Between two turns of drawing what has come, ms. */
const PACE = 100;

/** @typedef {{ id: number, name: string, text: string, mine?: boolean, notice?: boolean }} Message `notice`: nobody's words, but news of the room. */

/**
 * The chat of a room, with a field to write in and a slot for buttons beside it. Without `enabled`
 * there is no field. Fires `send` with `{text}`.
 */
Component({
  properties: {
    enabled: { type: Boolean, value: false },
    /** This user may not speak. */
    muted: { type: Boolean, value: false },
    /** @type {{ type: any, value: { message: string, hint: string } | null }} What is wrong with the chat. */
    trouble: { type: Object, value: null },
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
    /** Of the next turn of drawing, 0 while nothing waits for it. */
    timer: 0,
  },

  lifetimes: {
    detached() {
      clearTimeout(this.data.timer);
    },
  },

  methods: {
    /** @param {Omit<Message, 'id'>} message */
    add(message) {
      const { fresh } = this.waiting();
      fresh.push(message);
      // The timer is no business of the view.
      if (!this.data.timer) this.data.timer = setTimeout(() => this.draw(), PACE);
    },

    /** What is not drawn yet, kept off the data, which is copied. @returns {{ fresh: Omit<Message, 'id'>[], count: number }} */
    waiting() {
      const self = /** @type {any} */ (this);
      self.lately = self.lately || { fresh: [], count: 0 };
      return self.lately;
    },

    /** One setData for all that has come; only that crosses to the view, and the list is cut now and then. */
    draw() {
      const lately = this.waiting();
      const { messages } = this.data;
      this.data.timer = 0;
      const added = lately.fresh.splice(0).slice(-KEPT).map((message) => ({ id: (lately.count += 1), ...message }));
      const last = `m${lately.count}`;
      if (messages.length + added.length > KEPT) return this.setData({ messages: [...messages, ...added].slice(-KEPT / 2), last });
      const changes = added.map((message, index) => [`messages[${messages.length + index}]`, message]);
      this.setData({ ...Object.fromEntries(changes), last });
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
