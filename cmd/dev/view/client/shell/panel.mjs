import { placeOf } from './overlay.mjs';
import { readable, summary } from './readable.mjs';
import { element } from './toolbar.mjs';

/**
 * The panel beside the phone: what stops nothing but is worth a look, the stack of pages, the data of the one on top,
 * the last calls of wx.
 * @param {HTMLElement} parent
 * @param {typeof import('../words/en.js').shell} words
 */
export function createPanel(parent, words) {
  const warnings = section(parent, words.warnings, 'div');
  const stack = section(parent, words.pages, 'ol');
  const data = section(parent, words.data, 'div');
  const calls = section(parent, words.calls, 'div');
  let told = 0;

  return {
    /** @param {{stack: string[], data: Record<string, unknown>, calls: Call[], warnings: import('../runtime/built.mjs').Failure[]}} state */
    show(state) {
      showWarnings(warnings, state.warnings);
      stack.replaceChildren(...state.stack.map((address) => element('li', 'panel__value', address)));
      showData(data, state.data ?? {});
      const last = state.calls.at(-1)?.number ?? 0;
      if (last < told) calls.replaceChildren();
      const fresh = state.calls.filter(({ number }) => number > (last < told ? 0 : told));
      calls.prepend(...fresh.toReversed().map(call));
      while (calls.children.length > state.calls.length) calls.lastElementChild.remove();
      told = last;
    },
  };
}

/** @typedef {{number: number, name: string, options: unknown, result: unknown}} Call */

function section(parent, title, tag) {
  const details = parent.appendChild(element('details', 'panel__section'));
  details.open = true;
  details.append(element('summary', 'panel__title', title));
  return details.appendChild(element(tag, 'panel__body'));
}

function showWarnings(parent, warnings) {
  parent.parentElement.hidden = warnings.length === 0;
  if (parent.childElementCount === warnings.length) return;
  parent.replaceChildren(...warnings.map((warning) => {
    const line = element('div', 'panel__value');
    line.append(element('div', 'panel__place', placeOf(warning)), element('div', '', warning.message));
    return line;
  }));
}

/** One line per name; what is larger opens, and stays open when it changes. */
function showData(parent, data) {
  const open = new Set([...parent.querySelectorAll('details[open]')].map(({ dataset }) => dataset.name));
  parent.replaceChildren(...Object.entries(data).map(([name, value]) => {
    if (value === null || typeof value !== 'object') return element('div', 'panel__value', `${name}: ${readable(value)}`);
    const details = more(`${name}: ${summary(value)}`, readable(value));
    details.dataset.name = name;
    details.open = open.has(name);
    return details;
  }));
}

/** @param {Call} made */
function call({ name, options, result }) {
  const details = more(`wx.${name}`, `${readable(options)}\n→ ${readable(result)}`);
  details.firstElementChild.classList.toggle('panel__failed', /:fail/.test(result?.errMsg ?? ''));
  return details;
}

function more(title, text) {
  const details = element('details', '');
  details.append(element('summary', '', title), element('pre', 'panel__text', text));
  return details;
}
