import { dialog, element } from './element.mjs';

/** @typedef {typeof import('../words/en.js').wx} Words */

/** @param {string} label @param {boolean} strong @param {() => void} onclick */
const button = (label, strong, onclick) =>
  element('button', { class: `phone-consent__button ${strong ? 'phone-consent__button--strong' : ''}`, text: label, onclick });

/**
 * A sheet from below with a question, as WeChat asks for a permission.
 * @param {HTMLElement} layer
 * @param {{ about: string, title: string, text: string, yes: string, no: string, more?: Node }} said
 */
const ask = (layer, { about, title, text, yes, no, more }) =>
  dialog(layer, { class: 'phone-consent', label: title, away: false }, (answer) => [
    element('div', { class: 'phone-consent__about', text: about }),
    element('div', { class: 'phone-consent__title', text: title }),
    element('div', { class: 'phone-consent__text', text }),
    ...(more ? [more] : []),
    element('div', { class: 'phone-consent__buttons' }, button(no, false, () => answer(false)), button(yes, true, () => answer(true))),
  ]);

/**
 * @param {HTMLElement} layer
 * @param {Words} words
 * @param {Record<string, boolean>} all What was asked for so far.
 * @returns {Promise<Record<string, boolean>>}
 */
function settings(layer, words, all) {
  const chosen = { ...all };
  const row = (scope) => {
    const box = element('input', { type: 'checkbox', role: 'switch', class: 'phone-settings__switch', onchange: () => (chosen[scope] = box.checked) });
    box.checked = all[scope];
    return element('label', { class: 'phone-settings__row' }, element('span', { text: words.scopes[scope]?.name ?? scope }), box);
  };
  const scopes = Object.keys(all);
  return dialog(layer, { class: 'phone-settings', label: words.settings.title, away: chosen }, (answer) => [
    element(
      'div',
      { class: 'phone-settings__head' },
      element('button', { class: 'phone-settings__back', 'aria-label': words.settings.back, onclick: () => answer(chosen) }),
      element('div', { text: words.settings.title }),
    ),
    ...(scopes.length ? scopes.map(row) : [element('div', { class: 'phone-settings__none', text: words.settings.none })]),
  ]);
}

/**
 * The dialogs that WeChat itself shows about permissions and privacy.
 * @param {HTMLElement} layer
 * @param {Words} words
 * @param {(text: string) => void} notify
 */
export function createConsent(layer, words, notify) {
  const contract = () =>
    dialog(layer, { class: 'phone-consent', label: words.privacy.contract, away: undefined, outside: true }, (answer) => [
      element('div', { class: 'phone-consent__title', text: words.privacy.contract }),
      element('div', { class: 'phone-consent__text', text: words.privacy.contractText }),
      element('div', { class: 'phone-consent__buttons' }, button(words.confirm, true, () => answer(undefined))),
    ]);
  return {
    notify,
    contract: () => void contract(),
    settings: (all) => settings(layer, words, all),

    /** @param {string} scope */
    ask: (scope) =>
      ask(layer, {
        about: words.asks,
        title: words.scopes[scope]?.ask ?? scope,
        text: words.scopes[scope]?.why ?? '',
        yes: words.allow,
        no: words.refuse,
      }),

    privacy: () =>
      ask(layer, {
        about: words.privacy.title,
        title: words.privacy.ask,
        text: words.privacy.text,
        yes: words.privacy.agree,
        no: words.refuse,
        more: element('button', { class: 'phone-consent__link', text: words.privacy.contract, onclick: () => void contract() }),
      }),
  };
}
