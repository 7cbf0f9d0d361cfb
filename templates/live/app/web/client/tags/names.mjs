/**
 * WeChat's own tags. In the document they are custom elements with the names that WeChat gives them too: `<view>` is `<wx-view>`,
 * because `view` alone, or `button`, would be the browser's.
 */
export const nativeTags = [
  'button',
  'checkbox',
  'checkbox-group',
  'cover-image',
  'cover-view',
  'form',
  'icon',
  'image',
  'input',
  'label',
  'navigation-bar',
  'navigator',
  'page-container',
  'page-meta',
  'picker',
  'picker-view',
  'picker-view-column',
  'progress',
  'radio',
  'radio-group',
  'rich-text',
  'root-portal',
  'scroll-view',
  'slider',
  'swiper',
  'swiper-item',
  'switch',
  'text',
  'textarea',
  'view',
];

const known = new Set(nativeTags);

/**
 * @param {string} tag Name in WXML or in a selector of WXSS.
 * @returns {string} Name of the element in the document; other tags keep theirs.
 */
export const elementName = (tag) => (known.has(tag) ? `wx-${tag}` : tag);
