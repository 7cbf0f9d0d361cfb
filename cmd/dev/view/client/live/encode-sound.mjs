/** AAC or Opus by WebCodecs. */
import { read } from './capture.mjs';
import { bytesOf, copyOf } from './chunk.mjs';
import { createSoundClock } from './sound-clock.mjs';

/** Samples a second. */
export const RATE = 48_000;

/** How often it is looked whether sound still comes, ms. */
const LOOK = 250;

/**
 * The sound codec of this browser: AAC where the system has an encoder, else Opus, which phones do not play from RTMP.
 * @returns {Promise<'aac' | 'opus' | null>}
 */
export async function soundCodec() {
  if (!globalThis.AudioEncoder) return null;
  const can = async (codec) => (await AudioEncoder.isConfigSupported(soundConfig(codec, 'high'))).supported;
  return (await can('aac')) ? 'aac' : (await can('opus')) ? 'opus' : null;
}

/** @param {string} codec @param {string} quality @returns {AudioEncoderConfig} */
const soundConfig = (codec, quality) => ({
  codec: codec === 'aac' ? 'mp4a.40.2' : 'opus',
  sampleRate: RATE,
  numberOfChannels: 1,
  bitrate: quality === 'high' ? 64000 : 32000,
});

/** Samples in a packet: AAC-LC knows no other number, Opus has 20 ms unless it is told otherwise. */
const PACKET = { aac: 1024, opus: 960 };

/** @param {number} samples */
const silenceOf = (samples) =>
  new AudioData({ format: 'f32', sampleRate: RATE, numberOfFrames: samples, numberOfChannels: 1, timestamp: 0, data: new Float32Array(samples) });

/**
 * Encodes a track of sound until the signal.
 * @param {MediaStreamTrack} track
 * @param {'aac' | 'opus'} codec
 * @param {string} quality
 * @param {import('./chunk.mjs').Sink} sink
 * @param {AbortSignal} signal
 */
export function encodeSound(track, codec, quality, sink, signal) {
  const clock = createSoundClock(RATE);
  const encoder = new AudioEncoder({
    output: (chunk, info) => {
      const description = info?.decoderConfig?.description;
      if (description) sink.configure('audio', bytesOf(description));
      sink.write({ kind: 'audio', time: clock.give(PACKET[codec]), key: true, data: copyOf(chunk) });
    },
    error: () => sink.failed('audio'),
  });
  encoder.configure(soundConfig(codec, quality));

  /** @param {number} samples */
  function encodeSilence(samples) {
    if (!samples || encoder.state !== 'configured') return;
    const silence = silenceOf(samples);
    encoder.encode(silence);
    silence.close();
  }

  const timer = setInterval(() => encodeSilence(clock.pass(performance.now())), LOOK);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    if (encoder.state !== 'closed') encoder.close();
  }, { once: true });
  read(track, signal, (data) => {
    const { silence, use } = clock.take(data.timestamp / 1000, data.numberOfFrames, performance.now());
    encodeSilence(silence);
    if (use && encoder.state === 'configured') encoder.encode(data);
  });
}
