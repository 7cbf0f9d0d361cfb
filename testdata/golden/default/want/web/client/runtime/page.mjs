import { createBar } from './bar.mjs';
import { createPull } from './pull.mjs';

/**
 * One page of the stack: what stands in the document and its life cycle.
 * @param {import('./routes.mjs').Route} route
 * @param {object} context
 * @param {ReturnType<typeof import('./engine.mjs').createEngine>} context.engine
 * @param {() => Record<string, any>} context.config window of app.json and the page's own JSON, with colours of the theme
 * @param {HTMLElement} context.parent
 * @param {Parameters<typeof createBar>[0]['way']} context.way
 * @param {object} [context.given] what the page gets besides, such as getOpenerEventChannel
 */
export function openPage(route, { engine, config, parent, way, given = {} }) {
  const first = config();
  const bar = createBar({ config: first, way });
  const frame = div('phone-page');
  const view = div('phone-view');
  const scroller = div('phone-scroll');
  bar.element.hidden = first.navigationStyle === 'custom';
  frame.append(bar.element, view);
  view.append(scroller);
  parent.append(frame);

  let made;
  try {
    made = engine.createPage(route, scroller);
  } catch (error) {
    frame.remove();
    throw error;
  }
  const component = made.root.getComponent();
  const instance = made.root.get();
  Object.assign(instance, { route: route.path, options: route.query, __route__: route.path }, given);
  const call = (name, ...args) => (typeof instance[name] === 'function' ? instance[name](...args) : undefined);
  /** What a page's own code throws is the project's mistake and must not stop the stack. */
  const tell = (name, ...args) => {
    try {
      return call(name, ...args);
    } catch (error) {
      console.error(error);
      return undefined;
    }
  };

  const page = {
    route,
    instance,
    pull: createPull(scroller, { enabled: first.enablePullDownRefresh === true, refresh: () => tell('onPullDownRefresh') }),
    frame,
    view,
    scroller,
    bar,
    tell,

    paint() {
      bar.paint(config());
      frame.style.background = config().backgroundColor ?? '';
    },

    load() {
      made.attach();
      tell('onLoad', route.query);
    },

    show() {
      frame.hidden = false;
      page.return();
    },

    /** Of the user to the page, which may have been there all the time. */
    return() {
      component.triggerPageLifetime('show', []);
      tell('onShow');
    },

    /** Comes behind the components of the page, which queued theirs when they were attached. */
    ready() {
      queueMicrotask(() => tell('onReady'));
    },

    hide() {
      page.leave();
      frame.hidden = true;
    },

    leave() {
      component.triggerPageLifetime('hide', []);
      tell('onHide');
    },

    /** @param {{windowWidth: number, windowHeight: number}} size */
    resize(size) {
      component.triggerPageLifetime('resize', [{ size }]);
      tell('onResize', { size });
    },

    unload() {
      tell('onUnload');
      made.root.release();
      frame.remove();
    },
  };
  page.paint();
  listenToScroll(page, first.onReachBottomDistance ?? 50);
  return page;
}

function listenToScroll({ scroller, tell }, distance) {
  let atBottom = false;
  scroller.addEventListener('scroll', () => {
    tell('onPageScroll', { scrollTop: scroller.scrollTop });
    const near = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop <= distance;
    if (near && !atBottom) tell('onReachBottom');
    atBottom = near;
  }, { passive: true });
}

function div(name) {
  const element = document.createElement('div');
  element.className = name;
  return element;
}
