import { playTarget } from './address.mjs';
import { PLAYER } from './attributes.mjs';
import { liveElement } from './element.mjs';
import { createLink } from './link.mjs';
import { createMeter } from './meter.mjs';
import { playFigures } from './play-figures.mjs';
import { createPlayStates } from './play-states.mjs';
import { openPlayback } from './playback.mjs';
import { withPlayerControls } from './player-controls.mjs';
import { watchVolume } from './volume.mjs';

const STYLE = `
  :host { width: 300px; height: 225px; container-type: size; }
  video { object-fit: contain; }
  .filled video { object-fit: cover; }
  .turned { inset: auto; top: 50%; left: 50%; width: 100cqh; height: 100cqw; transform: translate(-50%, -50%) rotate(90deg); }
  .turned.left { transform: translate(-50%, -50%) rotate(-90deg); }
`;

/** Seconds of buffer that WeChat advises for RTC. */
const RTC = { min: 0.2, max: 0.8 };

/**
 * <live-player>: HTTP-FLV by mpegts.js, and what <video> plays by itself.
 * @param {import('./index.mjs').Host} host
 * @param {number} [port] HTTP port of the media server.
 */
export function definePlayer(host, port) {
  class Tag extends liveElement({ host, defaults: PLAYER, style: STYLE }) {
    /** The address that plays, '' for none. */
    playing = '';
    /** What autoplay has started already. */
    started = '';
    /** The full screen's direction, null outside of it. @type {number | null} */
    direction = null;
    /** The attribute, as it was last seen; `mute()` and the browser's own rules do not change it. */
    muted = false;
    paused = false;
    meter = createMeter();
    heardAt = 0;
    /** @type {ReturnType<typeof createPlayStates> | null} */
    states = null;
    unwatch = () => {};
    /** Left running or paused when another page came over this one. */
    away = '';
    sight = new IntersectionObserver(() => this.look());
    link = createLink({ open: (attempt) => this.open(attempt), say: (code) => this.hear(code), codes: { again: 2103, over: -2301 } });

    connectedCallback() {
      super.connectedCallback();
      const { video } = this.surface;
      video.onloadedmetadata = video.onresize = () => this.states?.decoding(video.videoWidth, video.videoHeight);
      video.onplaying = () => this.heard();
      video.onwaiting = () => this.states?.waiting();
      video.onended = () => this.finish();
      video.onenterpictureinpicture = () => this.fire('enterpictureinpicture', {});
      video.onleavepictureinpicture = () => this.fire('leavepictureinpicture', {});
      this.sight.observe(this);
    }

    /** @param {any} values */
    changed(values) {
      this.show(values);
      if (values.muted !== this.muted) this.hush(values.muted);
      if (this.playing && values.src && values.src !== this.playing) this.begin(values.src);
      else if (this.playing && !values.src) this.stop();
      else if (!this.playing && values.autoplay && values.src && values.src !== this.started) this.begin(values.src);
    }

    /** @param {boolean} muted */
    hush(muted) {
      this.muted = muted;
      this.surface.video.muted = muted;
    }

    /** @param {any} values */
    show({ objectFit, orientation }) {
      const { classList } = this.surface.picture;
      classList.toggle('filled', objectFit === 'fillCrop');
      classList.toggle('turned', Boolean(this.direction) !== (orientation === 'horizontal'));
      classList.toggle('left', this.direction === -90);
    }

    play() {
      const { src } = this.values;
      if (!src) throw new Error('src is empty');
      if (this.playing === src) this.resume();
      else this.begin(src);
    }

    /** @param {string} src */
    begin(src) {
      this.stop();
      this.started = src;
      this.playing = src;
      this.paused = false;
      const target = playTarget(src, port);
      if (!target.address) {
        this.surface.notice(this.words.playProblems[target.problem]);
        this.hear(-2301);
        return;
      }
      this.hush(this.values.muted);
      this.surface.notice('');
      this.link.start();
      this.report(() => this.figures());
    }

    /** One connection. @param {import('./link.mjs').Attempt} attempt */
    open({ held, lost }) {
      const target = /** @type {any} */ (playTarget(this.playing, port));
      const { video } = this.surface;
      this.meter = createMeter();
      this.heardAt = performance.now();
      const states = createPlayStates((code) => this.hear(code));
      this.states = states;
      const close = openPlayback(video, target, this.cached(), {
        connected: states.connected,
        received: (tag) => {
          held();
          states.pulling();
          states.received(tag);
          this.heardAt = performance.now();
          if (tag.kind !== 'script' && !tag.config) this.meter.count(/** @type {any} */ (tag));
        },
        changed: () => setTimeout(() => this.link.renew()),
        waits: (waits) => this.wait(waits),
        lost: (code) => this.lose(code, target.own, lost),
        undecodable: () => {
          this.surface.notice(this.words.undecodable);
          this.hear(2101);
          lost(3005);
        },
      });
      if (!this.paused) this.roll();
      return () => {
        this.states = null;
        this.unwatch();
        close();
      };
    }

    /** Data comes, or should, and nothing moves. @param {boolean} waits */
    wait(waits) {
      this.surface.waiting(waits ? this.words.waiting : '');
      if (waits) this.states?.late();
    }

    /** Attributes, with a buffer as RTC has it where none was asked for. */
    cached() {
      const { values } = this;
      if (values.mode !== 'RTC') return values;
      return { ...values, minCache: Math.min(values.minCache, RTC.min), maxCache: Math.min(values.maxCache, RTC.max) };
    }

    /** @param {number} code @param {boolean} own @param {(code: number) => void} lost */
    lose(code, own, lost) {
      if (code === 3002 && own) this.surface.notice(this.words.mediaDown);
      if (code === 3003) this.surface.notice(this.words.noStream);
      lost(code);
    }

    /** Plays; without sound where the browser wants a tap first. */
    async roll() {
      const { video } = this.surface;
      try {
        await video.play();
      } catch (error) {
        if (error.name !== 'NotAllowedError' || video.muted) return;
        video.muted = true;
        this.surface.notice(this.words.tapForSound, () => {
          this.hush(this.muted);
          this.heard();
        });
        video.play().catch(() => {});
      }
    }

    /** The picture moves. */
    heard() {
      if (!this.surface.video.muted || this.muted) this.surface.notice('');
      this.surface.waiting('');
      this.states?.playing();
      this.unwatch();
      this.unwatch = this.listen();
    }

    /** Tells the volume, which takes a copy of the sound. */
    listen() {
      const video = /** @type {any} */ (this.surface.video);
      const tracks = video.muted ? [] : video.captureStream?.().getAudioTracks() ?? [];
      if (!tracks.length) return () => {};
      const context = new AudioContext();
      const source = new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream(tracks) });
      const unwatch = watchVolume(source, (volume) => this.fire('audiovolumenotify', { volume }));
      return () => {
        unwatch();
        context.close();
        this.unwatch = () => {};
      };
    }

    /** @param {number} code */
    hear(code) {
      this.say(code);
      if (code !== -2301) return;
      this.playing = '';
      this.silence();
    }

    /** A recording came to its end. */
    finish() {
      this.halt();
      this.hear(2006);
    }

    figures() {
      return playFigures(this.surface.video, this.meter, { silence: performance.now() - this.heardAt, minCache: this.values.minCache });
    }

    halt() {
      this.playing = '';
      this.link.stop();
      this.silence();
    }

    /** What went wrong stays readable: pages stop at once when it is told. */
    stop() {
      this.halt();
      this.exitPictureInPicture();
    }

    leave() {
      this.sight.disconnect();
      this.stop();
    }
  }
  const LivePlayer = withPlayerControls(Tag);
  customElements.define('live-player', LivePlayer);
  return LivePlayer;
}
