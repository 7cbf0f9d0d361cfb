import { Native } from './native.mjs';

/** Events of a media element that the mini-program hears of, with what they tell. */
const EVENTS = {
  play: () => ({}),
  pause: () => ({}),
  ended: () => ({}),
  waiting: () => ({}),
  timeupdate: ({ currentTime, duration }) => ({ currentTime, duration: duration || 0 }),
  loadedmetadata: ({ videoWidth, videoHeight, duration }) => ({ width: videoWidth, height: videoHeight, duration }),
  error: ({ error }) => ({ errMsg: error?.message || 'MEDIA_ERR_SRC_NOT_SUPPORTED' }),
};

const FIT = { contain: 'contain', fill: 'fill', cover: 'cover' };

class Media extends Native {
  static attributes = ['src', 'loop', 'muted', 'controls', 'poster', 'object-fit', 'autoplay'];

  constructor(tag, style) {
    super();
    this.inner = this.draw(`<style>${style}</style><${tag} playsinline></${tag}><slot></slot>`).querySelector(tag);
    for (const [type, detail] of Object.entries(EVENTS)) this.inner.addEventListener(type, () => this.fire(type, detail(this.inner)));
  }

  ready() {
    this.dress();
    this.load();
    const start = this.number('initial-time');
    if (start > 0) this.inner.currentTime = start;
  }

  changed(name) {
    if (name === 'src') this.load();
    else this.dress();
  }

  load() {
    const src = this.text('src');
    if (src) this.inner.src = Native.host.asset(this, src);
    else this.inner.removeAttribute('src');
  }

  dress() {
    const { inner } = this;
    Object.assign(inner, { loop: this.flag('loop'), muted: this.flag('muted'), autoplay: this.flag('autoplay'), controls: this.flag('controls', this.hasControls) });
  }

  disconnectedCallback() {
    this.inner.pause();
  }
}

export class Video extends Media {
  hasControls = true;

  constructor() {
    super('video', ':host { position: relative; display: inline-block; width: 300px; height: 225px; background: #000; } video { width: 100%; height: 100%; }');
  }

  dress() {
    super.dress();
    this.inner.style.objectFit = FIT[this.text('object-fit')] ?? 'contain';
    const poster = this.text('poster');
    if (poster) this.inner.poster = Native.host.asset(this, poster);
  }
}

export class Audio extends Media {
  hasControls = false;

  constructor() {
    super('audio', ':host { display: inline-block; } audio:not([controls]) { display: none; }');
  }
}
