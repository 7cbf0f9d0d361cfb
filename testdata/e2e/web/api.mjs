// The API of a development server that has its own room service and a local media server.

const refused = (status, code) => ({ status, body: { error: { code, message: `${code} of the fake`, hint: '' } } });

/** @param {{ url: string }} server */
export function createAPI(server) {
  let users = 0;

  const calls = {
    '/api/status': () => ({
      ...{ env: 'development', login: 'development', userSig: 'local', stream: 'media', rooms: true },
      missing: ['WX_APPSECRET', 'SDKAPPID', 'SECRETKEY', 'PUSH_DOMAIN', 'PUSH_KEY', 'PLAY_DOMAIN'],
    }),
    '/api/login': ({ device = `user_${String((users += 1)).padStart(4, '0')}` }) => ({ token: device, userID: device, device, expire: 86400 }),
    '/api/usersig': (_, userID) => ({ sdkAppID: 1, userID, userSig: `signature of ${userID}`, expire: 604800 }),
    '/api/stream-url': (_, userID) => ({
      streamName: `${userID}_1`,
      pushURL: `rtmp://127.0.0.1:1935/live/${userID}_1`,
      play: { rtmp: `rtmp://127.0.0.1:1935/live/${userID}_1`, flv: `${server.url}/live/${userID}_1.flv` },
      expiresAt: 4102444800,
    }),
  };

  return (path, data, token) => {
    if (!calls[path]) return refused(404, 'not_found');
    if (path !== '/api/status' && path !== '/api/login' && !token) return refused(401, 'unauthorized');
    return { body: calls[path](data, token) };
  };
}
