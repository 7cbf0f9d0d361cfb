const core = require('./mlvbliveroomcore');
const { HostFlow } = require('./host-flow');
const { ViewerFlow } = require('./viewer-flow');
const { createStage } = require('./stage');
const { pusherState, playerState } = require('./state-codes');
const words = require('./words');

/** A seat whose stream has ended is tried again after this, ms. */
const SEAT_PAUSE = 5000;

/** Lines of the debug overlay. */
const LINES = 8;

const BEAUTY = 5;

/** Whether what `bindnetstatus` tells is a stream of sound alone. @param {any} info */
const isVoice = ({ videoBitrate, videoFPS, audioBitrate }) => !videoBitrate && !videoFPS && audioBitrate > 0;

/** A live room, in place of the vendor's <mlvb-live-room>: see README.md. */
Component({
  options: { multipleSlots: true },

  properties: {
    /** 'anchor' or 'audience'. Taken at `start()`, as are room and pureaudio. */
    role: { type: String, value: 'audience' },
    /** The room to enter, or the one that an anchor asks for. */
    roomid: { type: String, value: '' },
    roomID: { type: String, value: '' },
    /** Of the room that an anchor opens. */
    roomname: { type: String, value: '' },
    roomName: { type: String, value: '' },
    /** The one look there is. */
    template: { type: String, value: 'float' },
    /** 0 to 9. */
    beauty: { type: Number, value: BEAUTY },
    /** One's own microphone, never what one hears. */
    muted: { type: Boolean, value: false },
    /** State codes and figures over the picture. */
    debug: { type: Boolean, value: false },
    /** Sends no picture. */
    pureaudio: { type: Boolean, value: false },
    pureAudio: { type: Boolean, value: false },
    /** What viewers see while the host is in another app, MD5 sum included: a path in the package or an address. */
    waitingImage: { type: String, value: '' },
    waitingImageHash: { type: String, value: '' },
  },

  data: {
    words: words.view,
    devtools: false,
    host: false,
    voiceOnly: false,
    aspect: '9:16',
    self: { userName: '', userAvatar: '' },
    status: '',
    pushURL: '',
    playURL: '',
    playMode: 'live',
    /** The main picture is sound alone. */
    voice: false,
    /** @type {import('./types').Member[]} */
    members: [],
    micOff: false,
    beautyLevel: BEAUTY,
    debugging: false,
    /** @type {string[]} */
    lines: [],
    net: '',
  },

  observers: {
    role(role) {
      if (!this.flow()) this.setData({ host: role === 'anchor' });
    },
    muted(micOff) {
      this.setData({ micOff });
    },
    beauty(beautyLevel) {
      this.setData({ beautyLevel });
    },
    debug(debugging) {
      this.setData({ debugging });
    },
  },

  lifetimes: {
    attached() {
      this.setData({ devtools: wx.getDeviceInfo().platform === 'devtools' });
    },
    detached() {
      this.stop();
    },
  },

  pageLifetimes: {
    show() {
      this.resume();
    },
    hide() {
      this.pause();
    },
  },

  methods: {
    /**
     * What runs from `start()` to `stop()`; kept off the data, which is copied.
     * @returns {HostFlow | ViewerFlow | undefined}
     */
    flow() {
      return /** @type {{ running?: HostFlow | ViewerFlow }} */ (this).running;
    },

    /** Goes live, or enters the room. Login comes first, but need not be done yet. */
    start() {
      this.stop();
      const { role, roomid, roomID, roomname, roomName, pureaudio, pureAudio } = this.data;
      const { client } = core;
      const { userName, userAvatar } = client.account.info;
      const host = role === 'anchor';
      this.setData({ host, voiceOnly: pureaudio || pureAudio, aspect: client.aspect, self: { userName, userAvatar } });
      const stage = createStage(this);
      const room = { roomID: roomid || roomID, roomName: roomname || roomName };
      const running = host ? new HostFlow(client, stage, room) : new ViewerFlow(client, stage, room.roomID);
      Object.assign(this, { running });
      running.start();
    },

    /** Ends the live, or leaves the room. */
    stop() {
      this.flow()?.stop();
      Object.assign(this, { running: undefined });
    },

    pause() {
      this.flow()?.pause();
    },

    resume() {
      this.flow()?.resume();
    },

    /** As a viewer: asks for a place on the mic. */
    requestJoinAnchor() {
      this.flow()?.requestLink();
    },

    /**
     * As the host: answers such a request.
     * @param {boolean} agree
     * @param {{ userID: string }} audience `detail.detail` of the request's event.
     */
    respondJoinAnchor(agree, audience) {
      this.flow()?.respond(agree, audience?.userID);
    },

    /** As a guest: leaves the mic. */
    quitLink() {
      this.flow()?.quitLink();
    },

    /**
     * As the host: ends a guest's turn.
     * @param {{ currentTarget: { dataset: Record<string, any> } }} event With the guest in `data-userid`.
     */
    kickoutJoinAnchor(event) {
      this.flow()?.kickout(event?.currentTarget?.dataset.userid);
    },

    /** @param {string} text To the room; '>debug' shows or hides the debug overlay instead. */
    sendTextMsg(text) {
      if (text === '>debug') this.toggleDebug();
      else this.flow()?.sendText(text);
    },

    /** @param {number} [count] */
    sendLike(count) {
      this.flow()?.room.sendLike(count);
    },

    switchCamera() {
      if (this.data.pushURL) wx.createLivePusherContext().switchCamera();
    },

    toggleBeauty() {
      this.setData({ beautyLevel: this.data.beautyLevel ? 0 : BEAUTY });
    },

    toggleMuted() {
      this.setData({ micOff: !this.data.micOff });
    },

    toggleDebug() {
      this.setData({ debugging: !this.data.debugging });
    },

    /** @param {WechatMiniprogram.LivePusherStateChange} event */
    onPusherState({ detail: { code } }) {
      this.log(code, pusherState(code).name);
      this.flow()?.onPusherState(code);
    },

    /** @param {WechatMiniprogram.LivePusherError} event */
    onPusherError({ detail: { errCode } }) {
      this.log(errCode, 'binderror');
      this.flow()?.onPusherError(errCode);
    },

    /** @param {WechatMiniprogram.LivePlayerStateChange} event */
    onPlayerState({ detail: { code } }) {
      this.log(code, playerState(code).name);
      this.flow()?.onPlayerState(code);
    },

    /** @param {WechatMiniprogram.LivePusherNetStatus} event */
    onPusherNet({ detail: { info } }) {
      this.report(info);
    },

    /** @param {WechatMiniprogram.LivePlayerNetStatus} event */
    onPlayerNet({ detail: { info } }) {
      const voice = isVoice(info);
      if (voice !== this.data.voice) this.setData({ voice });
      this.report(info);
    },

    /** @param {WechatMiniprogram.LivePlayerStateChange} event */
    onMemberState({ detail: { code }, currentTarget: { id } }) {
      this.log(code, `${playerState(code).name} ${id}`);
      if (playerState(code).name !== 'disconnected') return;
      this.mark(id, 'failed', true);
      this.flow()?.life.after(SEAT_PAUSE, () => this.mark(id, 'failed', false));
    },

    /** @param {WechatMiniprogram.LivePlayerNetStatus} event */
    onMemberNet({ detail: { info }, currentTarget: { id } }) {
      this.mark(id, 'voice', isVoice(info));
    },

    /**
     * @param {string} userID
     * @param {'voice' | 'failed'} flag
     * @param {boolean} on
     */
    mark(userID, flag, on) {
      const index = this.data.members.findIndex((member) => member.userID === userID);
      if (index >= 0 && Boolean(this.data.members[index][flag]) !== on) this.setData({ [`members[${index}].${flag}`]: on });
    },

    /** @param {number} code @param {string} name */
    log(code, name) {
      if (this.data.debugging) this.setData({ lines: [...this.data.lines, `${code} ${name}`].slice(-LINES) });
    },

    /** @param {any} info */
    report({ videoBitrate, audioBitrate, videoFPS, videoWidth, videoHeight }) {
      if (!this.data.debugging) return;
      this.setData({ net: `${videoWidth}×${videoHeight} ${videoFPS} fps, ${videoBitrate} + ${audioBitrate} kbps` });
    },
  },
});
