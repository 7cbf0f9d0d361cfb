import { Native } from './native.mjs';
import { followed, watchPull } from './pull.mjs';

const STYLE = `
.refresher { height: 0; overflow: hidden; }
.sign { display: flex; align-items: center; justify-content: center; height: 100%; gap: 6px; }
.sign i { width: 8px; height: 8px; border-radius: 50%; background: currentcolor; opacity: 0.4; }
:host([refreshing]) .sign i { animation: pulse 0.9s infinite alternate; }
.sign i:nth-child(2) { animation-delay: 0.3s !important; }
.sign i:nth-child(3) { animation-delay: 0.6s !important; }
@keyframes pulse { to { opacity: 1; } }`;

/** px */
const NEAR = 50;

export class ScrollView extends Native {
  static attributes = ['scroll-top', 'scroll-left', 'scroll-into-view', 'refresher-triggered', 'refresher-enabled'];

  ready() {
    this.draw(`<style>${STYLE}</style><div class="refresher" part="refresher"><slot name="refresher"><div class="sign" aria-hidden="true"><i></i><i></i><i></i></div></slot></div><slot></slot>`);
    this.refresher = this.shadowRoot.querySelector('.refresher');
    this.before = { top: 0, left: 0 };
    this.addEventListener('scroll', () => this.scrolled(), { passive: true });
    watchPull(this, {
      allowed: () => this.flag('refresher-enabled') && !this.refreshing,
      move: (way) => this.pulled(way),
      end: (way) => this.released(way),
    });
    for (const name of ['scroll-top', 'scroll-left', 'scroll-into-view', 'refresher-triggered']) {
      if (this.raw(name) !== undefined) this.changed(name);
    }
  }

  /** New children come after the attributes of the same change. */
  changed(name) {
    queueMicrotask(() => {
      const behavior = this.flag('scroll-with-animation') ? 'smooth' : 'auto';
      if (name === 'scroll-top') this.scrollTo({ top: this.number('scroll-top'), behavior });
      if (name === 'scroll-left') this.scrollTo({ left: this.number('scroll-left'), behavior });
      if (name === 'scroll-into-view') this.reveal(behavior);
      if (name === 'refresher-triggered') this.refresh(this.flag('refresher-triggered'));
    });
  }

  reveal(behavior) {
    const id = this.text('scroll-into-view');
    const target = id && this.querySelector(`#${CSS.escape(id)}`);
    if (!target) return;
    const [own, other] = [this.getBoundingClientRect(), target.getBoundingClientRect()];
    const change = {};
    if (this.flag('scroll-y')) change.top = this.scrollTop + other.top - own.top;
    if (this.flag('scroll-x')) change.left = this.scrollLeft + other.left - own.left;
    this.scrollTo({ ...change, behavior });
  }

  scrolled() {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth, before } = this;
    this.fire('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, deltaX: before.left - scrollLeft, deltaY: before.top - scrollTop, isDrag: false });
    const { upper, lower } = edges({ top: scrollTop, left: scrollLeft, bottom: scrollHeight - clientHeight - scrollTop, right: scrollWidth - clientWidth - scrollLeft }, before, {
      upper: this.number('upper-threshold', NEAR),
      lower: this.number('lower-threshold', NEAR),
    });
    if (upper) this.fire('scrolltoupper', { direction: upper });
    if (lower) this.fire('scrolltolower', { direction: lower });
    this.before = { top: scrollTop, left: scrollLeft, bottom: scrollHeight - clientHeight - scrollTop, right: scrollWidth - clientWidth - scrollLeft };
  }

  pulled(way) {
    this.open(followed(way), false);
    this.fire('refresherpulling', { dy: followed(way) });
  }

  released(way) {
    if (followed(way) >= this.number('refresher-threshold', 45)) this.refresh(true);
    else {
      this.open(0, true);
      this.fire('refresherabort', { dy: followed(way) });
    }
  }

  /** @param {boolean} on */
  refresh(on) {
    if (on === Boolean(this.refreshing)) return;
    this.refreshing = on;
    this.toggleAttribute('refreshing', on);
    this.open(on ? this.number('refresher-threshold', 45) : 0, true);
    this.fire(on ? 'refresherrefresh' : 'refresherrestore');
  }

  open(height, animated) {
    this.refresher.style.transition = animated ? 'height 0.2s' : 'none';
    this.refresher.style.height = `${height}px`;
  }
}

/**
 * Which ends a scroll has just come near.
 * @param {{ top: number, left: number, bottom: number, right: number }} now Distances from the ends, px.
 * @param {Partial<{ top: number, left: number, bottom: number, right: number }>} before
 * @param {{ upper: number, lower: number }} near
 */
export function edges(now, before, { upper, lower }) {
  const reached = (side, limit) => now[side] <= limit && !(before[side] <= limit) && now[side] !== before[side];
  const moving = (side) => before[side] === undefined || now[side] < before[side];
  const first = (sides, limit) => sides.find((side) => reached(side, limit) && moving(side));
  return { upper: first(['top', 'left'], upper), lower: first(['bottom', 'right'], lower) };
}
