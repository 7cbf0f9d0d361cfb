const PARTS = `
  <div class="phone-status"><span>9:41</span><span class="phone-battery"></span></div>
  <div class="phone-capsule"><button class="phone-dots"></button><button class="phone-target"></button></div>
  <div class="phone-thumb"></div>`;

/**
 * What the phone draws over every page: the status bar, WeChat's capsule and
 * the bar for the thumb. They take the colour of the page's title.
 * @param {typeof import('../words/en.js').shell} words
 * @param {object} phone
 * @param {HTMLElement} phone.layer
 * @param {import('./devices.mjs').Device} phone.device
 * @param {{top: number, left: number, width: number, height: number}} phone.capsule
 * @param {{share: () => void}} on what the menu does, in which WeChat has more
 */
export function drawChrome(words, { layer, device, capsule }, { share }) {
  const element = document.createElement('div');
  element.className = 'phone-chrome';
  element.innerHTML = PARTS;
  const [, pill, thumb] = element.children;
  Object.assign(pill.style, Object.fromEntries(['top', 'width', 'height'].map((side) => [side, `${capsule[side]}px`])));
  thumb.hidden = device.bottom === 0;
  layer.append(element);

  const listeners = new Set();
  const cover = document.createElement('button');
  cover.className = 'phone-away';
  cover.textContent = words.comeBack;
  const away = (is) => {
    if (is === cover.isConnected) return;
    if (is) layer.append(cover);
    else cover.remove();
    listeners.forEach((listener) => listener(is));
  };
  const [menu, leave] = pill.children;
  menu.setAttribute('aria-label', words.menu);
  menu.onclick = share;
  leave.setAttribute('aria-label', words.goAway);
  leave.onclick = () => away(true);
  cover.onclick = () => away(false);

  return {
    away,

    /** @param {(away: boolean) => void} listener hears that the user leaves WeChat and comes back */
    onAway(listener) {
      listeners.add(listener);
    },

    /** @param {string} color of the navigation bar's text */
    paint(color) {
      element.style.color = color;
    },
  };
}
