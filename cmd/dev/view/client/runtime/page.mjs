import { createFrame, listenToScroll } from './frame.mjs';
import { createPull } from './pull.mjs';

/**
 * One page of the stack: what stands in the document and its life cycle.
 * @param {import('./routes.mjs').Route} route
 * @param {object} context
 * @param {ReturnType<typeof import('./engine.mjs').createEngine>} context.engine
 * @param {Parameters<typeof createFrame>[1]} context.config
 * @param {HTMLElement} context.parent
 * @param {Parameters<typeof createFrame>[2]} context.way
 * @param {object} [context.given] what the page gets besides, such as getOpenerEventChannel
 * @param {boolean} [context.isTab]
 * @param {(component: any, view: HTMLElement) => any} [context.addBar] draws the bar with the tabs that the app has itself
 * @param {boolean} [context.isBlocked] a mistake keeps it from running
 */
export function openPage(route, { engine, config, parent, way, given = {}, isTab = false, isBlocked = false, addBar = () => undefined }) {
  const placed = createFrame(parent, config, way, isTab);
  const { root, attach } = isBlocked ? blank() : makeOrBlank(() => engine.createPage(route, placed.scroller));
  const component = root.getComponent();
  const instance = root.get();
  Object.assign(instance, { route: route.path, options: route.query, __route__: route.path }, given);
  const tell = teller(instance);
  const { enablePullDownRefresh, onReachBottomDistance = 50 } = config();
  const pull = createPull(placed.scroller, { enabled: enablePullDownRefresh === true, refresh: () => tell('onPullDownRefresh') });
  listenToScroll(placed.scroller, onReachBottomDistance, tell);
  return { ...placed, ...lifeOf({ ...placed, route, component, tell, attach, root, addBar }), route, instance, pull, tell };
}

/** A page that can't be made stands empty, as in WeChat, and the rest goes on. */
function makeOrBlank(make) {
  try {
    return make();
  } catch (error) {
    reportError(error);
    return blank();
  }
}

/** In place of a page that can't run. */
function blank() {
  const instance = { data: {}, setData() {} };
  return { attach() {}, root: { getComponent: () => ({ triggerPageLifetime() {} }), get: () => instance, release() {} } };
}

/** What a page's own code throws is the project's mistake and must not stop the stack. */
function teller(instance) {
  return (name, ...args) => {
    try {
      return typeof instance[name] === 'function' ? instance[name](...args) : undefined;
    } catch (error) {
      reportError(error);
      return undefined;
    }
  };
}

function lifeOf({ frame, view, route, component, tell, attach, root, addBar }) {
  /** The page, and the bar with the tabs that stands in it. */
  const components = [component];
  let bar;
  const lifetime = (name, ...args) => components.forEach((each) => each.triggerPageLifetime(name, args));
  const life = {
    load() {
      attach();
      bar = addBar(component, view);
      if (bar) components.push(bar.getComponent());
      tell('onLoad', route.query);
    },

    show() {
      frame.hidden = false;
      life.return();
    },

    /** Of the user to the page, which may have been there all the time. */
    return() {
      lifetime('show');
      tell('onShow');
    },

    /** Comes behind the components of the page, which queued theirs when they were attached. */
    ready() {
      queueMicrotask(() => tell('onReady'));
    },

    hide() {
      life.leave();
      frame.hidden = true;
    },

    leave() {
      lifetime('hide');
      tell('onHide');
    },

    /** @param {{windowWidth: number, windowHeight: number}} size */
    resize(size) {
      lifetime('resize', { size });
      tell('onResize', { size });
    },

    unload() {
      tell('onUnload');
      bar?.release();
      root.release();
      frame.remove();
    },
  };
  return life;
}
