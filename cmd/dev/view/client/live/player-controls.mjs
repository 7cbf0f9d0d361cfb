import { snapshotOf } from './snapshot.mjs';

/**
 * What LivePlayerContext asks of <live-player>, besides play and stop, and what happens to it on its way over the screen.
 * @param {any} Tag
 * @returns {any}
 */
export const withPlayerControls = (Tag) =>
  class extends Tag {
    pause() {
      this.paused = true;
      this.surface.video.pause();
    }

    /** What was missed meanwhile is not shown. */
    resume() {
      const { video } = this.surface;
      if (!this.playing) throw new Error('not playing');
      this.paused = false;
      if (video.paused && video.buffered.length) video.currentTime = Math.max(0, video.buffered.end(video.buffered.length - 1) - this.values.minCache);
      this.roll();
    }

    mute() {
      const { video } = this.surface;
      video.muted = !video.muted;
    }

    /** @param {{ quality?: string }} options */
    snapshot({ quality }) {
      const { video } = this.surface;
      return snapshotOf(video, { width: video.videoWidth, height: video.videoHeight }, quality);
    }

    /** @param {{ direction?: number }} options 0, 90 or -90. */
    requestFullScreen({ direction = 0 }) {
      // In the top layer it covers the navigation bar as well, wherever in the page it stands.
      this.popover = 'manual';
      this.showPopover();
      this.turn(direction);
    }

    exitFullScreen() {
      if (this.direction === null) return;
      this.hidePopover();
      this.popover = null;
      this.turn(null);
    }

    /** @param {number | null} direction */
    turn(direction) {
      const shown = direction ?? this.direction;
      this.direction = direction;
      this.show(this.values);
      this.fire('fullscreenchange', { fullScreen: direction !== null, direction: shown ? 'horizontal' : 'vertical' });
    }

    /** Another page came over this one, or went. */
    look() {
      const { video } = this.surface;
      const { pictureInPictureMode, autoPauseIfNavigate } = this.values;
      const hidden = !this.checkVisibility();
      if (hidden && this.playing && !this.away) {
        this.away = pictureInPictureMode.includes('push') ? 'floating' : autoPauseIfNavigate ? 'paused' : 'playing';
        if (this.away === 'floating') video.requestPictureInPicture?.().catch(() => video.pause());
        else if (this.away === 'paused') video.pause();
      } else if (!hidden && this.away) {
        this.away = '';
        this.exitPictureInPicture();
        if (this.playing && !this.paused) this.resume();
      }
    }

    async exitPictureInPicture() {
      // Of this tag, not of another.
      const root = /** @type {ShadowRoot} */ (this.shadowRoot);
      if (root.pictureInPictureElement) await document.exitPictureInPicture();
    }
  };
