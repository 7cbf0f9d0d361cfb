import { createBar } from './bar.mjs';

/**
 * What stands in the document for a page: its navigation bar, and the part that scrolls.
 * @param {HTMLElement} parent
 * @param {() => Record<string, any>} config window of app.json and the page's own JSON, with colours of the theme
 * @param {Parameters<typeof createBar>[0]['way']} way
 */
export function createFrame(parent, config, way) {
  const first = config();
  const bar = createBar({ config: first, way });
  const [frame, view, scroller] = ['phone-page', 'phone-view', 'phone-scroll'].map((name) => {
    const element = document.createElement('div');
    element.className = name;
    return element;
  });
  bar.element.hidden = first.navigationStyle === 'custom';
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
  /** Height of the content at whose bottom it stands, 0 above: what grows there has a new bottom. */
  let reached = 0;
  scroller.addEventListener('scroll', () => {
    tell('onPageScroll', { scrollTop: scroller.scrollTop });
    const near = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop <= distance;
    if (near && reached !== scroller.scrollHeight) tell('onReachBottom');
    reached = near ? scroller.scrollHeight : 0;
  }, { passive: true });
}
