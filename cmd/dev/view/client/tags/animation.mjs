/**
 * The `animation` attribute: what wx.createAnimation exported, step by step.
 */

/** Runs that a newer one takes the place of. @type {WeakMap<HTMLElement, object>} */
const runs = new WeakMap();

/**
 * @param {HTMLElement} element
 * @param {{actions?: {style: Record<string, string>, duration: number, timingFunction: string, delay: number, transformOrigin: string}[]}} animation
 */
export async function animate(element, { actions = [] }) {
  const run = {};
  runs.set(element, run);
  for (const { style, duration, timingFunction, delay, transformOrigin } of actions) {
    if (runs.get(element) !== run) return;
    const options = { duration, easing: timingFunction, delay, fill: /** @type {const} */ ('both') };
    element.style.transformOrigin = transformOrigin;
    const animation = element.animate([{}, style], options);
    await animation.finished.catch(() => {});
    Object.assign(element.style, style);
    animation.cancel();
  }
}
