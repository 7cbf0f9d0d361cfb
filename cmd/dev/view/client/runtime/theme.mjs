/**
 * The settings of a page's window, with the colours of the theme.
 * @param {import('./built.mjs').Built} built
 * @param {string} path of the page
 * @param {'light' | 'dark'} theme
 * @returns {Record<string, any>}
 */
export const windowOf = (built, path, theme) => painted({ ...built.app.window, ...built.configs[path] }, built, theme);

/**
 * The settings of the bar with the tabs, with the colours and pictures of the theme.
 * @param {import('./built.mjs').Built} built
 * @param {'light' | 'dark'} theme
 * @returns {Record<string, any>}
 */
export function tabBarOf(built, theme) {
  const { list = [], ...settings } = built.app.tabBar ?? {};
  return { ...painted(settings, built, theme), list: list.map((item) => painted(item, built, theme)) };
}

function painted(settings, { app, theme: colours }, theme) {
  const values = app.darkmode ? colours[theme] : colours.light;
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => {
    if (typeof value !== 'string' || !value.startsWith('@')) return [name, value];
    return [name, values?.[value.slice(1)]];
  }));
}
