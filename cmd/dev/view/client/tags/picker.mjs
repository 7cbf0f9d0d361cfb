import { dialog, element } from '../wx/element.mjs';
import { dateColumns, textsOf, timeColumns } from './columns.mjs';
import { Native } from './native.mjs';
import { createWheels } from './wheels.mjs';

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
    const wheels = createWheels(mode.wheels(this, this.text('value')), (column, value) => {
      if (mode === MODES.multiSelector) this.fire('columnchange', { column, value });
      // Days differ by month, minutes by hour.
      else if (mode !== MODES.selector) wheels.put(mode.wheels(this, mode.value(wheels.columns, wheels.chosen)));
    });
    this.refill = () => wheels.put({ columns: mode.wheels(this).columns, chosen: wheels.chosen });
    const confirmed = await this.show(wheels.element);
    this.refill = undefined;
    if (!confirmed) return this.fire('cancel');
    this.picked = mode.value(wheels.columns, wheels.chosen);
    this.bind('value', this.picked);
    return this.fire('change', { value: this.picked });
  }

  /** @param {HTMLElement} wheels */
  show(wheels) {
    const words = Native.host.words.wx.picker;
    return dialog(Native.host.phone.layer, { class: 'phone-sheet', label: this.text('header-text', words.confirm), away: false, outside: true }, (answer) => [
      element(
        'div',
        { class: 'wx-wheels__head' },
        element('button', { text: words.cancel, onclick: () => answer(false) }),
        element('div', { text: this.text('header-text') }),
        element('button', { class: 'wx-wheels__confirm', text: words.confirm, onclick: () => answer(true) }),
      ),
      wheels,
    ]);
  }
}
