import { Native } from './native.mjs';

const STYLE = `
:host { position: relative; display: block; height: 225px; overflow: hidden; }
.columns { display: flex; height: 100%; }
.mark { position: absolute; right: 0; left: 0; top: calc(50% - 17px); height: 34px; border: solid rgba(127, 127, 127, 0.35); border-width: 1px 0; pointer-events: none; }
.shade { position: absolute; inset: 0; pointer-events: none; background: linear-gradient(var(--phone-surface, #fff), transparent 45%, transparent 55%, var(--phone-surface, #fff)); opacity: 0.8; }`;

/** Wheels in the page itself; the columns are its children. */
export class PickerView extends Native {
  static attributes = ['value'];

  ready() {
    this.draw(`<style>${STYLE}</style><div class="columns"><slot></slot></div><div class="shade"></div><div class="mark"></div>`);
    const { style } = this.shadowRoot.querySelector('.mark');
    style.cssText = this.text('indicator-style');
    this.height = parseFloat(style.height) || 34;
    style.height = `${this.height}px`;
    style.top = `calc(50% - ${this.height / 2}px)`;
    this.changed();
  }

  /** @returns {PickerViewColumn[]} */
  get columns() {
    return [...this.querySelectorAll('picker-view-column')];
  }

  changed() {
    const value = this.raw('value');
    if (Array.isArray(value)) requestAnimationFrame(() => this.columns.forEach((column, index) => column.turn(value[index] ?? 0)));
  }

  tell() {
    const value = this.columns.map(({ at }) => at);
    this.bind('value', value);
    this.fire('change', { value });
  }
}

const COLUMN = `
:host { display: block; flex: 1; height: 100%; overflow: hidden auto; scroll-snap-type: y mandatory; scrollbar-width: none; text-align: center; }
::slotted(*) { display: flex; align-items: center; justify-content: center; height: var(--line); scroll-snap-align: center; overflow: hidden; }
.space { height: calc(50% - var(--line) / 2); }`;

export class PickerViewColumn extends Native {
  /** Place of the line in the middle. */
  at = 0;

  ready() {
    this.draw(`<style>${COLUMN}</style><div class="space"></div><slot></slot><div class="space"></div>`);
    const { height = 34 } = this.closest('picker-view') ?? {};
    this.line = height;
    this.style.setProperty('--line', `${height}px`);
    this.addEventListener('scrollend', () => this.settle());
  }

  /** @param {number} index */
  turn(index) {
    this.at = Math.max(0, Math.min(this.children.length - 1, index));
    this.scrollTop = this.at * this.line;
  }

  settle() {
    const index = Math.round(this.scrollTop / this.line);
    if (index === this.at) return;
    this.at = index;
    const view = this.closest('picker-view');
    view?.tell();
    view?.fire('pickend');
  }
}
