import { createBar } from './bar.mjs';

/**
 * What stands in the document for a page: its navigation bar, and the part that scrolls.
 * @param {HTMLElement} parent
 * @param {() => Record<string, any>} config window of app.json and the page's own JSON, with colours of the theme
 * @param {Parameters<typeof createBar>[0]['way']} way
 * @param {boolean} [isTab] whether the bar with the tabs stands below it
 */
export function createFrame(parent, config, way, isTab = false) {
  const first = config();
  const bar = createBar({ config: first, way });
  const [frame, view, scroller] = ['phone-page', 'phone-view', 'phone-scroll'].map((name) => {
    const element = document.createElement('div');
    element.className = name;
    return element;
  });
  bar.element.hidden = first.navigationStyle === 'custom';
  frame.classList.toggle('phone-page--tab', isTab);
  frame.append(bar.element, view);
  view.append(scroller);
  parent.append(frame);

  const paint = () => {
    const settings = config();
    bar.paint(settings);
    frame.style.background = settings.backgroundColor ?? '';
  };
  paint();
  return { frame, view, scroller, bar, paint };
}

/**
 * Tells a page how it is scrolled.
 * @param {HTMLElement} scroller
 * @param {number} distance from the bottom, px, at which it counts as reached
 * @param {(name: string, event?: object) => void} tell
 */
export function listenToScroll(scroller, distance, tell) {
  const reached = createReached(distance);
  scroller.addEventListener('scroll', () => {
    tell('onPageScroll', { scrollTop: scroller.scrollTop });
    if (reached(scroller)) tell('onReachBottom');
  }, { passive: true });
}

/**
 * Whether a scroll comes to the bottom: once, and again after it was left or when the content has grown.
 * @param {number} distance px
 * @returns {(scroller: {scrollTop: number, scrollHeight: number, clientHeight: number}) => boolean}
 */
export function createReached(distance) {
  let height = 0;
  return ({ scrollTop, scrollHeight, clientHeight }) => {
    const near = scrollHeight - clientHeight - scrollTop <= distance;
    const came = near && height !== scrollHeight;
    height = near ? scrollHeight : 0;
    return came;
  };
}
