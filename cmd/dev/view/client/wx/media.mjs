import { createEvent } from './events.mjs';

/** Events of a player and the names of their listeners. */
const EVENTS = { canplay: 'Canplay', play: 'Play', pause: 'Pause', ended: 'Ended', timeupdate: 'TimeUpdate', error: 'Error', waiting: 'Waiting', seeking: 'Seeking', seeked: 'Seeked' };

/**
 * `wx.createInnerAudioContext`: the browser's own player.
 * @param {(path: string) => string} assetOf address of a file of the mini-program
 */
export function createAudio(assetOf) {
  const player = new Audio();
  const events = Object.entries(EVENTS).map(([type, name]) => {
    const event = createEvent();
    player.addEventListener(type, () => event.emit(type === 'error' ? { errCode: 10001, errMsg: player.error?.message ?? '' } : undefined));
    return { [`on${name}`]: event.on, [`off${name}`]: event.off };
  });
  const stopped = createEvent();
  let source = '';
  const context = {
    ...Object.assign({}, ...events),
    onStop: stopped.on,
    offStop: stopped.off,
    // Before a tap browsers refuse, and a phone would play.
    play: () => void player.play().catch(() => {}),
    pause: () => player.pause(),
    stop() {
      player.pause();
      player.currentTime = 0;
      stopped.emit();
    },
    seek: (time) => { player.currentTime = time; },
    destroy() {
      player.pause();
      player.removeAttribute('src');
    },
    get src() { return source; },
    set src(path) {
      source = path;
      player.src = assetOf(path);
      if (player.autoplay) context.play();
    },
  };
  for (const name of ['duration', 'paused', 'buffered', 'currentTime', 'volume', 'loop', 'autoplay', 'playbackRate']) {
    Object.defineProperty(context, name, { enumerable: true, get: () => player[name], set: (value) => { player[name] = value; } });
  }
  return context;
}

/** `wx.createVideoContext`. @param {() => HTMLVideoElement | undefined} find */
export const createVideoContext = (find) => ({
  play: () => void find()?.play().catch(() => {}),
  pause: () => find()?.pause(),
  stop: () => Object.assign(find() ?? {}, { currentTime: 0 }).pause?.(),
  seek: (time) => void Object.assign(find() ?? {}, { currentTime: time }),
  playbackRate: (rate) => void Object.assign(find() ?? {}, { playbackRate: rate }),
  requestFullScreen: () => void find()?.requestFullscreen().catch(() => {}),
  exitFullScreen: () => void document.exitFullscreen?.().catch(() => {}),
  sendDanmu() {},
  showStatusBar() {},
  hideStatusBar() {},
});

/** @param {any} host */
export const media = (host) => ({
  createInnerAudioContext: () => createAudio((path) => host.asset(document.body, path)),
  createVideoContext: (id, component) =>
    createVideoContext(() => (component ?? host.pages.current()?.instance)?._$.getShadowRoot().getElementById(id)?.$$?.inner),
});
