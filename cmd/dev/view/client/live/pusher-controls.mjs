import { snapshotOf } from './snapshot.mjs';

/** How far the picture is cut to: a computer's camera has no lens to move. */
const MAX_ZOOM = 4;

/**
 * What LivePusherContext asks of <live-pusher>, besides start and stop.
 * @param {any} Tag
 * @returns {any}
 */
export const withPusherControls = (Tag) =>
  class extends Tag {
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
      image.src = this.asset(waitingImage);
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
  };
