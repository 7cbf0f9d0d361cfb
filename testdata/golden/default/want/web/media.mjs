// `npm run media`: a media server on this computer, so that streams need no cloud. RTMP for phones and ffmpeg, HTTP-FLV for viewers
// of all kinds, and FLV over a WebSocket for <live-pusher> in the browser view.
import { once } from 'node:events';
import { createRequire } from 'node:module';
import net from 'node:net';
import { parseArgs } from 'node:util';
import words from './words.js';

const { media } = words.live;
const require = createRequire(import.meta.url);

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`);

/** @param {...string} lines @returns {never} */
function fail(...lines) {
  process.stderr.write(`${lines.join('\n  ')}\n`);
  process.exit(1);
}

/** @param {string} option @param {string} text */
function portOf(option, text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) fail(words.shell.badPort(`--${option} ${text}`), media.usage);
  return port;
}

function readOptions() {
  const options = /** @type {const} */ ({
    host: { type: 'string', default: '127.0.0.1' },
    rtmp: { type: 'string', default: '1935' },
    http: { type: 'string', default: '8000' },
  });
  try {
    const { host, rtmp, http } = parseArgs({ options }).values;
    return { host, rtmp: portOf('rtmp', rtmp), http: portOf('http', http) };
  } catch {
    return fail(media.usage);
  }
}

/** The server itself ends the process without an explanation. @param {string} option @param {number} port @param {string} host */
async function ensureFree(option, port, host) {
  const probe = net.createServer().listen(port, host);
  try {
    await once(probe, 'listening');
  } catch (error) {
    fail(error.code === 'EADDRINUSE' ? media.portTaken(port) : `${host}:${port}: ${error.message}`, media.otherPort(option));
  }
  probe.close();
  await once(probe, 'close');
}

/** @param {string | undefined} address @returns {string} Without port; '' when it is no address. */
const hostOf = (address) => (URL.canParse(address ?? '') ? new URL(/** @type {string} */ (address)).hostname : '');

/**
 * Whether a request comes from this computer's pages, or from no page: other websites, open in the same browser, could otherwise
 * watch the camera. A name in Host that is no address could be theirs too.
 * @param {import('node:http').IncomingMessage} request
 */
function isOurs({ headers: { host, origin } }) {
  const name = hostOf(`http://${host}`);
  if (name !== 'localhost' && net.isIP(name.replace(/[[\]]/g, '')) === 0) return false;
  return !origin || [name, 'localhost', '127.0.0.1'].includes(hostOf(origin));
}

/** @param {{ host: string, rtmp: number, http: number }} options */
function createServer({ host, rtmp, http }) {
  // It logs by itself, down to every packet.
  require('node-media-server/src/core/logger.js').log = () => {};
  const MediaServer = require('node-media-server');
  const server = new MediaServer({ bind: host, rtmp: { port: rtmp }, http: { port: http }, webadmin: { enable: false } });
  const web = server.httpServer.httpServer;
  const guard = (request) => {
    if (!isOurs(request)) request.destroy();
  };
  web.prependListener('request', guard);
  web.prependListener('upgrade', guard);
  server.on('prePlay', refuseAbsent);
  server.on('postPublish', (session) => {
    // The second publisher of a stream is about to be refused.
    if (session.broadcast.publisher) return;
    // A stream that came back would go on with times of its own for sound and picture.
    session.broadcast.publishGraceMs = 0;
    say(media.published(session.streamPath));
  });
  server.on('donePublish', (session) => {
    say(media.ended(session.streamPath));
    for (const viewer of session.broadcast.subscribers.values()) viewer.close();
  });
  return server;
}

/** As a CDN does; the server by itself lets viewers wait for a stream that nobody sends. @param {any} session */
function refuseAbsent(session) {
  if (session.broadcast.getPublishStatus() !== 'idle') return;
  if (session.res?.status) session.res.status(404).set('connection', 'close').end();
  else session.close();
}

const options = readOptions();
await ensureFree('rtmp', options.rtmp, options.host);
await ensureFree('http', options.http, options.host);
const server = await open(options);
const at = options.rtmp === 1935 ? options.host : `${options.host}:${options.rtmp}`;
say(`RTMP      rtmp://${at}/live/NAME`);
say(`HTTP-FLV  http://${options.host}:${options.http}/live/NAME.flv`);
for (const line of media.next(`rtmp://${at}/live`)) say(line);
if (options.http !== 8000) say(media.flvElsewhere(options.http));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => close(server));

/** @param {typeof options} values */
async function open(values) {
  try {
    const created = createServer(values);
    // Its own run() opens a store of recordings and relays as well, as files in this folder.
    created.httpServer.run();
    created.rtmpServer.run();
    await Promise.all([once(created.httpServer.httpServer, 'listening'), once(created.rtmpServer.tcpServer, 'listening')]);
    return created;
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    return fail(words.shell.notInstalled);
  }
}

/** @param {any} running */
async function close(running) {
  await running.stop();
  process.exit(0);
}
