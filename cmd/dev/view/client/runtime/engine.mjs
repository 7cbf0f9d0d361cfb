import { globalOptions } from 'glass-easel';
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter';
import { Backend } from './backend.mjs';
import { adapted, createBehaviors } from './behaviors.mjs';
import { createConfigs } from './configs.mjs';
import { callers } from './events.mjs';
import { createModules } from './modules.mjs';
import { format } from './routes.mjs';
import { evaluate, withCalls } from './wxs.mjs';

/**
 * Defines and makes the mini-program's pages and components.
 * @param {import('./built.mjs').Built} built
 * @param {object} environment
 * @param {Record<string, unknown>} environment.globals App, getApp, wx and such
 * @param {Record<string, Function>} environment.methods what every page and component has besides
 * @param {() => void} environment.changed hears that data changed anywhere
 * @param {(path: string) => void} environment.share hears of a component that shares its classes with pages
 * @param {(file: string) => string} environment.addressOf the name of a file in stack traces
 */
export function createEngine(built, { globals, methods = {}, changed, share, addressOf }) {
  // Spaces take it over when they are made.
  globalOptions.writeIdToDOM = true;
  const env = new MiniProgramEnv();
  const space = env.createCodeSpace('', true);
  const configs = createConfigs(built);
  const backend = env.associateBackend(new Backend(configs.isPlugin));
  const behaviors = createBehaviors(space);
  const groups = evaluate(built.templates);
  const defined = new Set();

  withoutPrefixes(space);
  space.setOverallBehavior(overall(space, methods, changed));
  for (const { path, scope } of built.styles) space.addStyleSheet(path, path, scope);

  /** The constructors belong to the file that runs, also in modules that it requires. @type {any} */
  let constructors = {};
  const register = (name) => (definition = {}) => constructors[name](definition);
  const load = createModules(built.modules, {
    ...globals,
    global: {},
    Page: register('Page'),
    Component: register('Component'),
    Behavior: Object.assign(register('Behavior'), { trait: (...given) => constructors.Behavior.trait(...given) }),
  }, addressOf);

  const constructorsOf = (path, { Page, Component, Behavior }) => ({
    Page: (definition) => Page(adapted(definition, behaviors)),
    Component(definition) {
      const config = configs.of(path, definition.options);
      space.addComponentStaticConfig(path, config);
      if (config.styleIsolation === 'shared') share(path);
      return Component(adapted(definition, behaviors));
    },
    Behavior: Object.assign((definition) => Behavior(adapted(definition, behaviors)), { trait: Behavior.trait }),
  });

  const run = (path) => space.componentEnv(path, (given) => {
    const before = constructors;
    constructors = constructorsOf(path, given);
    try {
      load(`${path}.js`);
    } finally {
      constructors = before;
    }
  });

  const add = (path) => {
    configs.uses(path).forEach(define);
    space.addComponentStaticConfig(path, configs.of(path));
    if (groups[path]) space.addCompiledTemplate(path, { groupList: groups, content: withCalls(groups[path], callers), fallbackListenerOnNativeNode: true });
    run(path);
  };

  /** @param {string} path of a page or component; also defines what it uses */
  const define = (path) => {
    if (defined.has(path)) return;
    defined.add(path);
    try {
      add(path);
    } catch (error) {
      // Whoever comes again shall hear of it again.
      defined.delete(path);
      throw error;
    }
  };

  return {
    load,
    behaviors,

    /**
     * Makes a page. One that is written as a Component gets the query as properties.
     * @param {import('./routes.mjs').Route} route
     * @param {HTMLElement} parent
     * @param {string} [tag] of the element that holds it
     */
    createPage(route, parent, tag = 'wx-page') {
      define(route.path);
      const root = backend.createRoot(tag, space, format(route).slice(1));
      const place = parent.appendChild(document.createElement('div'));
      return { root, attach: () => root.attach(parent, place) };
    },
  };
}

/** An id is in the document what it is in the template: style sheets and tests look for it. */
function withoutPrefixes(space) {
  const prepare = space.prepareComponentOptions.bind(space);
  space.prepareComponentOptions = (path, options) => {
    const [prepared, isolation] = prepare(path, options);
    return [{ ...prepared, idPrefixGenerator: undefined }, isolation];
  };
}

/** What every component does besides: glass-easel leaves it to its host when a component is ready. */
function overall(space, methods, changed) {
  const behavior = space.behavior().methods(methods).observer('**', () => changed());
  behavior.lifetime('attached', function attached() {
    queueMicrotask(() => this._$.triggerLifetime('ready', []));
  });
  return behavior.register()._$;
}
