import { pushTarget } from './address.mjs';
import { PUSHER } from './attributes.mjs';
import { createCamera } from './camera.mjs';
import { createDevices, DeviceError } from './capture.mjs';
import { liveElement } from './element.mjs';
import { canEncode } from './encode-picture.mjs';
import { soundCodec } from './encode-sound.mjs';
import { filterOf, isMirrored, sizeOf } from './picture.mjs';
import { createProgram } from './program.mjs';
import { withPusherControls } from './pusher-controls.mjs';
import { createSender } from './sender.mjs';
import { createSound } from './sound.mjs';

const STYLE = `
  :host { width: 100%; }
  video { object-fit: cover; }
  .whole video { object-fit: contain; }
`;

/** State codes of devices that do not open, and of `binderror` for those that the user refused. */
const DEVICES = { camera: { state: -1301, error: 10001 }, microphone: { state: -1302, error: 10002 } };

/**
 * <live-pusher>: camera and microphone to a media server on this computer.
 * @param {import('./index.mjs').Host} host
 * @param {number} [port] HTTP port of the media server.
 */
export function definePusher(host, port) {
  const devices = createDevices(host);

  class Tag extends liveElement({ host, defaults: PUSHER, style: STYLE }) {
    camera = createCamera(this.surface.video, devices, () => this.shoot());
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

    /** @param {any} values */
    changed(values) {
      if (!this.run && !this.previewing) this.camera.position = values.devicePosition;
      this.show(values);
      this.sound?.enable(values.enableMic && !values.muted && !this.paused);
      if (this.run || this.previewing) this.follow(values).catch((error) => this.deny(error));
      if (!values.autopush || !values.url || values.url === this.pushed || this.run) return;
      this.start();
    }

    /** Devices and sender after a change of attributes. @param {any} values */
    async follow(values) {
      if (values.enableCamera) await this.openCamera(values);
      else this.camera.close();
      if (values.enableMic) await this.sound?.listen(values);
      const { program } = this;
      if (!program) return;
      const shape = JSON.stringify(sizeOf(values));
      if (shape !== this.shape) this.hear(1005);
      this.shape = shape;
      program.use(this.camera.track);
      // A connection that began as sound alone has no place for a picture.
      if (values.enableCamera && !program.format.video) this.connect(values, true);
    }

    /** @param {any} values */
    show(values) {
      const { picture, video } = this.surface;
      picture.classList.toggle('whole', values.orientation === 'horizontal');
      video.style.filter = filterOf(values);
      const mirror = isMirrored(values.localMirror, this.camera.position) ? -1 : 1;
      video.style.transform = `scale(${mirror * this.zoom}, ${this.zoom})`;
    }

    /** @param {any} values */
    openCamera(values) {
      return this.camera.open(sizeOf(values), values.fps);
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
      this.paused = false;
      this.surface.notice('');
      this.run = new AbortController();
      const { signal } = this.run;
      this.begin(values, signal).catch((error) => signal.aborted || this.deny(error));
    }

    /** @param {any} values @param {AbortSignal} signal */
    async begin(values, signal) {
      const sound = this.mixer();
      sound.enable(values.enableMic && !values.muted);
      if (values.enableCamera) await this.openCamera(values);
      if (values.enableMic && !signal.aborted) await sound.listen(values);
      const codec = (await sound.awake()) ? await soundCodec() : null;
      const able = await canEncode();
      if (signal.aborted) return;
      if (codec === 'opus') console.info(this.words.opus);
      if (!able) {
        this.refuse(this.words.cannotEncode, -1303);
        return;
      }
      this.program = createProgram({ sound, codec, sender: this.sender, values: () => this.state(), signal, failed: (code) => this.refuse('', code) });
      this.shape = JSON.stringify(sizeOf(values));
      this.program.use(this.camera.track);
      this.connect(values, false);
    }

    /** @param {any} values @param {boolean} again */
    connect(values, again) {
      const target = pushTarget(values.url, port);
      if (!target.address) {
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
      const look = { mirrored: values.remoteMirror || values.mirror, filter: filterOf(values), zoom };
      const fps = Math.min(Math.max(values.fps, 1), 30);
      return { values: { ...values, fps }, paused, look, size: sizeOf(values) };
    }

    pictureSize() {
      return this.program?.format.video ? this.state().size : { width: 0, height: 0 };
    }

    mixer() {
      this.sound ??= createSound(devices, {
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

    /** What went wrong stays readable: pages stop at once when it is told. */
    stop() {
      this.end();
      this.previewing = false;
      this.camera.close();
    }

    leave() {
      this.stop();
    }
  }
  const LivePusher = withPusherControls(Tag);
  customElements.define('live-pusher', LivePusher);
  return LivePusher;
}
