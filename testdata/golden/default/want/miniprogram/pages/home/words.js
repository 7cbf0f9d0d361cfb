/**
 * Words of the home page. Those of the other pages are in packages/live/words/.
 */
module.exports = {
  title: '手机就是直播间',
  text: '开播、看播、推流、拉流，都从这里开始',
  waiting: '正在检查配置…',
  entries: [
    { icon: 'create', title: '我要开播', text: '建一个直播间', url: '/packages/live/pages/create/create' },
    { icon: 'rooms', title: '看直播', text: '正在直播的房间', url: '/packages/live/pages/rooms/rooms' },
    { icon: 'push', title: '推流', text: '推到任意 RTMP 地址', url: '/packages/live/pages/push/push' },
    { icon: 'play', title: '拉流播放', text: '播放 FLV 或 RTMP', url: '/packages/live/pages/play/play' },
  ],
};
