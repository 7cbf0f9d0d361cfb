const core = require('../../components/mlvb-live-room/mlvbliveroomcore');
const config = require('../../config');
const { toast } = require('../../services/device');
const { shown } = require('../../services/failure');
const links = require('../../services/link-requests');
const { requestLive } = require('../../services/permissions');
const { decoded, withQuery } = require('../../services/query');
const rooms = require('../../services/rooms');
const words = require('../../words/index');

/**
 * @typedef {import('../../services/link-requests').Request} Request
 * @typedef {{ id: number, name: string, text: string, mine: boolean }} Message
 * @typedef {{ tag: string, code: number, detail: any }} RoomEvent
 *
 * @typedef {object} LiveRoom The methods of the component that this page calls.
 * @property {() => void} start
 * @property {() => void} switchCamera
 * @property {() => void} requestJoinAnchor
 * @property {() => void} quitLink
 * @property {(agree: boolean, guest: { userID: string }) => void} respondJoinAnchor
 * @property {(text: string) => void} sendTextMsg
 */

const PAGE = '/packages/live/pages/room/room';

/** Messages kept on screen. */
const KEPT = 200;

/** Codes after which the room goes on: a failed link, a text that was not sent, a host who was put aside for a while. */
const PASSING = [-9004, -9005, 5000];

