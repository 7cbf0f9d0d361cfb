const { isSimulator } = require('../../services/device');
const words = require('../../words/index');

/**
 * In the simulator the live tags draw nothing and send no code: this says so, and lets one send
 * codes by hand. Elsewhere it draws nothing. Fires `code` with `{code}`.
 */
Component({
  properties: {
    /** Codes to offer, as `{code, text}`. */
    codes: { type: Array, value: [] },
  },

  data: {
    words: words.devtools,
    visible: isSimulator(),
  },

  methods: {
    /** @param {WechatMiniprogram.TouchEvent<{}, {}, { code: number }>} event */
    onCode(event) {
      this.triggerEvent('code', { code: event.currentTarget.dataset.code });
    },
  },
});
