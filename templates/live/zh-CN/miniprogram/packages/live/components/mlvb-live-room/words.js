// 组件里给人看的所有文字。

module.exports = {
  defaultRoomName: '新建直播间',

  // 画面上的文字
  view: {
    status: {
      starting: '正在开播…',
      entering: '正在进入直播间…',
      reconnecting: '网络不稳定，正在重连…',
      suspended: '直播已暂停',
      linking: '正在连麦…',
    },
    voiceOnly: '语音',
    noPicture: '暂时看不到画面',
    leaveMic: '下麦',
    removeFromMic: '请下麦',
    devtools: '开发者工具里不显示直播画面，请点「预览」用真机查看',
  },

  // RoomEvent 的 detail
  created: '直播间已创建',
  linkOn: '连麦成功',
  linkOut: '连麦已结束',
  kickedOut: '主播已结束与你的连麦',
  linkDropped: '连麦已断开',
  roomClosed: '直播已结束',
  banned: '你已被移出直播间',
  createFailed: '创建直播间失败',
  pushURLFailed: '获取推流地址失败',
  enterFailed: '进入直播间失败',
  linkFailed: '连麦失败',
  sendFailed: '消息发送失败',
  pushLost: '推流已断开，多次重连未成功，请检查网络和推流域名（欠费也会断流）',
  playLost: '播放已断开，多次重试未成功',
  noFastLane: '取不到主播的低延迟画面，请确认已开通连麦',
  cameraDenied: '摄像头打不开，请在小程序设置和系统设置里允许使用摄像头',
  microphoneDenied: '麦克风打不开，请在小程序设置和系统设置里允许使用麦克风',
  resolutionUnsupported: '手机不支持这个分辨率',
  sampleRateUnsupported: '手机不支持这个音频采样率',
  pusherFailed: '推流组件出错',
  suspended: '小程序被挂起，直播已暂停',
  tagsDenied: '直播组件没有反应：微信公众平台 > 开发 > 接口设置，打开「实时播放音视频流」和「实时录制音视频流」。刚打开的话，删掉小程序、重启微信再试',

  // errMsg
  left: '已离开',
  network: '网络请求失败',
  badReply: '服务器的回复看不懂，请检查服务器地址',
  refused: '服务器拒绝了请求',
  loginFirst: '请先登录',
  loginIncomplete: '登录需要 sdkAppID、userID 和 userSig',
  loginReplaced: '已换成另一个用户登录',
  parameterMissing: '缺少参数',
  noRoom: '不在这个直播间里',
  emptyText: '消息不能为空',
  linkPending: '已申请连麦，请等待主播回应',
  linkUnanswered: '主播没有回应',
  linkRefused: '主播拒绝了连麦',
  linkFull: '连麦人数已满',
  linkGone: '对方的连麦申请已失效',

  // 聊天
  chat: {
    none: '这个房间服务没有聊天，也就不能连麦',
    lost: { message: '聊天已断开，正在重连…', hint: '' },
    missing: {
      message: '聊天连不上，画面不受影响',
      hint: '开发时用 mlvb dev 启动服务端；上线后检查代理是否放行 WebSocket，以及 服务器域名 > socket 合法域名 里有没有 wss://你的域名。',
    },
    /** @type {Record<string, string>} */
    refusals: {
      lost: '聊天已断开',
      timeout: '聊天服务器没有响应',
      muted: '你已被禁言',
      banned: '你已被移出直播间',
      rate_limited: '说得太快了，歇一下再发',
      busy: '这会儿说话的人太多，稍后再发',
      too_long: '内容太长',
      absent: '对方不在直播间',
      not_allowed: '只有主播可以这样做',
      no_room: '直播已结束',
      over: '直播已结束',
    },
  },

  // 服务器错误码
  /** @type {Record<number, string>} */
  server: {
    3: '直播间不存在或已结束',
    5: '不在直播间里',
    7: '登录已失效',
    10: '直播间名称太长',
    11: '直播间已存在',
    5001: '连麦人数已满',
    201003: '只能以自己的身份操作',
    202001: '登录已失效',
    202005: '这个 SDKAppID 没有绑定账号',
    202006: '请求太频繁',
    203006: '进入失败：请检查云直播是否开通、是否绑定了自有域名',
    203007: '连麦人数已满',
    203009: '直播间名称太长',
    203010: '不在直播间里',
    204001: '取不到推流地址：开发时请用 mlvb dev 启动服务端；线上请检查云直播是否开通、是否绑定了自有域名',
    204003: '直播间不存在或已结束',
    204004: '取不到推流地址：请检查云直播是否开通、是否绑定了自有域名',
    205001: '观众人数已满',
  },
};
