import { animations } from '../wx/animation.mjs';
import { createIntersectionObserver } from '../wx/intersection.mjs';
import { createSelectorQuery } from '../wx/query.mjs';

/**
 * What every page and component has besides its own methods and those that glass-easel's adapter gives it.
 * @param {object} means
 * @param {(instance: object) => object | null} means.getTabBar
 * @param {() => any} means.current the page on top
 */
export const createMethods = ({ getTabBar, current }) => ({
  ...animations,
  getTabBar() {
    return getTabBar(this);
  },
  createIntersectionObserver(options) {
    return createIntersectionObserver(this, options);
  },
  createSelectorQuery() {
    return createSelectorQuery(current).in(this);
  },
});
