import { cancelled, need } from './calls.mjs';
import { showModal } from './modal.mjs';

/**
 * The browser's clipboard; where it is refused, one of our own.
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 * @param {(title: string) => void} toast
 * @param {{ copied: string }} words
 */
export function clipboard({ api }, toast, words) {
  let own = '';
  return {
    setClipboardData: api('setClipboardData', async (options) => {
      need(options, { data: 'String' });
      own = options.data;
      await navigator.clipboard?.writeText(own).catch(() => undefined);
      toast(words.copied);
    }),
    getClipboardData: api('getClipboardData', async () => ({ data: await navigator.clipboard.readText().catch(() => own) })),
  };
}

/**
 * A computer has no camera for codes: what one would hold is typed.
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 * @param {HTMLElement} layer
 * @param {{ confirm: string, cancel: string, scan: { title: string, placeholder: string } }} words
 */
export function scan({ api }, layer, words) {
  return {
    scanCode: api('scanCode', async () => {
      const { title, placeholder } = words.scan;
      const { confirm, content } = await showModal(layer, words, { title, placeholderText: placeholder, editable: true });
      if (!confirm) throw cancelled();
      return { result: content, scanType: 'QR_CODE', charSet: 'UTF-8', path: '', rawData: '' };
    }),
  };
}
