// Types for the JSDoc comments of this folder; they need no other file. Not packed: DevTools leaves .d.ts files out.

/** What callers get of a failure. errCode: see README.md. */
export interface Failure {
  errCode: number;
  errMsg: string;
}

/** Time, injected so that tests need not wait. Both timers return what cancels them. Milliseconds. */
export interface Clock {
  now(): number;
  after(ms: number, run: () => void): () => void;
  every(ms: number, run: () => void): () => void;
}

/** One POST. Resolves with any HTTP status, rejects when there was no answer. */
export type Request = (message: { url: string; data: object }) => Promise<{ statusCode: number; data: unknown }>;

export interface Settings {
  /** Address of the RoomService protocol, such as `https://example.com/weapp/live_room`. */
  baseURL: string;
  /** Makes what carries chat and link-mic; the relay of the room service when absent, null for neither. */
  im?: ((means: ImMeans) => Im) | null;
  request: Request;
  dial: Dial;
  clock: Clock;
}

export interface Credentials {
  sdkAppID: number | string;
  userID: string;
  userSig: string;
  userName?: string;
  userAvatar?: string;
}

export interface AccountInfo extends Required<Credentials> {
  /** Empty until the server has accepted the login. */
  token: string;
}

/** Somebody whose picture or sound can be played: the creator or a guest on the mic. */
export interface Anchor {
  userID: string;
  userName: string;
  userAvatar: string;
  accelerateURL: string;
}

export interface RoomState {
  roomID: string;
  roomInfo: string;
  roomCreator: string;
  mixedPlayURL: string;
  pushers: Anchor[];
  /** These come from servers that give the seats away themselves; there they are never absent. */
  seats?: Seat[];
  mySeat?: MySeat;
  /** Of this phone. */
  role?: 'host' | 'guest' | 'viewer';
  /** Grows with every change. */
  rev?: number;
  /** The room waits for its host. */
  away?: boolean;
}

type SeatState = 'free' | 'asked' | 'invited' | 'granted' | 'on' | 'away';

/** What everybody sees of a seat; those that wait are for the host, and for who waits. */
export interface Seat {
  userID: string;
  userName: string;
  userAvatar: string;
  state: SeatState;
  /** When the state ends by itself, unix ms. */
  until?: number;
}

/** One's own. */
export interface MySeat {
  state: SeatState;
  /** Whether it is this phone's, not another one's of the same user. */
  here?: boolean;
  /** Of a seat that was granted to this phone. */
  pushURL?: string;
  /** What came of a seat that is free again. */
  why?: 'refused' | 'withdrawn' | 'expired' | 'kicked' | 'left';
  /** Of a refusal, in the host's words. */
  reason?: string;
}

export interface TextMessage {
  roomID: string;
  userID: string;
  userName: string;
  userAvatar: string;
  message: string;
  /** HH:MM:SS, local time. */
  time: string;
  msg: ImMessage;
}

export interface CustomMessage extends TextMessage {
  cmd: string;
}

export interface RoomListener {
  onAnchorEnter?(event: { pushers: Anchor[] }): void;
  onAnchorExit?(event: { pushers: Anchor[] }): void;
  /** The room is over, the server has dropped its creator, one is banned, or hosts on another phone; it has been left already. */
  onRoomDestroy?(event: { reason?: string }): void;
  onRecvRoomTextMsg?(message: TextMessage): void;
  /** Not in the vendor's core, as are the next four: one's own text has been sent. */
  onSentRoomTextMsg?(message: TextMessage): void;
  onChatState?(event: { state: ImState['state']; message?: string; hint?: string }): void;
  onMembers?(event: { count: number }): void;
  /** Of the whole live. */
  onLikes?(event: { count: number }): void;
  onMuted?(event: { muted: boolean }): void;
  onRequestJoinAnchor?(guest: { userID: string; userName: string; userAvatar: string }): void;
  onKickoutJoinAnchor?(event: { roomID: string }): void;
  onRecvRoomCustomMsg?(message: CustomMessage): void;
  /** Not in the vendor's core: the server no longer counts this guest as one who is on the mic. */
  onLinkDropped?(event?: { reason?: string }): void;
  /** Not in the vendor's core: the room waits for its host, or has the host again. */
  onHostAway?(event: { away: boolean }): void;
  /** Not in the vendor's core: the address for viewers has changed. */
  onPlayURLChange?(event: { mixedPlayURL: string }): void;
}

/**
 * Chat and signalling of an account: the relay of the room service, or another driver such as Tencent IM. It
 * connects, connects again and resumes by itself; a message comes once, and in the order of its room.
 */
