/**
 * Words of the home page. Those of the other pages are in packages/live/words/.
 */
module.exports = {
  title: 'Live, from a phone',
  text: 'Go live, watch, push and play: it all starts here',
  waiting: 'Checking the setup…',
  entries: [
    { icon: 'create', title: 'Go live', text: 'Open a room of your own', url: '/packages/live/pages/create/create' },
    { icon: 'rooms', title: 'Watch', text: 'Rooms that are on air', url: '/packages/live/pages/rooms/rooms' },
    { icon: 'push', title: 'Push', text: 'To any RTMP address', url: '/packages/live/pages/push/push' },
    { icon: 'play', title: 'Play', text: 'FLV or RTMP', url: '/packages/live/pages/play/play' },
  ],
};
