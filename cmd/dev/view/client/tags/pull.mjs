/**
 * Pulling down what is scrolled to its top, with a finger or the mouse.
 */

/** How far the content follows at most, px. */
const MOST = 110;

/** A finger that moves less is tapping, px. */
const STILL = 8;

/**
 * How far the content goes down: ever less than the finger.
 * @param {number} way Of the finger, px.
 */
export const followed = (way) => (way <= 0 ? 0 : MOST * (1 - Math.exp(-way / MOST)));

/**
 * @param {HTMLElement} scroller
 * @param {{ allowed(event: Event): boolean, move(way: number): void, end(way: number): void }} listener
 */
export function watchPull(scroller, { allowed, move, end }) {
  let start = null;
  let way = 0;
  const pointOf = (event) => (event.touches ? event.touches[0] : event);
  const onStart = (event) => {
    start = scroller.scrollTop <= 0 && allowed(event) && (event.touches || event.button === 0) ? pointOf(event).clientY : null;
    way = 0;
  };
  const onMove = (event) => {
    if (start === null) return;
    way = pointOf(event).clientY - start;
    if (way <= STILL) return;
    if (event.cancelable && event.touches) event.preventDefault();
    move(way);
  };
  const onEnd = () => {
    if (start !== null && way > STILL) end(way);
    start = null;
  };
  const active = { passive: false };
  scroller.addEventListener('touchstart', onStart, active);
  scroller.addEventListener('touchmove', onMove, active);
  scroller.addEventListener('touchend', onEnd);
  scroller.addEventListener('touchcancel', onEnd);
  scroller.addEventListener('mousedown', (event) => {
    onStart(event);
    if (start === null) return;
    addEventListener('mousemove', onMove);
    addEventListener('mouseup', () => {
      removeEventListener('mousemove', onMove);
      onEnd();
    }, { once: true });
  });
}