export interface Im {
  /** Connects, at once even if it was waiting for its next try. */
  open(): void;
  close(): void;
  join(room: string): void;
  leave(room: string): void;
  /** Waits through short drops. Rejects with `{code}`: a key of `chat.refusals` in words.js. */
  send(room: string, message: { kind: 'text' | 'custom'; to?: string; cmd?: string; body: any }): Promise<unknown>;
  /** Counted and sent with others. */
  like(room: string, count?: number): void;
  /** For host and operators. `seconds`: as long as the room lasts when absent. */
  silence(room: string, order: { op: 'mute' | 'ban'; user?: string; on: boolean; seconds?: number }): Promise<unknown>;
  /**
   * message: ImMessage, one's own too. state: ImState, of the account. members, likes: `{room, count}`. muted: `{room,
   * muted}`, of this user. changed: `{room}`, ask the room service. over: `{room, reason: 'over' | 'banned'}`.
   */
  on(event: string, handler: (detail: any) => void): () => void;
}

export interface ImState {
  state: 'connecting' | 'open' | 'lost' | 'closed';
  /** In a row that failed. */
  tries: number;
  /** Whether it was open before. */
  ever: boolean;
}

export interface ImMessage {
  id: string;
  /** Of the server, unix ms. */
  time: number;
  room: string;
  /** Vouched for by the driver: id and role, not name and avatar. */
  from: { id: string; name?: string; avatar?: string; role?: 'host' | 'guest' | 'viewer' | 'operator' };
  /** One user; everybody when absent. */
  to?: string;
  kind: 'text' | 'custom';
  cmd?: string;
  body: any;
  /** Sent from here. */
  mine: boolean;
}

/** What a driver is made of. */
export interface ImMeans {
  /** Read at each connection. */
  account: Readonly<AccountInfo>;
  clock: Clock;
  random(): number;
  dial: Dial;
  address(): string;
  /** Logs in again. */
  renew(): Promise<unknown>;
}

export interface Socket {
  send(text: string): void;
  close(): void;
}

export type Dial = (url: string, handlers: { opened(): void; heard(text: string): void; closed(code?: number): void }) => Socket;

/**
 * The protocol by its calls. Ids in a body are one's own, but for `deleteAnchor`: with another's id it is the
 * creator's way to end somebody's turn, where the server allows that.
 */
export interface RoomService {
  login(): Promise<Record<string, any>>;
  /** Doesn't log in again first, as the other calls do when the token is refused. */
  logout(): Promise<unknown>;
  pushURL(roomID?: string): Promise<Record<string, any>>;
  rooms(page: { index: number; cnt: number }): Promise<Record<string, any>>;
  anchors(roomID: string): Promise<RoomState>;
  createRoom(room: { roomInfo: string; roomID?: string }): Promise<string>;
  destroyRoom(roomID: string): Promise<unknown>;
  addAnchor(stream: { roomID: string; pushURL: string }): Promise<Partial<RoomState>>;
  deleteAnchor(roomID: string, userID?: string): Promise<unknown>;
  /** Undefined from servers that answer without a list. */
  heartbeat(roomID: string): Promise<Partial<RoomState> | undefined>;
  /** The caller's room that still runs. */
  myRoom(): Promise<RoomState | undefined>;
  /** These three need a server that gives the seats away. */
  askSeat(roomID: string): Promise<Partial<RoomState>>;
  withdrawSeat(roomID: string): Promise<Partial<RoomState>>;
  answerSeat(roomID: string, answer: { userID: string; accept: boolean; reason: string }): Promise<Partial<RoomState>>;
  /** A viewer's sign of life, and what is new since `rev`; the next one is due in `interval` seconds. */
  watch(roomID: string, rev?: number): Promise<{ room: Partial<RoomState>; interval: number }>;
  addAudience(roomID: string): Promise<unknown>;
  /** How many watch, and some of them. */
  audiences(roomID: string): Promise<Record<string, any>>;
  deleteAudience(roomID: string): Promise<unknown>;
}

export type Emit = (name: keyof RoomListener, event?: any) => void;

/** What both halves of link-mic stand on. */
export interface LinkDependencies {
  room: Readonly<RoomState>;
  self: Readonly<AccountInfo>;
  /** Server-aligned ms. */
  now(): number;
  send(to: string, data: object): Promise<unknown>;
  emit: Emit;
}

/** The same where the server gives the seats away. */
export interface SeatDependencies {
  room: Readonly<RoomState>;
  service: RoomService;
  emit: Emit;
  takeIn(fresh: Partial<RoomState>): void;
  /** Asks the server now. */
  look(): void;
}

