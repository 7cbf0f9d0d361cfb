import { element } from './toolbar.mjs';

/** Longer values are cut, as nobody reads them. */
const LONGEST = 20_000;

/**
 * The panel beside the phone: the stack of pages, the data of the one on top,
 * the last calls of wx.
 * @param {HTMLElement} parent
 * @param {typeof import('../../words.js').shell} words
 */
export function createPanel(parent, words) {
  const stack = section(parent, words.pages, 'ol');
  const data = section(parent, words.data, 'pre');
  const calls = section(parent, words.calls, 'div');

  return {
    /** @param {{stack: string[], data: unknown, calls: {name: string, options: unknown, result: unknown}[]}} state */
    show(state) {
      stack.replaceChildren(...state.stack.map((address) => element('li', 'panel__page', address)));
      const text = readable(state.data);
      if (data.textContent !== text) data.textContent = text;
      // Those that are open stay so, which is why the list only grows.
      if (Number(calls.dataset.of) !== state.calls.length || calls.dataset.last !== key(state.calls.at(-1))) {
        calls.replaceChildren(...state.calls.toReversed().map(call));
        calls.dataset.of = String(state.calls.length);
        calls.dataset.last = key(state.calls.at(-1));
      }
    },
  };
}

function section(parent, title, tag) {
  const details = parent.appendChild(element('details', 'panel__section'));
  details.open = true;
  details.append(element('summary', 'panel__title', title));
  return details.appendChild(element(tag, 'panel__body'));
}

function call({ name, options, result }) {
  const details = element('details', 'call');
  const failed = /:fail/.test(result?.errMsg ?? '');
  details.append(element('summary', `call__name${failed ? ' call__name--failed' : ''}`, `wx.${name}`));
  details.append(element('pre', 'call__text', `${readable(options)}\n→ ${readable(result)}`));
  return details;
}

function key(last) {
  return last ? `${last.name}${readable(last.result).length}` : '';
}

/** @param {unknown} value of the page: may hold functions, elements and itself */
function readable(value) {
  const seen = new WeakSet();
  const text = JSON.stringify(value, (name, part) => {
    if (typeof part === 'function') return `${part.name || 'ƒ'}()`;
    if (part && typeof part === 'object') {
      if (part.nodeType) return `<${part.nodeName.toLowerCase()}>`;
      if (seen.has(part)) return '…';
      seen.add(part);
    }
    return part;
  }, 2) ?? String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
