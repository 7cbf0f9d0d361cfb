import { DOT } from '../runtime/tab-bar.mjs';
import { need, Refusal } from './calls.mjs';

/**
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 * @param {any} host
 */
export function tabBar({ api }, host) {
  const onTabs = () => {
    const path = host.pages.current()?.route.path;
    if (!host.pages.tabs.includes(path)) throw new Refusal('not TabBar page');
  };
  const change = (name, act) => api(name, (options) => {
    onTabs();
    act(options);
  });
  const given = (options, names) => Object.fromEntries(names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]));

  return {
    setTabBarItem: change('setTabBarItem', (options) => host.tabBar.setItem(options.index, given(options, ['text', 'iconPath', 'selectedIconPath']))),
    setTabBarStyle: change('setTabBarStyle', (options) => host.tabBar.setStyle(given(options, ['color', 'selectedColor', 'backgroundColor', 'borderStyle']))),
    setTabBarBadge: change('setTabBarBadge', ({ index, text }) => {
      need({ text }, { text: 'String' });
      host.tabBar.setBadge(index, text);
    }),
    removeTabBarBadge: change('removeTabBarBadge', ({ index }) => host.tabBar.setBadge(index, '')),
    showTabBarRedDot: change('showTabBarRedDot', ({ index }) => host.tabBar.setBadge(index, DOT)),
    hideTabBarRedDot: change('hideTabBarRedDot', ({ index }) => host.tabBar.setBadge(index, '')),
    showTabBar: change('showTabBar', () => host.tabBar.hide(false)),
    hideTabBar: change('hideTabBar', () => host.tabBar.hide(true)),
  };
}
