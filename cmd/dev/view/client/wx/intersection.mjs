const SIDES = ['top', 'right', 'bottom', 'left'];

/** @param {Record<string, number>} margins px, of which some may be left out @returns {string} */
export const marginText = (margins = {}) => SIDES.map((side) => `${Number(margins[side]) || 0}px`).join(' ');

const rectOf = (rect) => {
  const { left, top, right, bottom, width, height } = rect ?? {};
  return { left, top, right, bottom, width, height };
};

/**
 * @param {IntersectionObserverEntry} entry
 * @param {any} node of glass-easel
 */
const told = ({ intersectionRatio, intersectionRect, boundingClientRect, rootBounds, time }, node) => ({
  id: node.id,
  dataset: { ...node.dataset },
  time,
  intersectionRatio,
  intersectionRect: rectOf(intersectionRect),
  boundingClientRect: rectOf(boundingClientRect),
  relativeRect: rectOf(rootBounds),
});

/**
 * How much of elements is in sight, as wx.createIntersectionObserver tells it.
 * @param {any} component the page or component in whose template the elements are
 * @param {{thresholds?: number[], initialRatio?: number, observeAll?: boolean}} [options]
 */
export function createIntersectionObserver(component, { thresholds = [0], initialRatio = 0, observeAll = false } = {}) {
  const inside = () => component._$.getShadowRoot();
  const observers = [];
  // The page has a frame of its own in the shell, whose window would be taken without a word.
  let root = /** @type {any} */ (document);
  let rootMargin = '';

  const watch = (node, listener) => {
    let before = initialRatio;
    const observer = new IntersectionObserver((entries) => entries.forEach((entry) => {
      const ratio = entry.intersectionRatio;
      const first = before === initialRatio && ratio === initialRatio;
      before = ratio;
      if (!first || entry.isIntersecting) listener(told(entry, node));
    }), { root, rootMargin, threshold: thresholds });
    observer.observe(node.$$);
    observers.push(observer);
  };

  const self = {
    relativeTo(selector, margins) {
      root = inside().querySelector(selector)?.$$ ?? document;
      rootMargin = marginText(margins);
      return self;
    },
    relativeToViewport(margins) {
      root = document;
      rootMargin = marginText(margins);
      return self;
    },
    observe(selector, listener) {
      const [first, ...others] = inside().querySelectorAll(selector);
      if (first) watch(first, listener);
      if (observeAll) others.forEach((node) => watch(node, listener));
    },
    disconnect: () => observers.splice(0).forEach((observer) => observer.disconnect()),
  };
  return self;
}
