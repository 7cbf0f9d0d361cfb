import { dialog, element } from '../wx/element.mjs';
import { dateColumns, textsOf, timeColumns } from './columns.mjs';
import { Native } from './native.mjs';

/** Height of a line of a wheel, px, as tags.css has it. */
const LINE = 44;

/**
 * One wheel.
 * @param {string[]} texts
 * @param {number} chosen
 * @param {(index: number) => void} onChange
 */
function createWheel(texts, chosen, onChange) {
  let at = -1;
  const lines = texts.map((text, index) => element('div', { class: 'wx-wheel__line', role: 'option', text, onclick: () => move(index) }));
  const wheel = element('div', { class: 'wx-wheel', role: 'listbox', tabindex: 0 }, ...lines);
  const mark = (index) => {
    if (index === at || !lines[index]) return;
    lines[at]?.removeAttribute('aria-selected');
    lines[index].setAttribute('aria-selected', 'true');
    at = index;
    onChange(index);
  };
  const move = (index) => {
    wheel.scrollTop = index * LINE;
    mark(index);
  };
  wheel.onscroll = () => mark(Math.round(wheel.scrollTop / LINE));
  wheel.onkeydown = ({ key }) => {
    if (key === 'ArrowDown') move(Math.min(lines.length - 1, at + 1));
    if (key === 'ArrowUp') move(Math.max(0, at - 1));
  };
  requestAnimationFrame(() => move(chosen));
  return wheel;
}

const MODES = {
  selector: {
    wheels: (picker) => ({ columns: [textsOf(picker.list('range'), picker.raw('range-key'))], chosen: [picker.number('value')] }),
    value: (columns, [at]) => at,
  },
  multiSelector: {
    wheels: (picker) => ({ columns: picker.list('range').map((list) => textsOf(list, picker.raw('range-key'))), chosen: picker.list('value') }),
    value: (columns, chosen) => chosen,
  },
  time: {
    wheels: (picker, value) => timeColumns({ value, start: picker.text('start'), end: picker.text('end') }),
    value: (columns, chosen) => columns.map((column, at) => column[chosen[at]]).join(':'),
  },
  date: {
    wheels: (picker, value) => dateColumns({ value, start: picker.text('start'), end: picker.text('end'), fields: picker.text('fields', 'day') }, new Date()),
    value: (columns, chosen) => columns.map((column, at) => column[chosen[at]]).join('-'),
  },
};

export class Picker extends Native {
  static attributes = ['range', 'value', 'disabled'];

  ready() {
    this.takeRole(this.role ?? 'button');
    this.addEventListener('click', () => this.flag('disabled') || this.open());
  }

  /** Another range while the wheels are open, for instance after `columnchange`. */
  changed(name) {
    if (name === 'range') this.refill?.();
  }

  list(name) {
    const value = this.raw(name);
    return Array.isArray(value) ? value : [];
  }

  get formValue() {
    return this.picked ?? this.raw('value') ?? null;
  }

  reset() {
    this.picked = undefined;
  }

  async open() {
    const mode = MODES[this.text('mode', 'selector')] ?? MODES.selector;
    const words = Native.host.words.wx.picker;
    let state = mode.wheels(this, this.text('value'));
    const holder = element('div', { class: 'wx-wheels' });
    const fill = () => holder.replaceChildren(...state.columns.map((texts, column) => createWheel(texts, state.chosen[column] ?? 0, (index) => turned(column, index))));
    const turned = (column, index) => {
      if (state.chosen[column] === index) return;
      state.chosen = state.columns.map((_, at) => (at === column ? index : (state.chosen[at] ?? 0)));
      this.fire('columnchange', { column, value: index });
      const again = mode.wheels(this, String(mode.value(state.columns, state.chosen)));
      // Days differ by month: only then the wheels are made anew.
      if (mode === MODES.selector || mode === MODES.multiSelector || JSON.stringify(again.columns) === JSON.stringify(state.columns)) return;
      state = again;
      fill();
    };
    fill();
    this.refill = () => {
      state = { ...mode.wheels(this, ''), chosen: state.chosen };
      fill();
    };
    const confirmed = await this.show(holder, words);
    this.refill = undefined;
    if (!confirmed) return this.fire('cancel');
    this.picked = mode.value(state.columns, state.chosen);
    this.bind('value', this.picked);
    return this.fire('change', { value: this.picked });
  }

  show(holder, words) {
    return dialog(Native.host.phone.layer, { class: 'phone-sheet', label: this.text('header-text', words.confirm), away: false, outside: true }, (answer) => [
      element(
        'div',
        { class: 'wx-wheels__head' },
        element('button', { text: words.cancel, onclick: () => answer(false) }),
        element('div', { text: this.text('header-text') }),
        element('button', { class: 'wx-wheels__confirm', text: words.confirm, onclick: () => answer(true) }),
      ),
      holder,
    ]);
  }
}