Page({
  data: {
    words: words.room,
    role: 'audience',
    roomID: '',
    roomName: '',
    pureAudio: false,
    beauty: 0,
    muted: false,
    /** Where the capsule that WeChat draws leaves room, px. */
    header: { top: 0, height: 0, right: 0 },

    /** @type {'preparing' | 'open' | 'stopped'} The component exists while it is `open`. */
    state: 'preparing',
    /** @type {import('../../services/permissions').Permission | null} */
    permission: null,
    /** @type {{ message: string, hint: string } | null} Why it stopped. */
    notice: null,
    over: false,

    onAir: false,
    linked: false,
    asking: false,
    chat: false,
    /** @type {Message[]} */
    messages: [],
    /** Element id of the last one. */
    last: '',
    draft: '',
    keyboard: 0,
    /** @type {Request[]} */
    requests: [],
    sheet: false,
  },

  /** Beauty to return to when it is switched on again. */
  lastBeauty: 5,
  /** Whether leaving needs a confirmation. */
  guarded: false,
  alive: true,
  /** @type {number | undefined} */
  timer: undefined,

  /** @param {{ type?: string, roomID?: string, roomName?: string, pureAudio?: string, beauty?: string }} query */
  onLoad({ type, roomID = '', roomName = '', pureAudio, beauty = '5' }) {
    const { top, height, left } = wx.getMenuButtonBoundingClientRect();
    this.lastBeauty = Number(beauty) || this.lastBeauty;
    this.setData({
      role: type === 'create' ? 'anchor' : 'audience',
      roomID: decoded(roomID),
      roomName: decoded(roomName),
      pureAudio: pureAudio === 'true',
      beauty: Number(beauty),
      header: { top, height, right: wx.getWindowInfo().windowWidth - left },
    });
    this.enter();
  },

  onUnload() {
    this.alive = false;
    clearTimeout(this.timer);
  },

  onShareAppMessage() {
    const { roomID, roomName } = this.data;
    const title = roomName || config.title;
    return { title, path: roomID ? withQuery(PAGE, { roomID, roomName }) : '/packages/live/pages/rooms/rooms' };
  },

  /** The component, null while there is none. @returns {LiveRoom | null} */
  room() {
    return /** @type {any} */ (this.selectComponent('#live'));
  },

  async enter() {
    this.setData({ state: 'preparing', permission: null, notice: null });
    try {
      if (this.data.role === 'anchor' && !(await this.permitted())) return;
      await rooms.login();
      if (this.alive) this.setData({ state: 'open', chat: rooms.hasChat() }, () => this.room()?.start());
    } catch (error) {
      this.stopped(shown(error));
    }
  },

  /** Whether camera and microphone may be used; shows what to do when not. */
  async permitted() {
    const permission = await requestLive(!this.data.pureAudio);
    const granted = permission.state === 'granted';
    if (!granted && this.alive) this.setData({ permission });
    return granted && this.alive;
  },

  /** @param {WechatMiniprogram.CustomEvent<RoomEvent>} event */
  onRoomEvent({ detail: { tag, code, detail } }) {
    if (tag === 'created') this.onCreated();
    else if (tag === 'recvTextMsg') this.onText(detail);
    else if (tag === 'requestJoinAnchor') this.onRequest(detail);
    else if (tag === 'linkOn') this.onLinkOn();
    else if (tag === 'linkOut') this.onLinkOut(detail);
    else if (tag === 'roomClosed') this.onClosed();
    else if (tag === 'error') this.onFailure(code, detail);
  },

  onCreated() {
    const { current } = core.client;
    this.setData({ onAir: true, roomID: current ? current.state.roomID : '' });
    this.guard(words.room.leaveHost);
  },

  /** @param {{ userID: string, userName: string, message: string }} text */
  onText({ userID, userName, message }) {
    const { messages } = this.data;
    const id = messages.length ? messages[messages.length - 1].id + 1 : 1;
    const added = { id, name: userName, text: message, mine: userID === core.getAccountInfo().userID };
    // One message at a time crosses to the view; the list is cut now and then.
    if (messages.length < KEPT) this.setData({ [`messages[${messages.length}]`]: added, last: `m${id}` });
    else this.setData({ messages: [...messages.slice(KEPT / 2), added], last: `m${id}` });
  },

  /** @param {Omit<Request, 'at'>} guest */
  onRequest(guest) {
    this.setData({ requests: links.added(this.data.requests, guest, Date.now()) });
    if (!this.timer) this.timer = setTimeout(() => this.dropOld(), links.PATIENCE);
  },

  dropOld() {
    const requests = links.waiting(this.data.requests, Date.now());
    this.setData({ requests });
    this.timer = requests.length ? setTimeout(() => this.dropOld(), links.PATIENCE) : undefined;
  },

  onLinkOn() {
    this.setData({ linked: true, asking: false });
    this.guard(words.room.leaveGuest);
  },

  /** @param {string} reason */
  onLinkOut(reason) {
    this.setData({ linked: false });
    this.unguard();
    toast(reason);
  },

  onClosed() {
    this.setData({ over: true });
    this.stopped(this.data.role === 'anchor' ? words.room.closedHost : words.room.closed);
  },

  /**
   * @param {number} code
   * @param {string} message
   */
  onFailure(code, message) {
    this.setData({ asking: false });
    if (PASSING.includes(code)) toast(message);
    else this.stopped({ message, hint: '' });
  },

  /** Shows why there is no room any more. @param {{ message: string, hint: string }} notice */
  stopped({ message, hint }) {
    if (!this.alive) return;
    this.unguard();
    this.setData({ state: 'stopped', notice: { message, hint }, onAir: false, linked: false, asking: false, sheet: false, requests: [] });
    // A host's next room is another one.
    if (this.data.role === 'anchor') this.setData({ roomID: '' });
  },

  onRetry() {
    this.enter();
  },

  onPermission() {
    if (this.data.role === 'anchor') this.enter();
    else this.onLink();
  },

  onDismiss() {
    this.setData({ permission: null });
  },

  onFlip() {
    this.room()?.switchCamera();
  },

  onMic() {
    this.setData({ muted: !this.data.muted });
  },

  onBeauty() {
    this.setData({ beauty: this.data.beauty ? 0 : this.lastBeauty });
  },

  async onLink() {
    this.setData({ permission: null });
    if (!(await this.permitted())) return;
    this.setData({ asking: true });
    this.room()?.requestJoinAnchor();
  },

  onLeaveLink() {
    this.room()?.quitLink();
  },

  onSheet() {
    this.setData({ sheet: !this.data.sheet });
  },

  /** @param {WechatMiniprogram.TouchEvent<{}, {}, { agree: boolean, guest: Request }>} event */
  onAnswer(event) {
    const { agree, guest } = event.currentTarget.dataset;
    const requests = links.without(this.data.requests, guest.userID);
    this.setData({ requests, sheet: requests.length > 0 });
    this.room()?.respondJoinAnchor(agree, guest);
  },

  /** @param {WechatMiniprogram.Input} event */
  onDraft(event) {
    this.setData({ draft: event.detail.value });
  },

  onSend() {
    const text = this.data.draft.trim();
    if (!text) return;
    this.setData({ draft: '' });
    this.room()?.sendTextMsg(text);
  },

  /** @param {WechatMiniprogram.InputKeyboardHeightChange} event */
  onKeyboard(event) {
    this.setData({ keyboard: event.detail.height });
  },

  onBack() {
    // WeChat itself asks before it goes back, but there is no back from a page that was opened by a shared card.
    if (getCurrentPages().length > 1) wx.navigateBack();
    else if (this.guarded) this.confirmLeave();
    else this.leave();
  },

  confirmLeave() {
    const { leaveHost, leaveGuest, confirm, cancel } = words.room;
    wx.showModal({
      content: this.data.linked ? leaveGuest : leaveHost,
      confirmText: confirm,
      cancelText: cancel,
      success: (answer) => {
        if (answer.confirm) this.leave();
      },
    });
  },

  leave() {
    wx.redirectTo({ url: '/packages/live/pages/rooms/rooms' });
  },

  /** From now on leaving needs a confirmation. @param {string} message */
  guard(message) {
    this.guarded = true;
    wx.enableAlertBeforeUnload({ message });
  },

  unguard() {
    if (!this.guarded) return;
    this.guarded = false;
    wx.disableAlertBeforeUnload();
  },
});
