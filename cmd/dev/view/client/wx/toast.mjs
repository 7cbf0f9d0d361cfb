import { element } from './element.mjs';
import { need } from './calls.mjs';

/** ms */
const DURATION = 1500;

const ICONS = {
  success: '<path d="M8 19.5l8 8 16-17"/>',
  error: '<circle cx="20" cy="20" r="15"/><path d="M20 11v11.5M20 26v3"/>',
  loading: '<circle cx="20" cy="20" r="15" stroke-dasharray="70 24" stroke-linecap="round"/>',
};

/** @param {string} name @param {string} [image] */
function icon(name, image) {
  if (image) return element('img', { class: 'phone-toast__icon', src: image, alt: '' });
  if (!ICONS[name]) return null;
  const drawn = element('div', { class: `phone-toast__icon phone-toast__icon--${name}`, 'aria-hidden': 'true' });
  drawn.innerHTML = `<svg viewBox="0 0 40 40" fill="none" stroke="currentColor" stroke-width="2.6">${ICONS[name]}</svg>`;
  return drawn;
}

/**
 * Toasts and the loading sign share one place: the newer one takes it.
 * @param {HTMLElement} layer
 * @param {(path: string) => string} imageOf Address of a picture of the package.
 */
export function createToasts(layer, imageOf) {
  let shown;
  let timer;

  const hide = () => {
    clearTimeout(timer);
    shown?.remove();
    shown = undefined;
  };

  /** @param {{ title: string, icon?: string, image?: string, mask?: boolean, duration?: number }} options `duration` Infinity: until it is hidden. */
  function show({ title, icon: name = 'success', image, mask = false, duration = DURATION }) {
    hide();
    const sign = icon(name, image && imageOf(image));
    const text = element('div', { class: 'phone-toast__text', text: title });
    const card = element('div', { class: `phone-toast__card ${sign ? '' : 'phone-toast__card--text'}` }, sign, text);
    shown = element('div', { class: `phone-toast ${mask ? 'phone-toast--mask' : ''}`, role: 'status' }, card);
    layer.append(shown);
    if (Number.isFinite(duration)) timer = setTimeout(hide, duration);
  }

  return { show, hide };
}

/**
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 * @param {ReturnType<typeof createToasts>} toasts
 */
export function toast({ api }, toasts) {
  return {
    showToast: api('showToast', (options) => {
      need(options, { title: 'String' });
      toasts.show(options);
    }),
    hideToast: api('hideToast', toasts.hide),
    showLoading: api('showLoading', (options) => {
      need(options, { title: 'String' });
      toasts.show({ title: options.title, mask: options.mask, icon: 'loading', duration: Infinity });
    }),
    hideLoading: api('hideLoading', toasts.hide),
  };
}
