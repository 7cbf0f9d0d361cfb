import { cancelled, need, Refusal } from './calls.mjs';
import { dialog, element } from './element.mjs';

/** The longest text of a button: so many Chinese characters, or twice as many Latin ones. */
const WIDEST = 4;

/** @param {string} text @returns {number} In Chinese characters. */
const widthOf = (text) => [...text].reduce((sum, character) => sum + (character.codePointAt(0) > 0xff ? 1 : 0.5), 0);

/** Refuses texts that WeChat does not take. @param {{ confirmText?: string, cancelText?: string }} options */
export function checkButtons(options) {
  for (const name of ['confirmText', 'cancelText']) {
    if (widthOf(options[name] ?? '') > WIDEST) throw new Refusal(`${name} length should not larger than ${WIDEST} Chinese characters`);
  }
}

function createField(value, placeholder, label) {
  const field = element('input', { class: 'phone-modal__field', placeholder, 'aria-label': label, autofocus: true });
  field.value = value;
  return field;
}

/**
 * @param {HTMLElement} layer
 * @param {{ confirm: string, cancel: string }} words
 * @param {{ title?: string, content?: string, showCancel?: boolean, cancelText?: string, cancelColor?: string, confirmText?: string,
 *   confirmColor?: string, editable?: boolean, placeholderText?: string }} options
 */
export function showModal(layer, words, options) {
  const { title = '', content = '', showCancel = true, editable = false } = options;
  const field = editable ? createField(content, options.placeholderText, title || words.confirm) : null;
  const text = field || element('div', { class: 'phone-modal__text', text: content });
  const away = { confirm: false, cancel: true, content: null };
  return dialog(layer, { class: 'phone-modal', label: title || content, role: 'alertdialog', away }, (answer) => {
    const button = (text, color, value) =>
      element('button', { class: 'phone-modal__button', text, style: color && `color: ${color}`, onclick: () => answer(value()) });
    const confirm = () => ({ confirm: true, cancel: false, content: field ? field.value : null });
    field?.addEventListener('keydown', ({ key }) => key === 'Enter' && answer(confirm()));
    const buttons = element(
      'div',
      { class: 'phone-modal__buttons' },
      showCancel ? button(options.cancelText || words.cancel, options.cancelColor, () => away) : null,
      button(options.confirmText || words.confirm, options.confirmColor || 'var(--phone-link)', confirm),
    );
    const head = title ? element('div', { class: 'phone-modal__title', text: title }) : null;
    return [element('div', { class: 'phone-modal__body' }, head, text), buttons];
  });
}

/**
 * @param {HTMLElement} layer
 * @param {{ cancel: string }} words
 * @param {{ itemList: string[], alertText?: string, itemColor?: string }} options
 * @returns {Promise<number>} Place of the chosen one, -1 for none.
 */
function showActionSheet(layer, words, { itemList, alertText, itemColor }) {
  return dialog(layer, { class: 'phone-sheet', label: alertText || words.cancel, away: -1, outside: true }, (answer) => [
    alertText ? element('div', { class: 'phone-sheet__title', text: alertText }) : null,
    ...itemList.map((text, at) =>
      element('button', { class: 'phone-sheet__item', text, style: itemColor && `color: ${itemColor}`, onclick: () => answer(at) }),
    ),
    element('button', { class: 'phone-sheet__item phone-sheet__item--cancel', text: words.cancel, onclick: () => answer(-1) }),
  ].filter(Boolean));
}

/**
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 * @param {HTMLElement} layer
 * @param {{ confirm: string, cancel: string }} words
 */
export function modal({ api }, layer, words) {
  return {
    showModal: api('showModal', (options) => {
      checkButtons(options);
      return showModal(layer, words, options);
    }),
    showActionSheet: api('showActionSheet', async (options) => {
      need(options, { itemList: 'Array' });
      const { length } = options.itemList;
      if (length < 1 || length > 6) throw new Refusal('parameter error: itemList should have 1 to 6 items', { errno: 1001 });
      const tapIndex = await showActionSheet(layer, words, options);
      if (tapIndex < 0) throw cancelled();
      return { tapIndex };
    }),
  };
}
