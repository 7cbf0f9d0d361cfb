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
  const dots = document.createElement('div');
  dots.className = 'phone-pull';
  scroller.before(dots);
  let from = 0;
  let distance = 0;
  let held = false;

  const move = (by) => {
    scroller.style.transform = by > 0 ? `translateY(${by}px)` : '';
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

  if (enabled) {
    scroller.addEventListener('pointerdown', ({ clientY }) => {
      from = scroller.scrollTop <= 0 && !held ? clientY : NaN;
      distance = 0;
    });
    const follow = (event) => {
      const { clientY } = event.touches?.[0] ?? event;
      if (event.buttons === 0) return;
      distance = clientY - from;
      if (distance > 0) move(Math.min(distance * FOLLOW, ENOUGH));
    };
    scroller.addEventListener('mousemove', follow);
    scroller.addEventListener('touchmove', follow, { passive: true });
    const end = () => {
      if (held || !(distance > 0)) return;
      if (distance >= ENOUGH) start();
      else move(0);
      distance = 0;
    };
    for (const type of ['mouseup', 'mouseleave', 'touchend', 'touchcancel']) scroller.addEventListener(type, end);
  }
  return { start, stop };
}
