/**
 * The navigation bar of a page, as WeChat draws it.
 * @param {object} options
 * @param {Record<string, any>} options.config of the page, over those of the app's window; colours as the theme has them
 * @param {{kind: 'back' | 'home', label: string, go: () => void} | undefined} options.way out of the page, at the left
 */
export function createBar({ config, way }) {
  const element = document.createElement('div');
  const button = element.appendChild(document.createElement('button'));
  const title = element.appendChild(document.createElement('div'));
  const loading = element.insertBefore(document.createElement('div'), title);
  element.className = 'phone-bar';
  button.className = 'phone-back';
  button.hidden = !way;
  if (way) {
    button.dataset.kind = way.kind;
    button.setAttribute('aria-label', way.label);
    button.onclick = way.go;
  }
  loading.className = 'phone-loading';
  loading.hidden = true;
  title.className = 'phone-title';

  let color = '';

  /** @param {{title?: string, color?: string, backgroundColor?: string, loading?: boolean}} change */
  const set = (change) => {
    if (change.title !== undefined) title.textContent = change.title;
    if (change.color !== undefined) element.style.color = color = change.color;
    if (change.backgroundColor !== undefined) element.style.background = change.backgroundColor;
    if (change.loading !== undefined) loading.hidden = !change.loading;
  };

  /** @param {Record<string, any>} colours */
  const paint = ({ navigationBarBackgroundColor = '#000000', navigationBarTextStyle = 'white' }) => {
    set({ color: navigationBarTextStyle === 'black' ? '#000000' : '#ffffff', backgroundColor: navigationBarBackgroundColor });
  };

  set({ title: config.navigationBarTitleText ?? '' });
  paint(config);
  return { element, set, paint, color: () => color, title: () => title.textContent };
}
