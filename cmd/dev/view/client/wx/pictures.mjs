import { dialog, element } from './element.mjs';

/**
 * Pictures over the whole phone, one at a time.
 * @param {HTMLElement} layer
 * @param {{ close: string }} words
 * @param {string[]} urls
 * @param {number} at
 */
export const showPictures = (layer, words, urls, at) =>
  dialog(layer, { class: 'phone-pictures', label: words.close, away: undefined }, (answer) => {
    const strip = element('div', { class: 'phone-pictures__strip', onclick: () => answer(undefined) }, ...urls.map((src) => element('img', { src, alt: '' })));
    requestAnimationFrame(() => (strip.scrollLeft = strip.clientWidth * at));
    return [strip];
  });
