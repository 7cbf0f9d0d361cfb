// Put beside services/rooms.js of the project under test: chat and link-mic over a WebSocket, where the test wants them.
const KEY = 'test.chat';

/** Undefined while the test wants none: the rooms then have no chat. */
exports.transport = () => {
  const address = wx.getStorageSync(KEY);
  return address ? { connect: (room, account, handlers) => connect(address, room, account, handlers) } : undefined;
};

function connect(address, { roomID }, { userID, userName }, handlers) {
  const query = Object.entries({ roomID, userID, userName }).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const socket = wx.connectSocket({ url: `${address}/chat?${query.join('&')}` });
  const waiting = new Map();
  let last = 0;
  const send = (message) =>
    new Promise((resolve, reject) => {
      waiting.set((last += 1), resolve);
      socket.send({ data: JSON.stringify({ id: last, ...message }), fail: reject });
    });
  return new Promise((resolve, reject) => {
    socket.onError(reject);
    socket.onClose(() => handlers.onClosed());
    socket.onMessage(({ data }) => {
      const { event, message, sent } = JSON.parse(data);
      if (sent) waiting.get(sent)();
      else if (event === 'joined') resolve({ sendText: (text) => send({ text }), sendCustom: (custom) => send({ custom }), close: () => socket.close({}) });
      else handlers[event](message);
    });
  });
}
