const { added, waiting, without, PATIENCE } = require('../../services/room-info');
const words = require('../../words/index');

/** @typedef {import('../../services/room-info').Request} Request */

/**
 * Who asks to join the mic: a button with their number, a sheet to answer them. Fires `answer` with `{agree, guest}`.
 */
Component({
  data: {
    words: words.links,
    /** @type {Request[]} */
    requests: [],
    open: false,
    /** Of the oldest request, 0 while there is none. */
    timer: 0,
  },

  lifetimes: {
    detached() {
      clearTimeout(this.data.timer);
    },
  },

  methods: {
    /** @param {Omit<Request, 'at'>} guest */
    add(guest) {
      this.setData({ requests: added(this.data.requests, guest, Date.now()) });
      if (!this.data.timer) this.wait();
    },

    wait() {
      this.setData({ timer: setTimeout(() => this.dropOld(), PATIENCE) });
    },

    dropOld() {
      const requests = waiting(this.data.requests, Date.now());
      this.setData({ requests, timer: 0 });
      if (requests.length) this.wait();
    },

    onToggle() {
      this.setData({ open: !this.data.open });
    },

    /** @param {WechatMiniprogram.TouchEvent<{}, {}, { agree: boolean, guest: Request }>} event */
    onAnswer(event) {
      const { agree, guest } = event.currentTarget.dataset;
      const requests = without(this.data.requests, guest.userID);
      this.setData({ requests, open: requests.length > 0 });
      this.triggerEvent('answer', { agree, guest });
    },
  },
});