export interface ChatDependencies {
  im?: Im;
  self: Readonly<AccountInfo>;
  room: Readonly<RoomState>;
  emit: Emit;
  onLinkMic(from: string, data: Record<string, any>): void;
  onChanged(): void;
  onOver(reason: string): void;
}

/** How the vendor's core is called: with callbacks, or for a promise when there are none. */
export interface Call<Data, Result> {
  data?: Data;
  success?(result: Result): void;
  fail?(failure: Failure): void;
}

type Answer<Result> = Promise<Result> | undefined;
type Done = { errCode: number; errMsg: string };

export interface Core {
  configure(settings: Partial<Settings>): void;
  /** Whether rooms have chat and link-mic. */
  hasChat(): boolean;
  login(call: Call<Credentials, { userID: string; userName: string }>): Answer<{ userID: string; userName: string }>;
  logout(): Answer<void>;
  getAccountInfo(): AccountInfo;
  getRoomList(call?: Call<{ index: number; cnt: number }, { rooms: any[] }>): Answer<{ rooms: any[] }>;
  getPushURL(call?: Call<{}, { pushURL: string }>): Answer<{ pushURL: string }>;
  /** Replaces the listener before. */
  setListener(listener: RoomListener): void;
  /** 1 for 9:16, anything else for 3:4. */
  setVideoRatio(ratio: number): void;

  createRoom(call: Call<{ roomInfo: string; pushURL: string; roomID?: string }, { roomID: string }>): Answer<{ roomID: string }>;
  enterRoom(call: Call<{ roomID: string }, RoomState>): Answer<RoomState>;
  exitRoom(call?: Call<{}, {}>): Answer<{}>;
  /** Success gets the reply as wx.request would give it. */
  getAnchors(call?: Call<{ roomID?: string }, object>): Answer<object>;
  sendRoomTextMsg(call: Call<{ msg: string; roomID?: string }, {}>): Answer<{}>;
  /** To the creator unless `toUserID` says otherwise. */
  sendC2CCustomMsg(call: { cmd: string; msg: unknown; toUserID?: string } & Call<never, {}>): Answer<{}>;
  /** Not in the vendor's core: to everybody in the room, for likes and gifts. */
  sendRoomCustomMsg(call: { cmd: string; msg: unknown } & Call<never, {}>): Answer<{}>;

  joinAnchor(call: Call<{ pushURL: string; roomID?: string }, { roomID: string }>): Answer<{ roomID: string }>;
  quitJoinAnchor(call?: Call<{}, {}>): Answer<{}>;
  requestJoinAnchor(call?: Call<{ timeout?: number }, Done>): Answer<Done>;
  acceptJoinAnchor(call: Call<{ userID: string }, {}>): Answer<{}>;
  rejectJoinAnchor(call: Call<{ userID: string; reason?: string }, {}>): Answer<{}>;
  kickoutJoinAnchor(call: Call<{ userID: string }, Done>): Answer<Done>;
}

/** The <live-pusher> on the page: the host's, or the small one of a guest. */
export interface Pusher {
  /** Resolves when it was told to start, which says nothing of the push. */
  start(url: string): Promise<void>;
  stop(): void;
  pause(): void;
  resume(): void;
}

/** The main <live-player>. */
export interface Player {
  play(url: string, mode: 'live' | 'RTC'): void;
  stop(): void;
  pause(): void;
  resume(): void;
}

/** A seat as drawn. */
export interface Member extends Anchor {
  /** Sends sound but no picture. */
  voice?: boolean;
  /** Its stream has ended; tried again soon. */
  failed?: boolean;
}

/** What the flows of host and viewer need from the component. */
export interface Stage {
  pusher: Pusher;
  player: Player;
  /** False in DevTools, where the live tags neither draw nor say anything. */
  hasLiveTags: boolean;
  /** Whether camera and microphone are allowed: then a silent <live-pusher> is a denied one. */
  granted(): Promise<boolean>;
  /** A line over the picture: a key of `status` in words.js, or '' for none. */
  status(name: '' | 'starting' | 'entering' | 'reconnecting' | 'suspended' | 'linking' | 'away'): void;
  /** Everybody on the mic but oneself and the main picture. */
  members(members: Anchor[]): void;
  /** Keeps the screen on. */
  awake(on: boolean): void;
  toast(text: string): void;
  /** Triggers RoomEvent. */
  raise(tag: string, code: number, detail: unknown, cause?: number): void;
}
