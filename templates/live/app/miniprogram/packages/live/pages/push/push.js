const { createBackoff } = require('../../components/mlvb-live-room/backoff');
const config = require('../../config');
const { isSimulator, keepScreenOn, scan, toast } = require('../../services/device');
const { failure, shown } = require('../../services/failure');
const { requestLive } = require('../../services/permissions');
const session = require('../../services/session');
const { checkPush } = require('../../services/stream-address');
const { ofPusher, textOf } = require('../../services/stream-report');
const { createStreamView, idleView } = require('../../services/stream-view');
const words = require('../../words/index');

/** @typedef {import('../../services/permissions').Permission} Permission */

/** Bit rates in kbps, as Tencent Cloud suggests them for each resolution. */
const BITRATES = { SD: [300, 800], HD: [600, 1200], FHD: [600, 1800] };

/** A phone that may push sends its first code within a second or two. */
const SILENCE = 8000;

const BEAUTY = 5;

/** The state code of a push that WeChat has given up. */
const DISCONNECTED = -1307;

Page({
  data: {
    ...idleView(),
    words: words.push,
    stream: words.stream,
    url: '',
    fromServer: false,
    fetching: false,
    problem: '',
    /** The sheet of figures is open. */
    details: false,
    /** @type {{ rtmp: string, flv: string } | null} Where the stream can be watched, when the server made the address. */
    play: null,
    /** @type {Permission | null} */
    permission: null,
    /** Waiting for the user to decide on a permission. */
    asking: false,

    pushURL: '',
    mode: 'HD',
    modes: Object.keys(BITRATES),
    bitrate: BITRATES.HD,
    camera: true,
    mic: true,
    beauty: BEAUTY,
    torch: false,
    orientation: 'vertical',
    devtools: words.devtools,
    codes: isSimulator() ? [1001, 1002, 1101, 1102, 3004, 5001, 10001, -1301, DISCONNECTED].map((code) => ({ code, text: textOf(ofPusher(code)) })) : [],
  },

  /** @type {ReturnType<typeof createStreamView> | null} null after the page was left. */
  view: null,
  hidden: false,
  /** Whether the push broke while nobody could see it. */
  broken: false,

  onLoad() {
    this.view = createStreamView({
      open: (attempt, isCurrent) => this.open(attempt, isCurrent),
      close: () => wx.createLivePusherContext().stop(),
      backoff: createBackoff(),
      silence: isSimulator() ? 0 : SILENCE,
      signOf: ofPusher,
      show: (change) => this.show(change),
    });
  },

  onShow() {
    const { broken } = this;
    this.hidden = false;
    this.broken = false;
    if (!this.data.running) return;
    keepScreenOn(true);
    if (broken) this.hear(DISCONNECTED);
    else wx.createLivePusherContext().resume();
  },

  onHide() {
    this.hidden = true;
    if (!this.data.running) return;
    keepScreenOn(false);
    wx.createLivePusherContext().pause();
  },

  onUnload() {
    this.view?.stop();
    this.view = null;
  },

  onShareAppMessage() {
    const { play } = this.data;
    const path = '/packages/live/pages/play/play';
    return { title: config.title, path: play ? `${path}?url=${encodeURIComponent(play.flv)}` : path };
  },

  /** @param {WechatMiniprogram.Input} event */
  onURL(event) {
    this.setURL(event.detail.value);
  },

  onScan() {
    scan((text) => this.setURL(text));
  },

  async onFetch() {
    this.setData({ fetching: true, failure: null });
    try {
      await this.fetch();
    } catch (error) {
      this.setData({ failure: shown(error) });
    }
    this.setData({ fetching: false });
  },

  /** @param {WechatMiniprogram.TouchEvent<{}, {}, { mode: keyof typeof BITRATES }>} event */
  onMode(event) {
    const { mode } = event.currentTarget.dataset;
    if (!this.data.running) this.setData({ mode, bitrate: BITRATES[mode] });
  },

  async onStart() {
    const problem = checkPush(this.data.url, { now: Date.now(), playDomain: config.playDomain });
    this.setData({ problem: problem && words.streamProblems[problem], permission: null, failure: null });
    if (problem || this.data.asking) return;
    this.setData({ asking: true });
    const permission = await requestLive(this.data.camera);
    this.setData({ asking: false });
    if (permission.state !== 'granted') this.setData({ permission });
    else this.view?.start();
  },

  onRetry() {
    if (this.data.url) this.onStart();
    else this.onFetch();
  },

  onDetails() {
    this.setData({ details: !this.data.details });
  },

  onStop() {
    this.view?.stop();
  },

  onFlip() {
    wx.createLivePusherContext().switchCamera({ success: () => this.setData({ torch: false }) });
  },

  onCamera() {
    this.setData({ camera: !this.data.camera });
  },

  onMic() {
    this.setData({ mic: !this.data.mic });
  },

  onBeauty() {
    this.setData({ beauty: this.data.beauty ? 0 : BEAUTY });
  },

  onTorch() {
    wx.createLivePusherContext().toggleTorch({
      success: () => this.setData({ torch: !this.data.torch }),
      fail: () => toast(words.push.noTorch),
    });
  },

  onOrientation() {
    this.setData({ orientation: this.data.orientation === 'vertical' ? 'horizontal' : 'vertical' });
  },

  /** @param {WechatMiniprogram.TouchEvent<{}, {}, { code: number }>} event */
  onCode({ currentTarget: { dataset: { code } } }) {
    this.hear(code);
  },

  /** @param {WechatMiniprogram.CustomEvent<{ code: number }>} event  */
  onState(event) {
    this.hear(event.detail.code);
  },

  /** @param {WechatMiniprogram.LivePusherError} event */
  onError(event) {
    this.hear(Number(event.detail.errCode));
  },

  /** @param {WechatMiniprogram.LivePusherNetStatus} event */
  onNet(event) {
    this.view?.report(event.detail.info);
  },

  /** @param {string} url An address from elsewhere than the server. */
  setURL(url) {
    this.setData({ url, fromServer: false, play: null, problem: '' });
  },

  /** Takes a new address from the server. */
  async fetch() {
    const { pushURL, play } = await session.newStream();
    this.setData({ url: pushURL, play, fromServer: true, problem: '' });
  },

  /** @param {number} attempt @param {() => boolean} isCurrent */
  async open(attempt, isCurrent) {
    // The address may have expired meanwhile, or its stream still be taken by the connection that was lost.
    if (attempt > 0 && this.data.fromServer) await this.fetch();
    if (isSimulator()) return;
    await new Promise((resolve) => this.setData({ pushURL: this.data.url.trim() }, () => resolve(null)));
    if (!isCurrent()) return;
    await new Promise((resolve, reject) => {
      wx.createLivePusherContext().start({ success: resolve, fail: () => reject(failure('start_failed')) });
    });
  },

  /** @param {Partial<import('../../services/stream-view').View>} change */
  show(change) {
    this.setData(change);
    if (change.running === undefined) return;
    keepScreenOn(change.running);
    if (!change.running) this.setData({ torch: false });
  },

  /** @param {number} code */
  hear(code) {
    // In the background all attempts would be used up in vain.
    if (code === DISCONNECTED && this.hidden) this.broken = true;
    if (!this.view || this.broken) return;
    const { name } = this.view.hear(code);
    const scope = name === 'cameraDenied' ? 'scope.camera' : name === 'microphoneDenied' ? 'scope.record' : null;
    if (scope) this.setData({ failure: null, permission: { state: 'refused', scope } });
  },
});
