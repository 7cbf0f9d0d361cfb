import { resolve } from './paths.mjs';

const ISOLATIONS = { 'page-isolated': 'shared', 'page-apply-shared': 'shared', 'page-shared': 'shared' };

/**
 * What the JSON files of pages and components say, as glass-easel takes it.
 * @param {Pick<import('./built.mjs').Built, 'configs' | 'pages'>} built
 */
export function createConfigs({ configs, pages }) {
  const isPluginPath = (reference) => /^(dynamicLib|plugin(-private)?):\/\//.test(reference);
  const using = (path) => Object.entries(configs[path]?.usingComponents ?? {});
  const plugins = new Set(Object.keys(configs).flatMap((path) => using(path).filter(([, reference]) => isPluginPath(reference)).map(([tag]) => tag)));
  const own = (path) => using(path).filter(([, reference]) => !isPluginPath(reference));

  /** Components that stand in where a page names none for a generic. */
  const defaults = (path) => Object.values(configs[path]?.componentGenerics ?? {}).map((generic) => generic?.default).filter(Boolean);

  return {
    /** Whether a tag is a component of a plugin, which is not here. @param {string} tag */
    isPlugin: (tag) => plugins.has(tag),

    /** @param {string} path @returns {string[]} paths of the components in use */
    uses: (path) => [...own(path).map(([, reference]) => resolve(path, reference)), ...defaults(path).map((reference) => resolve(path, reference))],

    /**
     * @param {string} path
     * @param {{styleIsolation?: string, addGlobalClass?: boolean}} [options] of the script, which its JSON file may override
     */
    of(path, { styleIsolation, addGlobalClass } = {}) {
      const config = { addGlobalClass, ...configs[path], usingComponents: Object.fromEntries(own(path)) };
      const isolation = config.styleIsolation ?? styleIsolation;
      // The classes of a page are those that its style sheet has, whatever constructor made it.
      if (pages.includes(path)) return { ...config, component: false, styleIsolation: 'shared' };
      return isolation ? { ...config, styleIsolation: ISOLATIONS[isolation] ?? isolation } : config;
    },
  };
}
