import { Native } from './native.mjs';

const STYLE = `
:host { position: relative; display: block; height: 150px; overflow: hidden; touch-action: pan-y; }
:host([vertical]) { touch-action: pan-x; }
.dots { position: absolute; z-index: 1; bottom: 10px; left: 50%; display: flex; gap: 9px; transform: translateX(-50%); }
:host([vertical]) .dots { top: 50%; right: 10px; bottom: auto; left: auto; flex-direction: column; transform: translateY(-50%); }
.dots i { width: 8px; height: 8px; border-radius: 50%; }`;

/**
 * Where an item stands, in items from the one in view.
 * @param {number} index
 * @param {number} offset Item in view, with its fraction.
 * @param {number} count
 * @param {boolean} circular
 */
export function place(index, offset, count, circular) {
  const away = index - offset;
  if (!circular || count < 2) return away;
  return ((((away + count / 2) % count) + count) % count) - count / 2;
}

export class Swiper extends Native {
  static attributes = ['current', 'autoplay', 'interval', 'indicator-dots', 'vertical', 'circular'];

  ready() {
    this.draw(`<style>${STYLE}</style><slot></slot><div class="dots" aria-hidden="true"></div>`);
    this.dots = this.shadowRoot.querySelector('.dots');
    this.at = this.number('current');
    this.shadowRoot.querySelector('slot').addEventListener('slotchange', () => this.show(this.at, false));
    this.addEventListener('pointerdown', (event) => this.drag(event));
    this.show(this.at, false);
  }

  connectedCallback() {
    super.connectedCallback();
    this.play();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  changed(name) {
    if (name === 'current') this.go(this.number('current'), '');
    else this.play();
    this.show(this.at, false);
  }

  get items() {
    return [...this.children].filter(({ localName }) => localName === 'swiper-item');
  }

  play() {
    clearInterval(this.timer);
    if (this.flag('autoplay')) this.timer = setInterval(() => this.go(this.at + 1, 'autoplay'), this.number('interval', 5000));
  }

  /** @param {number} index @param {string} source As `change` names it. */
  go(index, source) {
    const { length } = this.items;
    if (!length) return;
    const wraps = this.flag('circular') || source === 'autoplay';
    const next = wraps ? (index + length) % length : Math.max(0, Math.min(length - 1, index));
    this.show(next, true);
    if (next === this.at) return;
    this.at = next;
    this.bind('current', next);
    const detail = { current: next, source, currentItemId: this.items[next].text('item-id') };
    this.fire('change', detail);
    setTimeout(() => this.fire('animationfinish', detail), this.number('duration', 500));
  }

  /** @param {number} offset @param {boolean} animated */
  show(offset, animated) {
    const { items } = this;
    const axis = this.flag('vertical') ? 'Y' : 'X';
    items.forEach((item, index) => {
      item.style.transition = animated ? `transform ${this.number('duration', 500)}ms` : 'none';
      item.style.transform = `translate${axis}(${place(index, offset, items.length, this.flag('circular')) * 100}%)`;
    });
    this.drawDots(items.length, Math.round(offset));
  }

  drawDots(count, at) {
    this.dots.hidden = !this.flag('indicator-dots');
    const dots = Array.from({ length: count }, (_, index) => {
      const dot = document.createElement('i');
      dot.style.background = index === at ? this.text('indicator-active-color', '#000') : this.text('indicator-color', 'rgba(0, 0, 0, .3)');
      return dot;
    });
    this.dots.replaceChildren(...dots);
  }

  drag(down) {
    const vertical = this.flag('vertical');
    const way = (event) => (vertical ? (down.clientY - event.clientY) / this.clientHeight : (down.clientX - event.clientX) / this.clientWidth);
    clearInterval(this.timer);
    const move = (event) => this.show(this.at + way(event), false);
    const up = (event) => {
      removeEventListener('pointermove', move);
      this.go(this.at + (Math.abs(way(event)) > 0.2 ? Math.sign(way(event)) : 0), 'touch');
      this.play();
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', up, { once: true });
  }
}

export class SwiperItem extends Native {}
