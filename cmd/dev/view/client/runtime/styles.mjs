import { toCSS } from './wxss.mjs';

/**
 * The style sheets in the document's head. One of a page applies only while the
 * page is on top, as every page of a phone is a document of its own.
 * @param {import('./built.mjs').Sheet[]} styles in the order in which they apply
 * @param {string[]} pages
 */
export function createStyles(styles, pages) {
  /** Components that share their classes with pages, by path: their code says so, not the build. @type {Set<string>} */
  const shared = new Set();
  const known = new Map(styles.map((style) => {
    const sheet = document.createElement('style');
    sheet.dataset.path = style.path;
    sheet.textContent = toCSS(style.wxss, style.scope);
    document.head.append(sheet);
    if (pages.includes(style.path)) sheet.media = 'not all';
    return [style.path, { sheet, style }];
  }));

  const write = (path) => {
    const { sheet, style } = known.get(path);
    const css = toCSS(style.wxss, shared.has(path) ? '' : style.scope);
    if (sheet.textContent !== css) sheet.textContent = css;
  };

  return {
    /** @param {string} path of the page that is on top */
    show(path) {
      for (const page of pages) {
        const { sheet } = known.get(page) ?? {};
        if (sheet) sheet.media = page === path ? 'all' : 'not all';
      }
    },

    /** @param {string} path of a component whose classes have no prefix */
    share(path) {
      if (!known.has(path) || shared.has(path)) return;
      shared.add(path);
      write(path);
    },

    /** @param {import('./built.mjs').Sheet[]} changed */
    replace(changed) {
      for (const style of changed) {
        if (!known.has(style.path)) continue;
        known.get(style.path).style = style;
        write(style.path);
      }
    },
  };
}
