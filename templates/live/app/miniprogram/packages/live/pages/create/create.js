const { withQuery } = require('../../services/format');
const { byteLength, checkName, initialOf, MAX_BYTES } = require('../../services/room-info');
const rooms = require('../../services/rooms');
const words = require('../../words/index');

/** The range of the room's `beauty`, and where it starts. */
const BEAUTY = { max: 9, value: 5 };

/** From this length on the page counts along. */
const NEAR_LIMIT = MAX_BYTES / 2;

Page({
  data: {
    words: words.create,
    preview: { ...words.rooms, unnamed: words.create.placeholder },
    initial: '',
    name: '',
    problem: '',
    /** Length so far, '' while there is plenty of room. */
    count: '',
    audioOnly: false,
    beauty: BEAUTY.value,
    beautyMax: BEAUTY.max,
    /** @type {import('../../services/rooms').Room | null} One's own that still runs, after a crash or on another phone. */
    running: null,
  },

  async onLoad() {
    this.setData({ running: await rooms.mine() });
  },

  /** @param {WechatMiniprogram.Input} event */
  onName(event) {
    const name = event.detail.value;
    const length = byteLength(name);
    this.setData({ name, initial: initialOf(name.trim()), problem: '', count: length > NEAR_LIMIT ? `${length} / ${MAX_BYTES}` : '' });
  },

  /** @param {WechatMiniprogram.SwitchChange} event */
  onAudioOnly(event) {
    this.setData({ audioOnly: event.detail.value });
  },

  /** @param {WechatMiniprogram.SliderChange} event */
  onBeauty(event) {
    this.setData({ beauty: event.detail.value });
  },

  onResume() {
    const { running } = this.data;
    if (running) this.go(running);
  },

  onStart() {
    const { name } = this.data;
    const problem = checkName(name);
    if (problem) {
      this.setData({ problem: words.create.problems[problem] });
      return;
    }
    this.go({ name: name.trim() });
  },

  /** Back from the room leads to the list, not to this form again. @param {{ name: string, roomID?: string }} room */
  go({ name, roomID }) {
    const { audioOnly, beauty } = this.data;
    wx.redirectTo({
      url: withQuery('../room/room', { type: 'create', ...(roomID && { roomID }), roomName: name, pureAudio: audioOnly, beauty }),
    });
  },
});
