import { tabBarOf } from './theme.mjs';

/** Height of the bar above the safe area, px. */
const HEIGHT = 50;

/**
 * The bar with the tabs, as WeChat draws it below the pages that tabs lead to. An app that draws its own has none.
 * @param {HTMLElement} parent
 * @param {import('./built.mjs').Built} built
 * @param {object} means
 * @param {() => 'light' | 'dark'} means.theme
 * @param {(tap: {index: number, pagePath: string, text: string}) => void} means.tapped
 */
export function createTabBar(parent, built, { theme, tapped }) {
  const { list = [], custom = false } = built.app.tabBar ?? {};
  const exists = list.length > 0 && !custom;
  /** What was changed while it ran, over app.json. */
  const changes = { style: {}, items: list.map(() => ({})), badges: list.map(() => '') };
  let [hidden, page] = [false, ''];
  const element = document.createElement('div');
  element.className = 'phone-tabs';
  element.setAttribute('role', 'tablist');
  parent.append(element);

  const settings = () => {
    const base = tabBarOf(built, theme());
    return { ...base, ...changes.style, list: base.list.map((item, index) => ({ ...item, ...changes.items[index] })) };
  };

  const draw = () => {
    const shown = exists && !hidden && list.some(({ pagePath }) => pagePath.replace(/^\//, '') === page);
    document.documentElement.style.setProperty('--tabs', exists && !hidden ? `calc(${HEIGHT}px + var(--safe-area-bottom))` : '0px');
    element.hidden = !shown;
    if (!shown) return;
    const look = settings();
    element.style.background = look.backgroundColor ?? '#ffffff';
    element.dataset.border = look.borderStyle ?? 'black';
    element.replaceChildren(...look.list.map((item, index) => tab(item, {
      isOn: item.pagePath.replace(/^\//, '') === page, look, badge: changes.badges[index], tap: () => tapped({ index, pagePath: item.pagePath, text: item.text ?? '' }),
    })));
  };

  const change = (act) => {
    act();
    draw();
  };
  const at = (index) => {
    if (!list[index]) throw new Error('tabbar item not found');
    return index;
  };
  draw();
  return {
    exists: list.length > 0,
    draw,
    /** @param {string} path of the page on top */
    show: (path) => change(() => { page = path; }),
    /** @param {boolean} to */
    hide: (to) => change(() => { hidden = to; }),
    /** @param {object} style */
    setStyle: (style) => change(() => Object.assign(changes.style, style)),
    /** @param {number} index @param {object} item */
    setItem: (index, item) => change(() => Object.assign(changes.items[at(index)], item)),
    /** @param {number} index @param {string} badge '' for none, '·' for a red dot */
    setBadge: (index, badge) => change(() => { changes.badges[at(index)] = badge; }),
  };
}

/** A red dot, in place of a badge's text. */
export const DOT = '·';

function tab({ text = '', iconPath, selectedIconPath }, { isOn, look, badge, tap }) {
  const button = document.createElement('button');
  button.className = 'phone-tab';
  button.setAttribute('role', 'tab');
  button.setAttribute('aria-selected', String(isOn));
  button.style.color = (isOn ? look.selectedColor : look.color) ?? '';
  button.onclick = tap;
  const icon = (isOn && selectedIconPath) || iconPath;
  if (icon) {
    const image = button.appendChild(document.createElement('img'));
    Object.assign(image, { className: 'phone-tab-icon', src: /^[a-z]+:/i.test(icon) ? icon : `/app/${icon.replace(/^\.?\//, '')}`, alt: '' });
  }
  button.append(text);
  if (badge) {
    const sign = button.appendChild(document.createElement('span'));
    sign.className = `phone-tab-badge ${badge === DOT ? 'phone-tab-badge--dot' : ''}`;
    sign.textContent = badge === DOT ? '' : badge.length > 4 ? '…' : badge;
  }
  return button;
}
