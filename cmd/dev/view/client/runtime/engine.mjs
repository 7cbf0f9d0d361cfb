import { globalOptions } from 'glass-easel';
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter';
import { Backend } from './backend.mjs';
import { createModules } from './modules.mjs';
import { format } from './routes.mjs';

/**
 * Defines and makes the mini-program's pages and components.
 * @param {import('./built.mjs').Built} built
 * @param {object} environment
 * @param {Record<string, unknown>} environment.globals App, getApp, wx and such
 * @param {() => void} environment.changed hears that data changed anywhere
 * @param {(file: string) => string} environment.addressOf the name of a file in stack traces
 */
export function createEngine(built, { globals, changed, addressOf }) {
  // Spaces take it over when they are made.
  globalOptions.writeIdToDOM = true;
  const env = new MiniProgramEnv();
  const space = env.createCodeSpace('', true);
  const backend = env.associateBackend(new Backend());
  const defined = new Set();
  const groups = (0, eval)(built.templates);

  withoutPrefixes(space);
  space.setOverallBehavior(overall(space, changed));

  for (const { path, scope } of built.styles) space.addStyleSheet(path, path, scope);

  /** The constructors belong to the file that runs, also in modules that it requires. */
  let constructors = {};
  const load = createModules(built.modules, {
    ...globals,
    Page: (definition) => constructors.Page(definition),
    Component: (definition) => constructors.Component(definition),
    Behavior: (definition) => constructors.Behavior(definition),
  }, addressOf);
  const run = (path) => space.componentEnv(path, (given) => {
    const before = constructors;
    constructors = given;
    try {
      load(`${path}.js`);
    } catch (error) {
      defined.delete(path);
      throw error;
    } finally {
      constructors = before;
    }
  });

  /** @param {string} path of a page or component; also defines what it uses */
  const define = (path) => {
    if (defined.has(path)) return;
    defined.add(path);
    const config = built.configs[path] ?? {};
    Object.values(config.usingComponents ?? {}).forEach((name) => define(name.slice(1)));
    space.addComponentStaticConfig(path, config);
    if (groups[path]) space.addCompiledTemplate(path, { groupList: groups, content: groups[path], fallbackListenerOnNativeNode: true });
    run(path);
  };

  return {
    load,

    /**
     * Makes a page. One that is written as a Component gets the query as properties.
     * @param {import('./routes.mjs').Route} route
     * @param {HTMLElement} parent
     */
    createPage(route, parent) {
      define(route.path);
      const root = backend.createRoot('wx-page', space, format(route).slice(1));
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
function overall(space, changed) {
  const behavior = space.behavior().observer('**', () => changed());
  behavior.lifetime('attached', function attached() {
    queueMicrotask(() => this._$.triggerLifetime('ready', []));
  });
  return behavior.register()._$;
}
