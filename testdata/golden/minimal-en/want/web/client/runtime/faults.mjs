import { addGlobalErrorListener, addGlobalWarningListener } from 'glass-easel';
import { placeOf } from './place.mjs';

/**
 * Notices what goes wrong while the mini-program runs: errors, promises that
 * nobody caught, and what it says on console.error.
 * @param {(failure: import('../../build/failure.mjs').Failure) => void} report
 */
export function watchFaults(report) {
  const told = new WeakSet();
  const tell = (error, fallback) => {
    if (error instanceof Object) {
      if (told.has(error)) return;
      told.add(error);
    }
    report({ ...placeOf(error?.stack), message: error?.message ?? String(error ?? fallback) });
  };
  addEventListener('error', ({ error, message, target }) => {
    if (target === window) tell(error, message);
  });
  addEventListener('unhandledrejection', ({ reason }) => tell(reason?.errMsg ? new Error(reason.errMsg) : reason));
  addGlobalErrorListener((error) => {
    original(error);
    tell(error);
    return false;
  });
  // A number is as good as a list in WeChat; glass-easel would rather not.
  addGlobalWarningListener((message) => !message.startsWith('Use number as for-list'));
  const original = console.error.bind(console);
  console.error = (...parts) => {
    original(...parts);
    const error = parts.find((part) => part instanceof Error);
    if (error) tell(error);
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
