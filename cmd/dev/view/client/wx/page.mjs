import { Refusal } from './calls.mjs';

/** Where an element begins, px below the top of the page's content. */
function topOf(selector, { instance, scroller }) {
  const found = instance._$.getShadowRoot().querySelector(selector)?.$$;
  if (!found) throw new Refusal(`cannot find node "${selector}"`);
  return found.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
}

/**
 * Scrolls within a given time.
 * @param {Element} scroller
 * @param {number} top px
 * @param {number} duration ms
 */
export function scrollTo(scroller, top, duration) {
  const from = scroller.scrollTop;
  const way = Math.max(0, Math.min(top, scroller.scrollHeight - scroller.clientHeight)) - from;
  const start = performance.now();
  return new Promise((resolve) => {
    const step = (now) => {
      const part = duration > 0 ? Math.min(1, (now - start) / duration) : 1;
      scroller.scrollTop = from + way * (1 - (1 - part) ** 3);
      if (part < 1) requestAnimationFrame(step);
      else resolve();
    };
    step(start);
  });
}

/**
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 * @param {any} host
 */
export function page({ api }, host) {
  return {
    pageScrollTo: api('pageScrollTo', async ({ scrollTop, selector, duration = 300, offsetTop = 0 }) => {
      const current = host.pages.current();
      const top = selector ? topOf(selector, current) + offsetTop : scrollTop;
      await scrollTo(current.scroller, top, duration);
    }),
    startPullDownRefresh: api('startPullDownRefresh', () => host.pages.current().pull.start()),
    stopPullDownRefresh: api('stopPullDownRefresh', () => host.pages.current().pull.stop()),
  };
}
