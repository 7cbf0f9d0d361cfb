/**
 * @typedef {object} Sink Where encoders put what they make.
 * @property {(kind: 'video' | 'audio', record: Uint8Array) => void} configure
 * @property {(packet: import('./flv-stream.mjs').Packet) => void} write
 * @property {(kind: 'video' | 'audio') => void} failed
 */

/** @param {any} source */
export const bytesOf = (source) => (ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : new Uint8Array(source));

/** @param {EncodedVideoChunk | EncodedAudioChunk} chunk */
export function copyOf(chunk) {
  const data = new Uint8Array(chunk.byteLength);
  chunk.copyTo(data);
  return data;
}
