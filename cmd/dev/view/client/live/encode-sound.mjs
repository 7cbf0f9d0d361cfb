/** AAC or Opus by WebCodecs. */
import { read } from './capture.mjs';
import { bytesOf, copyOf } from './chunk.mjs';

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
  sampleRate: 48000,
  numberOfChannels: 1,
  bitrate: quality === 'high' ? 64000 : 32000,
});

/**
 * Encodes a track of sound until the signal.
 * @param {MediaStreamTrack} track
 * @param {'aac' | 'opus'} codec
 * @param {string} quality
 * @param {import('./chunk.mjs').Sink} sink
 * @param {AbortSignal} signal
 */
export function encodeSound(track, codec, quality, sink, signal) {
  /** Between the clock of the track and that of the page, ms. @type {number | null} */
  let offset = null;
  const encoder = new AudioEncoder({
    output: (chunk, info) => {
      const description = info?.decoderConfig?.description;
      if (description) sink.configure('audio', bytesOf(description));
      sink.write({ kind: 'audio', time: chunk.timestamp / 1000 + Number(offset), key: true, data: copyOf(chunk) });
    },
    error: () => sink.failed('audio'),
  });
  encoder.configure(soundConfig(codec, quality));
  signal.addEventListener('abort', () => encoder.state === 'closed' || encoder.close(), { once: true });
  read(track, signal, (data) => {
    offset ??= performance.now() - data.timestamp / 1000;
    if (encoder.state === 'configured') encoder.encode(data);
  });
}
