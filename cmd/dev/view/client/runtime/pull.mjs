import { followed, watchPull } from '../tags/pull.mjs';

/** How far a finger pulls before the page refreshes, px. */
const ENOUGH = 100;
/** How far the page stays down while it refreshes, px. */
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
  if (enabled) {
    watchPull(scroller, {
      // As in WeChat, where nothing inside a scroll-view pulls the page.
      allowed: ({ target }) => !held && !target.closest('scroll-view'),
      move: (way) => move(followed(way)),
      end: (way) => (way >= ENOUGH ? start() : move(0)),
    });
  }
  return { start, stop };
}
