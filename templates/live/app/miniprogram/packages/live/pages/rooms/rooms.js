const config = require('../../config');
const { shown } = require('../../services/failure');
const { withQuery } = require('../../services/format');
const { coverOf, joined } = require('../../services/room-info');
const rooms = require('../../services/rooms');
const words = require('../../words/index');

/** @typedef {import('../../services/room-info').Card} Card */

Page({
  data: {
    words: words.rooms,
    /** @type {Card[]} */
    rooms: [],
    /** @type {'loading' | 'ready' | 'failed'} */
    state: 'loading',
    more: false,
    /** Whether the room service knows this user. */
    known: false,
    /** @type {{ message: string, hint: string } | null} */
    failure: null,
  },

  /** Counts the questions asked: only the answer to the latest one is shown. */
  asked: 0,

  onShow() {
    this.load(0);
  },

  async onPullDownRefresh() {
    await this.load(0);
    wx.stopPullDownRefresh();
  },

  onReachBottom() {
    if (this.data.more && this.data.state === 'ready') this.load(this.data.rooms.length);
  },

  onShareAppMessage() {
    return { title: config.title, path: '/packages/live/pages/rooms/rooms' };
  },

  onRetry() {
    this.load(0);
  },

  /** @param {WechatMiniprogram.TouchEvent<{}, {}, { room: Card }>} event */
  onRoom(event) {
    const { roomID, name } = event.currentTarget.dataset.room;
    wx.navigateTo({ url: withQuery('../room/room', { roomID, roomName: name }) });
  },

  onCreate() {
    wx.navigateTo({ url: '../create/create' });
  },

  /** @param {number} index 0 for the list from its start. */
  async load(index) {
    const mine = ++this.asked;
    this.setData({ state: 'loading', failure: null });
    try {
      if (!this.data.known) await rooms.login();
      this.setData({ known: true });
      const page = await rooms.list(index);
      if (mine !== this.asked) return;
      const before = index === 0 ? [] : this.data.rooms;
      this.setData({ rooms: joined(before, page.rooms.map(coverOf)), more: page.more, state: 'ready' });
    } catch (error) {
      this.setData({ known: false });
      if (mine === this.asked) this.setData({ state: 'failed', failure: shown(error) });
    }
  },
});
