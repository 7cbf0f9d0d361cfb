import { Native } from './native.mjs';

/** Ways that a view may go. */
const WAYS = { all: [1, 1], horizontal: [1, 0], vertical: [0, 1], none: [0, 0] };

/**
 * Where a view may be in its area: inside of it, or around it when it is larger.
 * @param {number} wanted px from the start
 * @param {number} own size
 * @param {number} area size
 */
export const within = (wanted, own, area) => Math.max(Math.min(0, area - own), Math.min(Math.max(0, area - own), wanted));

export class MovableArea extends Native {
  ready() {
    this.draw('<style>:host { position: relative; display: block; width: 10px; height: 10px; }</style><slot></slot>');
  }
}

export class MovableView extends Native {
  static attributes = ['x', 'y', 'scale-value'];

  ready() {
    this.draw('<style>:host { position: absolute; top: 0; left: 0; display: block; width: 10px; height: 10px; touch-action: none; cursor: grab; }</style><slot></slot>');
    this.place = { x: 0, y: 0 };
    this.addEventListener('pointerdown', (event) => this.drag(event));
    this.changed();
  }

  changed() {
    this.move(this.number('x'), this.number('y'), '');
  }

  /** @param {number} x @param {number} y @param {string} source as `change` names it */
  move(x, y, source) {
    const area = this.closest('movable-area');
    const scale = this.number('scale-value', 1);
    if (!area) return;
    const outside = this.flag('out-of-bounds');
    this.place = outside ? { x, y } : { x: within(x, this.offsetWidth, area.clientWidth), y: within(y, this.offsetHeight, area.clientHeight) };
    this.style.transform = `translate(${this.place.x}px, ${this.place.y}px) scale(${scale})`;
    this.fire('change', { ...this.place, source });
  }

  drag(down) {
    const [across, along] = this.flag('disabled') ? WAYS.none : WAYS[this.text('direction', 'none')] ?? WAYS.none;
    const from = this.place;
    const move = ({ clientX, clientY }) => this.move(from.x + across * (clientX - down.clientX), from.y + along * (clientY - down.clientY), 'touch');
    const end = () => ['pointermove', 'pointerup', 'pointercancel'].forEach((type) => removeEventListener(type, type === 'pointermove' ? move : end));
    addEventListener('pointermove', move);
    addEventListener('pointerup', end);
    addEventListener('pointercancel', end);
  }
}
