/**
 * The style sheets in the document's head. One of a page applies only while the
 * page is on top, as every page of a phone is a document of its own.
 * @param {{path: string, css: string}[]} styles in the order in which they apply
 * @param {string[]} pages
 */
export function createStyles(styles, pages) {
  const sheets = new Map(styles.map(({ path, css }) => {
    const sheet = document.createElement('style');
    sheet.dataset.path = path;
    sheet.textContent = css;
    document.head.append(sheet);
    if (pages.includes(path)) sheet.media = 'not all';
    return [path, sheet];
  }));

  return {
    /** @param {string} path of the page that is on top */
    show(path) {
      for (const page of pages) sheets.get(page).media = page === path ? 'all' : 'not all';
    },

    /** @param {{path: string, css: string}[]} changed */
    replace(changed) {
      for (const { path, css } of changed) {
        const sheet = sheets.get(path);
        if (sheet && sheet.textContent !== css) sheet.textContent = css;
      }
    },
  };
}
