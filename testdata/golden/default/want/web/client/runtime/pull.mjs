/** How far a finger pulls before the page refreshes, in px, and how much of that the page follows. */
const ENOUGH = 100;
const FOLLOW = 0.5;
/** How far the page stays down while it refreshes. */
const HELD = 50;

/**
 * Pulling a page down from its top.
 * @param {HTMLElement} scroller
 * @param {{enabled: boolean, refresh: () => void}} options
 * @returns {{start(): void, stop(): void}}
 */
export function createPull(scroller, { enabled, refresh }) {
  let held = false;
  const dots = document.createElement('div');
  dots.className = 'phone-pull';
  scroller.before(dots);

  /** Not by a transform, which would take what is fixed along with the scrolling. */
  const move = (by) => {
    scroller.style.top = `${by}px`;
    dots.style.height = `${by}px`;
  };
  const start = () => {
    if (held) return;
    held = true;
    move(HELD);
    refresh();
  };
  const stop = () => {
    held = false;
    move(0);
  };
  if (enabled) follow(scroller, { may: () => !held, move, start });
  return { start, stop };
}

function follow(scroller, { may, move, start }) {
  let from = NaN;
  let distance = 0;
  scroller.addEventListener('touchstart', ({ touches }) => {
    from = scroller.scrollTop <= 0 && may() ? touches[0].clientY : NaN;
    distance = 0;
  }, { passive: true });
  scroller.addEventListener('touchmove', ({ touches }) => {
    distance = touches[0].clientY - from;
    if (distance > 0) move(Math.min(distance, ENOUGH) * FOLLOW);
  }, { passive: true });
  for (const type of ['touchend', 'touchcancel']) {
    scroller.addEventListener(type, () => {
      if (distance >= ENOUGH) start();
      else if (distance > 0) move(0);
      distance = 0;
    });
  }
}
