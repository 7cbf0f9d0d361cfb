import { pushTarget } from './address.mjs';
import { PUSHER } from './attributes.mjs';
import { createCamera } from './camera.mjs';
import { DeviceError } from './capture.mjs';
import { liveElement } from './element.mjs';
import { canEncode, soundCodec } from './encode.mjs';
import { filterOf, isMirrored, sizeOf } from './picture.mjs';
import { createProgram } from './program.mjs';
import { createSender } from './sender.mjs';
import { snapshotOf } from './snapshot.mjs';
import { createSound } from './sound.mjs';

const STYLE = `
  :host { width: 100%; }
  video { object-fit: cover; }
  .whole video { object-fit: contain; }
`;

/** How far the picture is cut to: a computer's camera has no lens to move. */
const MAX_ZOOM = 4;

/** State codes of devices that do not open, and of `binderror` for those that the user refused. */
const DEVICES = { camera: { state: -1301, error: 10001 }, microphone: { state: -1302, error: 10002 } };

/**
 * <live-pusher>: camera and microphone to a media server on this computer.
 * @param {import('./index.mjs').Host} host
 * @param {number} [port] HTTP port of the media server.
 */
export function definePusher(host, port) {
  class LivePusher extends liveElement({ host, defaults: PUSHER, style: STYLE }) {
    camera = createCamera(this.surface.video, () => this.shoot());
    sender = createSender({ say: (code) => this.hear(code), renewed: () => this.program?.renew() });
    /** From start to stop. @type {AbortController | null} */
    run = null;
    /** @type {ReturnType<typeof createProgram> | null} */
    program = null;
    /** @type {ReturnType<typeof createSound> | null} */
    sound = null;
    previewing = false;
    paused = false;
    zoom = 1;
    /** What autopush has started already. */
    pushed = '';
    shape = '';

    /** @param {Record<string, any>} values */
    changed(values) {
      if (!this.run && !this.previewing) this.camera.position = values.devicePosition;
      this.show(values);
      this.sound?.enable(values.enableMic && !values.muted && !this.paused);
      if (this.run || this.previewing) this.follow(values).catch((error) => this.deny(error));
      if (!values.autopush || !values.url || values.url === this.pushed || this.run) return;
      this.start();
    }

    /** Devices and sender after a change of attributes. @param {Record<string, any>} values */
    async follow(values) {
      if (values.enableCamera) await this.openCamera(values);
      else this.camera.close();
      if (values.enableMic) await this.sound?.listen(values);
      const { program } = this;
      if (!program) return;
      const shape = JSON.stringify(sizeOf(/** @type {any} */ (values)));
      if (shape !== this.shape) this.hear(1005);
      this.shape = shape;
      program.use(this.camera.track);
      // A connection that began as sound alone has no place for a picture.
      if (values.enableCamera && !program.format.video) this.connect(values, true);
    }

    /** @param {Record<string, any>} values */
    show(values) {
      const { picture, video } = this.surface;
      picture.classList.toggle('whole', values.orientation === 'horizontal');
      video.style.filter = filterOf(/** @type {any} */ (values));
      const mirror = isMirrored(values.localMirror, this.camera.position) ? -1 : 1;
      video.style.transform = `scale(${mirror * this.zoom}, ${this.zoom})`;
    }

    /** @param {Record<string, any>} values */
    openCamera(values) {
      return this.camera.open(sizeOf(/** @type {any} */ (values)), values.fps);
    }

    /** The camera opened. */
    shoot() {
      this.show(this.values);
      this.hear(1003);
      this.surface.video.requestVideoFrameCallback?.(() => this.hear(1007));
    }

    /** @param {number} code */
    hear(code) {
      if (!this.run && !this.previewing) return;
      if (code === 1001) this.surface.notice('');
      if (code === 3002) this.surface.notice(this.words.mediaDown);
      if (code === 3004) this.surface.notice(this.words.streamTaken);
      this.say(code);
      if (code === -1307) this.end();
    }

    /** A device did not open. @param {any} error */
    deny(error) {
      if (!(error instanceof DeviceError)) throw error;
      const codes = DEVICES[error.device];
      this.stop();
      this.surface.notice(error.refused ? this.words.deviceRefused[error.device] : this.words.deviceAbsent[error.device]);
      this.say(codes.state);
      if (error.refused) this.fire('error', { errCode: codes.error, errMsg: error.message });
    }

    /** Nothing can be sent. @param {string} notice @param {...number} codes */
    refuse(notice, ...codes) {
      this.end();
      this.surface.notice(notice);
      for (const code of codes) this.say(code);
    }

    start() {
      const { values } = this;
      if (!values.url) throw new Error('url is empty');
      if (this.run) return;
      this.pushed = values.url;
      this.surface.notice('');
      this.run = new AbortController();
      const { signal } = this.run;
      this.begin(values, signal).catch((error) => signal.aborted || this.deny(error));
    }

    /** @param {Record<string, any>} values @param {AbortSignal} signal */
    async begin(values, signal) {
      const sound = this.mixer();
      sound.enable(values.enableMic && !values.muted);
      if (values.enableCamera) await this.openCamera(values);
      if (values.enableMic && !signal.aborted) await sound.listen(values);
      const codec = (await sound.awake()) ? await soundCodec() : null;
      const able = await canEncode();
      if (signal.aborted) return;
      if (!able) {
        this.refuse(this.words.cannotEncode, -1303);
        return;
      }
      this.program = createProgram({ sound, codec, sender: this.sender, values: () => this.state(), signal, failed: (code) => this.refuse('', code) });
      this.shape = JSON.stringify(sizeOf(/** @type {any} */ (values)));
      this.program.use(this.camera.track);
      this.connect(values, false);
    }

    /** @param {Record<string, any>} values @param {boolean} again */
    connect(values, again) {
      const target = pushTarget(values.url, port);
      if ('problem' in target) {
        this.refuse(this.words.pushProblems[target.problem], 3002, -1307);
        return;
      }
      this.program?.decide();
      if (again) {
        this.sender.renew();
        return;
      }
      const { minBitrate, maxBitrate } = values;
      this.sender.start({ address: target.address, format: () => /** @type {any} */ (this.program).format }, maxBitrate);
      this.report(() => this.sender.read({ min: minBitrate, max: maxBitrate }, this.pictureSize()));
    }

    /** What the program is to look like at this moment. */
    state() {
      const { values, paused, zoom } = this;
      const look = { mirrored: values.remoteMirror || values.mirror, filter: filterOf(/** @type {any} */ (values)), zoom };
      return { values, paused, look, size: sizeOf(/** @type {any} */ (values)) };
    }

    pictureSize() {
      return this.program?.format.video ? this.state().size : { width: 0, height: 0 };
    }

    mixer() {
      this.sound ??= createSound({
        onVolume: (volume) => this.fire('audiovolumenotify', { volume }),
        onMusic: (type, detail) =>
          type === 'failed' ? this.fire('error', { errCode: 10003, errMsg: 'background music failed' }) : this.fire(type, detail),
      });
      return this.sound;
    }

    /** Ends sending, not the preview. */
    end() {
      this.run?.abort();
      this.run = null;
      this.program = null;
      this.paused = false;
      this.shape = '';
      this.sender.stop();
      this.sound?.close();
      this.sound = null;
      this.silence();
    }

    stop() {
      this.end();
      this.previewing = false;
      this.camera.close();
      this.surface.notice('');
    }

    leave() {
      this.stop();
    }

    async startPreview() {
      this.previewing = true;
      const { values } = this;
      if (values.enableCamera) await this.openCamera(values).catch((error) => this.deny(error));
    }

    stopPreview() {
      this.previewing = false;
      if (!this.run) this.camera.close();
    }

    /** Viewers see the waiting image and hear nothing. */
    pause() {
      this.paused = true;
      this.surface.video.pause();
      this.sound?.enable(false);
      this.program?.wait(this.waitingImage());
    }

    waitingImage() {
      const { waitingImage } = this.values;
      if (!waitingImage) return null;
      const image = new Image();
      image.crossOrigin = 'anonymous';
      image.onerror = () => this.fire('error', { errCode: 10004, errMsg: 'waiting image failed' });
      image.src = host.asset(this, waitingImage);
      return image;
    }

    resume() {
      const { enableMic, muted } = this.values;
      this.paused = false;
      this.surface.video.play().catch(() => {});
      this.sound?.enable(enableMic && !muted);
      this.program?.renew();
    }

    async switchCamera() {
      this.camera.position = this.camera.position === 'front' ? 'back' : 'front';
      if (!this.camera.track) return;
      this.camera.close();
      await this.openCamera(this.values).catch((error) => this.deny(error));
      this.program?.use(this.camera.track);
    }

    toggleTorch() {
      return this.camera.toggleTorch();
    }

    /** @param {{ quality?: string, sourceType?: string }} options */
    snapshot({ quality, sourceType }) {
      const { video } = this.surface;
      const canvas = sourceType === 'view' ? null : this.program?.canvas;
      if (canvas) return snapshotOf(canvas, canvas, quality);
      return snapshotOf(video, { width: video.videoWidth, height: video.videoHeight }, quality);
    }

    getMaxZoom() {
      return { maxZoom: MAX_ZOOM };
    }

    /** @param {{ zoom: number }} options */
    setZoom({ zoom }) {
      this.zoom = Math.min(Math.max(Number(zoom) || 1, 1), MAX_ZOOM);
      this.show(this.values);
      return { zoom: this.zoom };
    }

    /** @param {{ volume: number | string }} options 0 to 1. */
    setMICVolume({ volume }) {
      this.mixer().volume(Number(volume));
    }

    /** @param {{ msg: string }} options */
    sendMessage({ msg }) {
      if (!this.program) throw new Error('not pushing');
      this.program.attach(String(msg));
    }

    /** @param {{ url: string, startTimeMs?: number }} options */
    playBGM({ url, startTimeMs = 0 }) {
      const { audio } = this.mixer().music;
      audio.src = url;
      audio.currentTime = startTimeMs / 1000;
      audio.play().catch(() => {});
    }

    stopBGM() {
      this.sound?.music.audio.pause();
      this.sound?.music.audio.removeAttribute('src');
    }

    pauseBGM() {
      this.sound?.music.audio.pause();
    }

    resumeBGM() {
      this.sound?.music.audio.play().catch(() => {});
    }

    /** @param {{ volume: number | string }} options 0 to 1. */
    setBGMVolume({ volume }) {
      this.mixer().music.gain.value = Number(volume);
    }
  }
  customElements.define('live-pusher', LivePusher);
  return LivePusher;
}
