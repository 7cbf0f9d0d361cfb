import { addGlobalErrorListener, addGlobalWarningListener } from 'glass-easel';
import { ABSENT } from '../wx/absent.mjs';
import { placeOf } from './place.mjs';

/**
 * Notices what goes wrong while the mini-program runs: errors, promises that
 * nobody caught, and what it says on console.error.
 * @param {(failure: import('./built.mjs').Failure) => void} report
 * @param {(name: 'onError' | 'onUnhandledRejection', options: unknown) => void} tell the mini-program itself, which WeChat
 *   tells of all but the last
 */
export function watchFaults(report, tell) {
  const reported = new WeakSet();
  const show = (error, fallback) => {
    if (error instanceof Object) {
      if (reported.has(error)) return;
      reported.add(error);
    }
    report({ ...placeOf(error?.stack), message: error?.message ?? String(error ?? fallback) });
  };
  addEventListener('error', ({ error, message, target }) => {
    if (target !== window) return;
    show(error, message);
    tell('onError', ['MiniProgramError', error?.message ?? message, error?.stack].filter(Boolean).join('\n'));
  });
  addEventListener('unhandledrejection', ({ reason, promise }) => {
    // The panel names what the browser view does not have.
    if (!reason?.errMsg?.endsWith(ABSENT)) show(reason?.errMsg ? new Error(reason.errMsg) : reason);
    tell('onUnhandledRejection', { reason, promise });
  });
  addGlobalErrorListener((error) => {
    reportError(error);
    return false;
  });
  // A number is as good as a list in WeChat; glass-easel would rather not.
  addGlobalWarningListener((message) => !message.startsWith('Use number as for-list') && !message.endsWith(': "".'));
  const original = console.error.bind(console);
  console.error = (...parts) => {
    original(...parts);
    const error = parts.find((part) => part instanceof Error);
    if (error) show(error);
    else report({ ...placeOf(new Error().stack), message: parts.map(text).join(' ') });
  };
}

function text(value) {
  try {
    return typeof value === 'string' ? value : JSON.stringify(value);
  } catch {
    return String(value);
  }
}
