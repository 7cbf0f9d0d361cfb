const { createBackoff } = require('../../components/mlvb-live-room/backoff');
const config = require('../../config');
const { isSimulator, keepScreenOn, scan, toast } = require('../../services/device');
const { failure } = require('../../services/failure');
const { decoded } = require('../../services/format');
const { checkPlay } = require('../../services/stream-address');
const { ofPlayer, textOf } = require('../../services/stream-report');
const { createStreamView, idleView } = require('../../services/stream-view');
const words = require('../../words/index');

/** Seconds of buffer, smallest and largest: RTC trades smoothness for delay. */
const CACHE = { live: [1, 3], RTC: [0.2, 0.8] };

/** Longer than the player needs for a slow first connection. */
const SILENCE = 10000;

Page({
  data: {
    ...idleView(),
    words: words.play,
    stream: words.stream,
    url: '',
    problem: '',
    /** The sheet of figures is open. */
    details: false,

    src: '',
    mode: 'live',
    modes: Object.keys(CACHE),
    cache: CACHE.live,
    muted: false,
    fit: 'contain',
    orientation: 'vertical',
    fullScreen: false,
    wide: false,
    /** On which ways out of the page the picture goes on in a small window. */
    floating: ['push', 'pop'],
    devtools: words.devtools,
    codes: isSimulator() ? [2001, 2002, 2004, 2007, 2103, 2105, 3002, 2006, -2301].map((code) => ({ code, text: textOf(ofPlayer(code)) })) : [],
  },

  /** @type {ReturnType<typeof createStreamView> | null} null after the page was left. */
  view: null,

  /** @param {{ url?: string }} query `url` as it is sent when a stream is shared. */
  onLoad({ url = '' }) {
    this.setData({ url: decoded(url) });
    this.view = createStreamView({
      open: (_attempt, isCurrent) => this.open(isCurrent),
      close: () => wx.createLivePlayerContext('player').stop(),
      backoff: createBackoff(),
      silence: isSimulator() ? 0 : SILENCE,
      signOf: ofPlayer,
      show: (change) => this.show(change),
    });
  },

  onUnload() {
    this.view?.stop();
    this.view = null;
  },

  onShareAppMessage() {
    return { title: config.title, path: `/packages/live/pages/play/play?url=${encodeURIComponent(this.data.url)}` };
  },

  /** @param {WechatMiniprogram.Input} event */
  onURL(event) {
    this.setData({ url: event.detail.value, problem: '' });
  },

  onScan() {
    scan((url) => this.setData({ url, problem: '' }));
  },

  /** @param {WechatMiniprogram.TouchEvent<{}, {}, { mode: keyof typeof CACHE }>} event */
  onMode(event) {
    const { mode } = event.currentTarget.dataset;
    if (!this.data.running) this.setData({ mode, cache: CACHE[mode] });
  },

  onStart() {
    const problem = checkPlay(this.data.url, config);
    this.setData({ problem: problem && words.streamProblems[problem], failure: null });
    if (!problem && this.view) this.view.start();
  },

  onRetry() {
    this.onStart();
  },

  onDetails() {
    this.setData({ details: !this.data.details });
  },

  onStop() {
    this.view?.stop();
  },

  onMute() {
    this.setData({ muted: !this.data.muted });
  },

  onFit() {
    this.setData({ fit: this.data.fit === 'contain' ? 'fillCrop' : 'contain' });
  },

  onOrientation() {
    this.setData({ orientation: this.data.orientation === 'vertical' ? 'horizontal' : 'vertical' });
  },

  onFloating() {
    const floating = this.data.floating.length ? [] : ['push', 'pop'];
    this.setData({ floating });
    toast(floating.length ? words.play.floatingOn : words.play.floatingOff);
  },

  onFullScreen() {
    const player = wx.createLivePlayerContext('player');
    if (this.data.fullScreen) player.exitFullScreen();
    else player.requestFullScreen({ direction: this.data.wide ? 90 : 0 });
  },

  /** @param {WechatMiniprogram.LivePlayerFullScreenChange} event */
  onFullScreenChange(event) {
    this.setData({ fullScreen: event.detail.fullScreen });
  },

  /** @param {WechatMiniprogram.TouchEvent<{}, {}, { code: number }>} event */
  onCode({ currentTarget: { dataset: { code } } }) {
    this.view?.hear(code);
  },

  /** @param {WechatMiniprogram.CustomEvent<{ code: number }>} event  */
  onState(event) {
    this.view?.hear(event.detail.code);
  },

  /** @param {WechatMiniprogram.CustomEvent<{ info: any }>} event */
  onNet(event) {
    const { info } = event.detail;
    this.setData({ wide: Number(info.videoWidth) > Number(info.videoHeight) });
    this.view?.report(info);
  },

  /** @param {() => boolean} isCurrent */
  async open(isCurrent) {
    if (isSimulator()) return;
    await new Promise((resolve) => this.setData({ src: this.data.url.trim() }, () => resolve(null)));
    if (!isCurrent()) return;
    await new Promise((resolve, reject) => {
      wx.createLivePlayerContext('player').play({ success: resolve, fail: () => reject(failure('start_failed')) });
    });
  },

  /** @param {Partial<import('../../services/stream-view').View>} change */
  show(change) {
    this.setData(change);
    if (change.running !== undefined) keepScreenOn(change.running);
  },
});
