// All words that the component shows to people.

module.exports = {
  defaultRoomName: 'New live room',

  // Over the picture
  view: {
    status: {
      starting: 'Going live…',
      entering: 'Entering the room…',
      reconnecting: 'Unstable network, reconnecting…',
      suspended: 'Live paused',
      linking: 'Joining the mic…',
    },
    voiceOnly: 'Voice',
    noPicture: 'No picture for now',
    leaveMic: 'Leave the mic',
    removeFromMic: 'Take off the mic',
    devtools: 'DevTools shows no live picture: use Preview and a phone',
  },

  // detail of RoomEvent
  created: 'The room is open',
  linkOn: 'You are on the mic',
  linkOut: 'You left the mic',
  kickedOut: 'The host took you off the mic',
  linkDropped: 'The link was lost',
  roomClosed: 'The live has ended',
  banned: 'The host has removed you from the room',
  createFailed: 'The room could not be created',
  pushURLFailed: 'No push address',
  enterFailed: 'The room could not be entered',
  linkFailed: 'Joining the mic failed',
  sendFailed: 'The message was not sent',
  pushLost: 'The push broke and could not be restored: check the network and the push domain (arrears cut streams too)',
  playLost: 'Playback broke and could not be restored',
  noFastLane: 'The low-latency picture of the host is not available: is link-mic enabled for the account?',
  cameraDenied: 'The camera cannot be opened: allow it in the settings of the mini-program and of the phone',
  microphoneDenied: 'The microphone cannot be opened: allow it in the settings of the mini-program and of the phone',
  resolutionUnsupported: 'The phone does not support this resolution',
  sampleRateUnsupported: 'The phone does not support this sample rate',
  pusherFailed: 'The push component failed',
  suspended: 'The mini-program was suspended, the live is paused',
  tagsDenied: 'The live components do not react: switch both on at 微信公众平台 > 开发 > 接口设置; if you just did, delete the mini-program, restart WeChat and try again',

  // errMsg
  left: 'Left',
  network: 'The request failed',
  badReply: 'Unreadable reply: check the address of the server',
  refused: 'The server refused',
  loginFirst: 'Log in first',
  loginIncomplete: 'A login needs sdkAppID, userID and userSig',
  loginReplaced: 'Another user has logged in',
  parameterMissing: 'Missing parameter',
  noRoom: 'Not in this room',
  emptyText: 'The message is empty',
  linkPending: 'You have asked already: wait for the host',
  linkUnanswered: 'The host did not answer',
  linkRefused: 'The host refused',
  linkFull: 'All seats on the mic are taken',
  linkGone: 'That request has expired',

  // Chat
  chat: {
    none: 'This room service has no chat: there is neither chat nor link-mic',
    lost: { message: 'Chat is disconnected, reconnecting…', hint: '' },
    missing: {
      message: 'Chat cannot be reached; the picture goes on',
      hint: 'In development, start the server by mlvb dev. In production, let the proxy pass WebSockets on and add wss://your-domain to 服务器域名 > socket 合法域名.',
    },
    /** @type {Record<string, string>} */
    refusals: {
      lost: 'Chat is disconnected',
      timeout: 'The chat server does not answer',
      muted: 'You are muted',
      banned: 'The host has removed you from the room',
      rate_limited: 'Too fast: wait a moment',
      busy: 'Too many people are talking: try again',
      too_long: 'The message is too long',
      absent: 'That user is not in the room',
      not_allowed: 'Only the host may do that',
      no_room: 'The live has ended',
      over: 'The live has ended',
    },
  },

  // Codes of the server
  /** @type {Record<number, string>} */
  server: {
    3: 'The room does not exist or has ended',
    5: 'Not in the room',
    7: 'The login has expired',
    10: 'The room name is too long',
    11: 'The room exists already',
    5001: 'All seats on the mic are taken',
    201003: 'You can act for yourself only',
    202001: 'The login has expired',
    202005: 'This SDKAppID belongs to no account',
    202006: 'Too many requests',
    203006: 'Could not enter: is CSS open, with a domain of your own?',
    203007: 'All seats on the mic are taken',
    203009: 'The room name is too long',
    203010: 'Not in the room',
    204001: 'No push address: in development start the server by mlvb dev; in production, is CSS open, with a domain of your own?',
    204003: 'The room does not exist or has ended',
    204004: 'No push address: is CSS open, with a domain of your own?',
    205001: 'The audience is full',
  },
};
