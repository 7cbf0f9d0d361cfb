const PATH = 'custom-tab-bar/index';

/**
 * The bar with the tabs that an app draws itself: a component of its own for each page that a tab leads to.
 * @param {import('./built.mjs').Built} built
 * @param {() => ReturnType<typeof import('./engine.mjs').createEngine>} engine
 * @param {string[]} tabs paths of those pages
 */
export function createCustomTabBars(built, engine, tabs) {
  /** By the component of the page, and by the bar's own. @type {WeakMap<object, any>} */
  const bars = new WeakMap();
  const exists = built.app.tabBar?.custom === true && `${PATH}.js` in built.modules;

  return {
    /**
     * @param {string} path of a page
     * @param {any} component of that page
     * @param {HTMLElement} view
     */
    add(path, component, view) {
      if (!exists || !tabs.includes(path)) return undefined;
      const holder = view.appendChild(document.createElement('div'));
      holder.className = 'phone-custom-tabs';
      const { root, attach } = engine().createPage({ path: PATH, query: {} }, holder, 'custom-tab-bar');
      attach();
      bars.set(component, root.get());
      bars.set(root.getComponent(), root.get());
      return root;
    },

    /** What getTabBar answers: the bar of the page in which a component stands. @param {any} instance of a page or component */
    of(instance) {
      let node = instance._$;
      while (node.ownerShadowRoot) node = node.ownerShadowRoot.getHostNode();
      return bars.get(node) ?? null;
    },
  };
}
