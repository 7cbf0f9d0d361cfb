import { addGlobalErrorListener, addGlobalWarningListener } from 'glass-easel';
import { ABSENT } from '../wx/absent.mjs';
import { placeOf } from './place.mjs';

/** What glass-easel warns of and WeChat takes: a number as a list, lists without a key, attributes that are no properties. */
const TAKEN = /^Use number as for-list|: ""\.$|is not a valid property$/;

/**
 * Notices what goes wrong while the mini-program runs: errors, promises that
 * nobody caught, and, as a warning, what it says on console.error.
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
  addGlobalWarningListener((message) => !TAKEN.test(message));
  const original = console.error.bind(console);
  console.error = (...parts) => {
    original(...parts);
    const error = parts.find((part) => part instanceof Error);
    report({ ...placeOf((error ?? new Error()).stack), message: parts.map(text).join(' '), severity: 'warning' });
  };
}

function text(value) {
  try {
    if (value instanceof Error) return value.message;
    return typeof value === 'string' ? value : JSON.stringify(value);
  } catch {
    return String(value);
  }
}
