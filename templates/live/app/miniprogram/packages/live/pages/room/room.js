const core = require('../../components/mlvb-live-room/mlvbliveroomcore');
const config = require('../../config');
const { toast } = require('../../services/device');
const { shown } = require('../../services/failure');
const { requestLive } = require('../../services/permissions');
const { count, decoded, withQuery } = require('../../services/format');
const { comings, hueOf, initialOf } = require('../../services/room-info');
const rooms = require('../../services/rooms');
const words = require('../../words/index');

/**
 * @typedef {{ tag: string, code: number, detail: any }} RoomEvent
 *
 * @typedef {object} LiveRoom The methods of the component that this page calls.
 * @property {() => void} start
 * @property {() => void} switchCamera
 * @property {() => void} requestJoinAnchor
 * @property {() => void} quitLink
 * @property {(agree: boolean, guest: { userID: string }) => void} respondJoinAnchor
 * @property {(text: string) => void} sendTextMsg
 * @property {() => void} sendLike
 */

const PAGE = '/packages/live/pages/room/room';

/** Codes after which the room goes on: a failed link, a text that was not sent, a host who was put aside for a while. */
const PASSING = [-9004, -9005, 5000];

/** Between two looks at who is there, and while the room is still being entered, ms. */
const GLANCE = 10000;
const FIRST_GLANCE = 1000;

Page({
  data: {
    words: words.room,
    role: 'audience',
    roomID: '',
    roomName: '',
    pureAudio: false,
    beauty: 0,
    muted: false,
    hue: 0,
    initial: '',
    /** How many watch, and who hosts. */
    facts: '',
    /** Where the capsule that WeChat draws leaves room, px. */
    header: { top: 0, right: 0 },

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
    /** @type {{ message: string, hint: string } | null} What is wrong with the chat: the picture goes on. */
    trouble: null,
    /** Texts of this user are refused. */
    silenced: false,
    /** How many there were, '' while there are none. */
    likes: '',
  },

  /** Beauty to return to when it is switched on again. */
  lastBeauty: 5,
  /** Whether leaving needs a confirmation. */
  guarded: false,
  alive: true,
  timer: 0,
  /** @type {import('../../services/rooms').People | null} */
  people: null,
  /** In the chat, host included; 0 while it is not known. */
  members: 0,

  /** @param {{ type?: string, roomID?: string, roomName?: string, pureAudio?: string, beauty?: string }} query */
  onLoad({ type, roomID = '', roomName = '', pureAudio, beauty = '5' }) {
    const { top, height, left } = wx.getMenuButtonBoundingClientRect();
    const name = decoded(roomName);
    const id = decoded(roomID);
    this.lastBeauty = Number(beauty) || this.lastBeauty;
    this.setData({
      role: type === 'create' ? 'anchor' : 'audience',
      roomID: id,
      roomName: name,
      hue: hueOf(id || name),
      initial: initialOf(name || words.room.unnamed),
      pureAudio: pureAudio === 'true',
      beauty: Number(beauty),
      // Our buttons are higher than the capsule: their middles meet.
      header: { top: top + height / 2 - 22, right: wx.getWindowInfo().windowWidth - left + 8 },
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

  /** Hands something over to another component of the page, if it is there. @param {string} selector @param {object} given */
  add(selector, given) {
    /** @type {any} */ (this.selectComponent(selector))?.add(given);
  },

  async enter() {
    this.setData({ state: 'preparing', permission: null, notice: null });
    try {
      if (this.data.role === 'anchor' && !(await this.permitted())) return;
      await rooms.login();
      if (!this.alive) return;
      this.setData({ state: 'open', chat: rooms.hasChat() }, () => this.room()?.start());
      this.lookIn(FIRST_GLANCE);
    } catch (error) {
      this.stopped(shown(error));
    }
  },

  /** @param {number} ms Until the next look at who is there. */
  lookIn(ms) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), ms);
  },

  /** A server that cannot tell is no reason to bother anybody. */
  async look() {
    const now = await rooms.people().catch(() => undefined);
    if (!this.alive || this.data.state !== 'open') return;
    this.lookIn(now === null ? FIRST_GLANCE : GLANCE);
    if (!now) return;
    for (const { what, name } of comings(this.people, now, core.getAccountInfo().userID)) {
      this.add('#chat', { name: '', text: words.comings[what].replace('{name}', name), notice: true });
    }
    this.people = now;
    this.showFacts();
  },

  showFacts() {
    const { host = '', count: counted = 0 } = this.people || {};
    const watching = this.members ? this.members - 1 : counted;
    const told = watching > 0 ? `${count(watching, words.large)} ${words.rooms.audience}` : '';
    const facts = [told, host].filter(Boolean).join(' · ');
    if (facts !== this.data.facts) this.setData({ facts });
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
    else if (tag === 'recvTextMsg' || tag === 'sentTextMsg') this.onText(detail);
    else if (tag === 'chatState') this.setData({ trouble: detail.message ? detail : null });
    else if (tag === 'members') this.onMembers(detail);
    else if (tag === 'likes') this.setData({ likes: detail ? count(detail, words.large) : '' });
    else if (tag === 'muted') this.setData({ silenced: detail });
    else if (tag === 'requestJoinAnchor') this.add('#requests', detail);
    else if (tag === 'linkOn') this.onLinkOn();
    else if (tag === 'linkOut') this.onLinkOut(detail);
    else if (tag === 'roomClosed') this.onClosed(detail);
    else if (tag === 'error') this.onFailure(code, detail);
  },

  onCreated() {
    const { current } = core.client;
    this.setData({ onAir: true, roomID: current ? current.state.roomID : '' });
    this.guard(words.room.leaveHost);
    this.lookIn(0);
  },

  /** @param {{ userID: string, userName: string, message: string }} text */
  onText({ userID, userName, message }) {
    this.add('#chat', { name: userName, text: message, mine: userID === core.getAccountInfo().userID });
  },

  /** @param {number} members */
  onMembers(members) {
    this.members = members;
    this.showFacts();
  },

  onLike() {
    this.room()?.sendLike();
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

  /** @param {string} why */
  onClosed(why) {
    this.setData({ over: true });
    const { message, hint } = this.data.role === 'anchor' ? words.room.closedHost : words.room.closed;
    this.stopped({ message: why || message, hint });
  },

  /** @param {number} code @param {string} message */
  onFailure(code, message) {
    this.setData({ asking: false });
    if (PASSING.includes(code)) toast(message);
    else this.stopped({ message, hint: '' });
  },

  /** Shows why there is no room any more. @param {{ message: string, hint: string }} notice */
  stopped({ message, hint }) {
    if (!this.alive) return;
    this.unguard();
    this.people = null;
    this.members = 0;
    this.setData({ trouble: null, silenced: false, likes: '', state: 'stopped', notice: { message, hint }, onAir: false, linked: false, asking: false });
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
    this.setData({ permission: null, asking: true });
    if (await this.permitted()) this.room()?.requestJoinAnchor();
    else this.setData({ asking: false });
  },

  onLeaveLink() {
    this.room()?.quitLink();
  },

  /** @param {WechatMiniprogram.CustomEvent<{ agree: boolean, guest: { userID: string } }>} event */
  onAnswer({ detail: { agree, guest } }) {
    this.room()?.respondJoinAnchor(agree, guest);
  },

  /** @param {WechatMiniprogram.CustomEvent<{ text: string }>} event */
  onSend({ detail: { text } }) {
    this.room()?.sendTextMsg(text);
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
