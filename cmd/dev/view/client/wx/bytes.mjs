import { fromBase64, toBase64 } from './proxy.mjs';

export const bytes = () => ({
  base64ToArrayBuffer: (text) => fromBase64(text).buffer,
  arrayBufferToBase64: (buffer) => toBase64(new Uint8Array(buffer)),
});
