/**
 * Elements as scripts of templates see them, `ownerInstance` and `event.instance`.
 */

/** Of the element: one descriptor, so that a script may compare them and keep its state. @type {WeakMap<object, object>} */
const known = new WeakMap();

/** Where glass-easel keeps styles and classes that a change of the template's own leaves alone, and that go above those. */
const OWN = 2;

const dashed = (name) => (name.startsWith('--') ? name : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));

/** @param {Record<string, string> | string} style @returns {string} */
export const styleText = (style) =>
  typeof style === 'string' ? style : Object.entries(style ?? {}).map(([name, value]) => `${dashed(name)}:${value}`).join(';');

/**
 * @param {any} node of glass-easel
 * @returns {any} null for none
 */
export function describe(node) {
  if (!node) return null;
  if (!known.has(node)) known.set(node, createDescriptor(node));
  return known.get(node);
}

function createDescriptor(node) {
  const state = {};
  const inside = () => node.getShadowRoot?.() ?? node.ownerShadowRoot;
  const shown = () => node.$$;
  const self = {
    selectComponent: (selector) => describe(inside().querySelector(selector)),
    selectAllComponents: (selector) => inside().querySelectorAll(selector).map(describe),
    setStyle: (style) => (node.setNodeStyle(styleText(style), OWN), self),
    addClass: (names) => (eachName(names, (name) => node.classList?.toggle(name, true, OWN)), self),
    removeClass: (names) => (eachName(names, (name) => [OWN, undefined].forEach((where) => node.classList?.toggle(name, false, where))), self),
    hasClass: (name) => [OWN, undefined].some((where) => node.classList?.contains(name, where)),
    getDataset: () => node.dataset,
    getState: () => state,
    triggerEvent: (name, detail, options) => node.triggerEvent(name, detail, options),
    callMethod: (name, argument) => callMethod(node, name, argument),
    requestAnimationFrame: (run) => requestAnimationFrame(run),
    setTimeout: (run, ms) => setTimeout(run, ms),
    clearTimeout: (timer) => clearTimeout(timer),
    getComputedStyle: (names) => {
      const style = getComputedStyle(shown());
      return Object.fromEntries(names.map((name) => [name, style[name] ?? style.getPropertyValue(name)]));
    },
    getBoundingClientRect() {
      const { left, top, right, bottom, width, height } = shown().getBoundingClientRect();
      return { left, top, right, bottom, width, height };
    },
  };
  return self;
}

const eachName = (names, act) => String(names).split(/\s+/).filter(Boolean).forEach(act);

/** Of the component itself; an element without methods means the component in whose template it stands. */
function callMethod(node, name, argument) {
  const component = node.getMethodCaller ? node : node.ownerShadowRoot?.getHostNode();
  const caller = component?.getMethodCaller();
  if (typeof caller?.[name] !== 'function') throw new Error(`callMethod: there is no method "${name}"`);
  caller[name](argument);
}
