import { values } from '../runtime/wxss.mjs';

/** Of a number: the unit that it has in CSS. */
const UNITS = { rotate: 'deg', rotateX: 'deg', rotateY: 'deg', rotateZ: 'deg', skew: 'deg', skewX: 'deg', skewY: 'deg', translate: 'px', translateX: 'px', translateY: 'px', translateZ: 'px', translate3d: 'px' };
const TRANSFORMS = [...Object.keys(UNITS), 'scale', 'scaleX', 'scaleY', 'scaleZ', 'scale3d', 'rotate3d', 'matrix', 'matrix3d'];
const PROPERTIES = { opacity: '', width: 'px', height: 'px', top: 'px', left: 'px', right: 'px', bottom: 'px', backgroundColor: '' };

const withUnit = (value, unit) => (typeof value === 'number' ? `${value}${unit}` : value);

/** @param {string} name @param {any[]} given @returns {string} as CSS has it */
export function transformText(name, given) {
  const unit = UNITS[name] ?? '';
  const parts = name === 'rotate3d' ? given.map((value, index) => withUnit(value, index === 3 ? 'deg' : '')) : given.map((value) => withUnit(value, unit));
  return `${name}(${parts.join(', ')})`;
}

/**
 * `wx.createAnimation`: steps that export() hands to an `animation` attribute.
 * @param {{duration?: number, timingFunction?: string, delay?: number, transformOrigin?: string}} [options]
 */
export function createAnimation(options = {}) {
  let steps = [];
  /** A step goes on from where the one before it ended. */
  let [transforms, styles] = [new Map(), {}];
  const self = {
    step(own = {}) {
      const { duration = 400, timingFunction = 'linear', delay = 0, transformOrigin = '50% 50% 0' } = { ...options, ...own };
      const transform = [...transforms].map(([name, given]) => transformText(name, given)).join(' ');
      steps.push({ duration, timingFunction, delay, transformOrigin, style: { ...styles, ...(transform && { transform }) } });
      return self;
    },
    export() {
      const actions = steps;
      steps = [];
      return { actions };
    },
  };
  for (const name of TRANSFORMS) self[name] = (...given) => (transforms.set(name, given), self);
  for (const [name, unit] of Object.entries(PROPERTIES)) self[name] = (value) => ((styles = { ...styles, [name]: withUnit(value, unit) }), self);
  return self;
}

const EASINGS = { 'step-start': 'steps(1, start)', 'step-end': 'steps(1, end)' };
/** Names of properties that this.animate has otherwise than CSS. */
const OWN = new Set(TRANSFORMS);

/**
 * A key frame of this.animate as the browser takes it.
 * @param {Record<string, any>} frame
 * @returns {Keyframe}
 */
export function keyframe({ ease, offset, ...rest }) {
  const transform = Object.entries(rest).filter(([name]) => OWN.has(name)).map(([name, value]) => transformText(name, [value].flat())).join(' ');
  const styles = Object.entries(rest).filter(([name]) => !OWN.has(name) && name !== 'composite').map(([name, value]) => [name, values(withUnit(value, PROPERTIES[name] ?? ''))]);
  return { ...Object.fromEntries(styles), ...(transform && { transform }), ...(offset !== undefined && { offset }), ...(ease && { easing: EASINGS[ease] ?? ease }) };
}

/** What runs on an element until clearAnimation. @type {WeakMap<Element, Animation[]>} */
const running = new WeakMap();

/** `this.animate` and `this.clearAnimation` of pages and components. */
export const animations = {
  /** @param {string} selector @param {object[]} frames @param {number} duration ms, or a scroll to go along with, which stays still here */
  animate(selector, frames, duration, ...rest) {
    const done = rest.findLast((each) => typeof each === 'function');
    const shown = this._$.getShadowRoot().querySelectorAll(selector).map((node) => node.$$);
    const started = shown.map((element) => {
      const animation = element.animate(frames.map(keyframe), { duration: Number(duration) || 0, fill: 'forwards' });
      running.set(element, [...(running.get(element) ?? []), animation]);
      return animation.finished;
    });
    Promise.all(started).then(() => done?.call(this), () => {});
  },

  /** @param {string} selector */
  clearAnimation(selector, ...rest) {
    for (const node of this._$.getShadowRoot().querySelectorAll(selector)) {
      running.get(node.$$)?.forEach((animation) => animation.cancel());
      running.delete(node.$$);
    }
    rest.findLast((each) => typeof each === 'function')?.call(this);
  },
};
