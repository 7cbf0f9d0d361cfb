/**
 * Pulling down what is scrolled to its top, with a finger or the mouse.
 */

/** How far the content follows, and from where on letting go refreshes, px. */
const MOST = 110;
const ENOUGH = 60;

/**
 * How far the content goes down: ever less than the finger.
 * @param {number} way Of the finger, px.
 */
export const followed = (way) => (way <= 0 ? 0 : MOST * (1 - Math.exp(-way / MOST)));

/**
 * The gesture alone.
 * @param {HTMLElement} scroller
 * @param {{ allowed(): boolean, move(way: number): void, end(way: number): void }} listener
 * @returns {() => void} Stops listening.
 */
export function watchPull(scroller, { allowed, move, end }) {
  let start = null;
  let way = 0;
  const pointOf = (event) => (event.touches ? event.touches[0] : event);
  const onStart = (event) => {
    start = scroller.scrollTop <= 0 && allowed() && (event.touches || event.button === 0) ? pointOf(event).clientY : null;
    way = 0;
  };
  const onMove = (event) => {
    if (start === null) return;
    way = pointOf(event).clientY - start;
    if (way > 8 && event.cancelable && event.touches) event.preventDefault();
    if (way > 8) move(way);
  };
  const onEnd = () => {
    if (start !== null && way > 8) end(way);
    start = null;
  };
  const heard = [
    [scroller, 'touchstart', onStart], [scroller, 'touchmove', onMove], [scroller, 'touchend', onEnd], [scroller, 'touchcancel', onEnd],
    [scroller, 'mousedown', onStart], [window, 'mousemove', onMove], [window, 'mouseup', onEnd],
  ];
  heard.forEach(([target, type, listener]) => target.addEventListener(type, listener, { passive: false }));
  return () => heard.forEach(([target, type, listener]) => target.removeEventListener(type, listener));
}

function createSign(scroller) {
  const sign = document.createElement('div');
  sign.className = 'wx-pull';
  sign.setAttribute('aria-hidden', 'true');
  sign.innerHTML = '<i></i><i></i><i></i>';
  scroller.prepend(sign);
  return sign;
}

/**
 * Pulling a page down to refresh it, with the three dots that WeChat draws.
 * @param {HTMLElement} scroller
 * @param {{ onRefresh(): void }} options
 */
export function createPull(scroller, { onRefresh }) {
  const sign = createSign(scroller);
  let running = false;
  const open = (height, animated) => {
    sign.style.transition = animated ? 'height 0.2s' : 'none';
    sign.style.height = `${height}px`;
  };
  const start = () => {
    if (running) return;
    running = true;
    scroller.scrollTop = 0;
    sign.classList.add('wx-pull--running');
    open(ENOUGH, true);
    onRefresh();
  };
  const detach = watchPull(scroller, {
    allowed: () => !running,
    move: (way) => open(followed(way), false),
    end: (way) => (followed(way) >= ENOUGH ? start() : open(0, true)),
  });
  return {
    start,
    stop() {
      running = false;
      sign.classList.remove('wx-pull--running');
      open(0, true);
    },
    detach,
  };
}
