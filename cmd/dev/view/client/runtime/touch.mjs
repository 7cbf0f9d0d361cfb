/** How long a finger stays for a long press, ms, and how far it may stray meanwhile, px. */
const LONG = 350;
const STRAY = 10;

/** How long after a touch the browser may still send the mouse's events for it, ms. */
const AFTERWARDS = 800;

/**
 * Makes a finger of the mouse: the mini-program knows touches only. A browser
 * that can't make touches leaves it at taps, which glass-easel takes from the
 * mouse itself.
 */
export function mouseToTouch() {
  if (typeof TouchEvent !== 'function' || matchMedia('(pointer: coarse)').matches) return;
  /** @type {EventTarget | null} what the finger is on, to the end */
  let target = null;
  let touched = -Infinity;
  const send = (type, event) => {
    const touch = new Touch({ ...pointOf(event), identifier: 0, target });
    const touches = type === 'touchend' ? [] : [touch];
    target.dispatchEvent(new TouchEvent(type, { touches, targetTouches: touches, changedTouches: [touch], bubbles: true, composed: true, cancelable: true }));
  };
  // After a finger the browser sends what a mouse would have done.
  addEventListener('touchend', ({ isTrusted, timeStamp }) => {
    if (isTrusted) touched = timeStamp;
  }, { capture: true, passive: true });
  addEventListener('mousedown', (event) => {
    if (event.button !== 0 || event.timeStamp - touched < AFTERWARDS) return;
    target = event.target;
    send('touchstart', event);
  }, { capture: true });
  addEventListener('mousemove', (event) => {
    if (target) send('touchmove', event);
  }, { capture: true });
  addEventListener('mouseup', (event) => {
    if (!target) return;
    send('touchend', event);
    target = null;
  }, { capture: true });
}

/**
 * Notices long presses.
 * @param {(target: EventTarget, point: {x: number, y: number}, event: TouchEvent) => void} pressed
 */
export function watchLongPress(pressed) {
  let timer;
  let start;
  addEventListener('touchstart', (event) => {
    const [{ clientX: x, clientY: y }] = event.changedTouches;
    start = { x, y };
    clearTimeout(timer);
    if (event.touches.length === 1) timer = setTimeout(() => pressed(event.target, { x, y }, event), LONG);
  }, { capture: true, passive: true });
  addEventListener('touchmove', (event) => {
    const [{ clientX, clientY }] = event.changedTouches;
    if (Math.hypot(clientX - start.x, clientY - start.y) > STRAY) clearTimeout(timer);
  }, { capture: true, passive: true });
  for (const type of ['touchend', 'touchcancel']) addEventListener(type, () => clearTimeout(timer), { capture: true, passive: true });
}

function pointOf({ clientX, clientY, pageX, pageY, screenX, screenY }) {
  return { clientX, clientY, pageX, pageY, screenX, screenY };
}
