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
    this.draw(`<style>${STYLE}</style>
      <div class="refresher"><slot name="refresher"><div class="sign" aria-hidden="true"><i></i><i></i><i></i></div></slot></div><slot></slot>`);
    this.refresher = this.shadowRoot.querySelector('.refresher');
    this.last = { scrollTop: 0, scrollLeft: 0, distances: {} };
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
    const target = this.__wxElement.ownerShadowRoot.getElementById(this.text('scroll-into-view'))?.$$;
    if (!target) return;
    const [own, other] = [this.getBoundingClientRect(), target.getBoundingClientRect()];
    const change = {};
    if (this.flag('scroll-y')) change.top = this.scrollTop + other.top - own.top;
    if (this.flag('scroll-x')) change.left = this.scrollLeft + other.left - own.left;
    this.scrollTo({ ...change, behavior });
  }

  /** How far each end is, px; only of the directions that scroll. */
  get distances() {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = this;
    return {
      ...(this.flag('scroll-y') && { top: scrollTop, bottom: scrollHeight - clientHeight - scrollTop }),
      ...(this.flag('scroll-x') && { left: scrollLeft, right: scrollWidth - clientWidth - scrollLeft }),
    };
  }

  scrolled() {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, last, distances } = this;
    const delta = { deltaX: last.scrollLeft - scrollLeft, deltaY: last.scrollTop - scrollTop };
    this.fire('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, ...delta, isDrag: false });
    const { upper, lower } = reached(distances, last.distances, { upper: this.number('upper-threshold', NEAR), lower: this.number('lower-threshold', NEAR) });
    if (upper) this.fire('scrolltoupper', { direction: upper });
    if (lower) this.fire('scrolltolower', { direction: lower });
    this.last = { scrollTop, scrollLeft, distances };
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
 * The end that a scroll has just come near, of the upper and of the lower ones.
 * @param {Record<string, number>} now Distances from the ends, px: `top`, `left`, `bottom`, `right`.
 * @param {Record<string, number>} before
 * @param {{ upper: number, lower: number }} near
 */
export function reached(now, before, near) {
  const comes = (side, limit) => now[side] <= limit && (before[side] === undefined || before[side] > limit);
  return {
    upper: ['top', 'left'].find((side) => before[side] !== undefined && comes(side, near.upper)),
    lower: ['bottom', 'right'].find((side) => comes(side, near.lower)),
  };
}
