import { aacConfig, aacFrame, avcConfig, avcFrame, header, metadata, opusConfig, opusFrame } from './flv-writer.mjs';

/**
 * @typedef {object} Packet What an encoder gives.
 * @property {'video' | 'audio'} kind
 * @property {number} time Milliseconds on the clock that all encoders share.
 * @property {boolean} key Decodable without another packet before it.
 * @property {Uint8Array} data
 *
 * @typedef {object} Format
 * @property {'aac' | 'opus' | null} audio null for a stream without sound.
 * @property {boolean} video
 * @property {Record<string, string | number | boolean>} about Further metadata: width, height…
 */

/**
 * One stream from one connection. It begins with the first key frame, so nothing is sent that nobody can decode.
 * @param {Format} format
 */
export function createFlvStream({ audio, video, about }) {
  /** @type {number | null} */
  let began = null;
  /** @type {Partial<Record<'video' | 'audio', Uint8Array>>} Decoder configurations that are still to be sent. */
  const pending = {};
  const known = { video: !video, audio: !audio };
  const soundConfig = audio === 'aac' ? aacConfig : opusConfig;
  const soundFrame = audio === 'aac' ? aacFrame : opusFrame;

  const opening = () => [header({ audio: audio !== null, video }), metadata({ ...about, hasAudio: audio !== null, hasVideo: video })];

  /** @param {number} time */
  function configs(time) {
    const parts = [];
    if (pending.video) parts.push(avcConfig(time, pending.video));
    if (pending.audio) parts.push(soundConfig(time, pending.audio));
    delete pending.video;
    delete pending.audio;
    return parts;
  }

  return {
    /**
     * Takes what a decoder has to know before the next packet.
     * @param {'video' | 'audio'} kind
     * @param {Uint8Array} record
     */
    configure(kind, record) {
      pending[kind] = record;
      known[kind] = true;
    },

    /**
     * @param {Packet} packet
     * @returns {Uint8Array[]} What to send now.
     */
    write({ kind, time, key, data }) {
      if ((kind === 'video' && !video) || (kind === 'audio' && !audio)) return [];
      const parts = [];
      if (began === null) {
        if (!known.video || !known.audio || (video && !(kind === 'video' && key))) return [];
        began = time;
        parts.push(...opening());
      }
      if (time < began) return [];
      const at = time - began;
      parts.push(...configs(at), kind === 'video' ? avcFrame(at, key, data) : soundFrame(at, data));
      return parts;
    },
  };
}
