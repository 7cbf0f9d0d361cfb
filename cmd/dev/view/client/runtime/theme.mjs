/**
 * The settings of a page's window, with the colours of the theme.
 * @param {import('./built.mjs').Built} built
 * @param {string} path of the page
 * @param {'light' | 'dark'} theme
 * @returns {Record<string, any>}
 */
export function windowOf({ app, configs, theme: colours }, path, theme) {
  const settings = { ...app.window, ...configs[path] };
  const values = app.darkmode ? colours[theme] : colours.light;
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => {
    if (typeof value !== 'string' || !value.startsWith('@')) return [name, value];
    return [name, values?.[value.slice(1)]];
  }));
}
