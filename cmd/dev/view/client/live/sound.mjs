import { stopTracks } from './capture.mjs';
import { RATE } from './encode-sound.mjs';
import { watchVolume } from './volume.mjs';

/**
 * Microphone and background music as one track, which is silent rather than absent when both are off.
 * @param {import('./capture.mjs').Devices} devices
 * @param {{ onVolume: (volume: number) => void, onMusic: (type: string, detail: object) => void }} events
 */
export function createSound(devices, { onVolume, onMusic }) {
  const context = new AudioContext({ sampleRate: RATE });
  const out = new MediaStreamAudioDestinationNode(context, { channelCount: 1, channelCountMode: 'explicit' });
  const voice = new GainNode(context);
  const music = new GainNode(context);
  const audio = new Audio();
  audio.crossOrigin = 'anonymous';
  voice.connect(out);
  music.connect(out);
  music.connect(context.destination);
  new MediaElementAudioSourceNode(context, { mediaElement: audio }).connect(music);

  /** @type {MediaStream | null} */
  let microphone = null;
  let level = 1;
  let on = true;
  let closed = false;
  const unwatch = watchVolume(voice, onVolume);
  const apply = () => {
    voice.gain.value = on ? level : 0;
  };

  audio.onplay = () => onMusic('bgmstart', {});
  audio.ontimeupdate = () => onMusic('bgmprogress', { progress: Math.round(audio.currentTime * 1000), duration: Math.round(audio.duration * 1000) || 0 });
  audio.onended = () => onMusic('bgmcomplete', {});
  audio.onerror = () => {
    if (audio.src) onMusic('failed', {});
  };

  return {
    track: out.stream.getAudioTracks()[0],
    music: { audio, gain: music.gain },

    /** Whether the browser lets sound run: before a tap on the page it may not. */
    async awake() {
      await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, 200))]);
      return context.state === 'running';
    },

    /** @param {Parameters<typeof devices.openMicrophone>[0]} values */
    async listen(values) {
      if (microphone) return;
      microphone = await devices.openMicrophone(values);
      if (closed) {
        stopTracks(microphone);
        return;
      }
      new MediaStreamAudioSourceNode(context, { mediaStream: microphone }).connect(voice);
    },

    /** @param {boolean} value */
    enable(value) {
      on = value;
      apply();
    },

    /** @param {number} value 0 to 1. */
    volume(value) {
      level = value;
      apply();
    },

    close() {
      closed = true;
      unwatch();
      audio.onerror = null;
      audio.pause();
      audio.removeAttribute('src');
      stopTracks(microphone);
      context.close();
    },
  };
}
