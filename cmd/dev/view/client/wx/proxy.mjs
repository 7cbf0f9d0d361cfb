import { Refusal } from './calls.mjs';

/**
 * The way out: servers that a mini-program calls send no CORS headers, so the development server calls them.
 * @param {string} token Which the development server gave this page.
 */
export function createProxy(token) {
  return {
    /**
     * @param {import('./request.mjs').Sent} sent
     * @param {AbortSignal} signal
     */
    async send({ url, method, header, data }, signal) {
      const base64 = data instanceof ArrayBuffer;
      const body = JSON.stringify({ url, method, header, data: base64 ? toBase64(new Uint8Array(data)) : data, base64, binary: true });
      const reply = await fetch('/request', { method: 'POST', headers: { 'content-type': 'application/json', 'x-mlvb-token': token }, body, signal });
      if (!reply.ok) throw new Refusal(`the browser view refused it (${reply.status})`);
      const answer = await reply.json();
      if (answer.errMsg) throw new Refusal(answer.errMsg.replace(/^fail ?/, ''), { errno: 600001 });
      return { ...answer, bytes: fromBase64(answer.data) };
    },
  };
}

/** @param {Uint8Array} bytes */
export function toBase64(bytes) {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** @param {string} text */
export const fromBase64 = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
