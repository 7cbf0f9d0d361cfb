import { Native } from './native.mjs';

const STYLE = `
:host { display: inline-block; vertical-align: middle; }
label { display: inline-flex; align-items: center; }
input { position: relative; flex: none; margin: 0; appearance: none; background: var(--off); cursor: pointer; outline-offset: 2px; }
input:disabled { opacity: 0.5; cursor: default; }
.switch { width: 52px; height: 32px; border-radius: 16px; --off: var(--wx-fill, rgba(0, 0, 0, 0.1)); transition: background 0.2s; }
.switch::before { position: absolute; top: 2px; left: 2px; width: 28px; height: 28px; border-radius: 50%; background: #fff; content: '';
  transition: transform 0.2s; }
.switch:checked { background: var(--on); }
.switch:checked::before { transform: translateX(20px); }
.checkbox, .radio { width: 23px; height: 23px; margin-right: 5px; border: 1px solid #d1d1d1; --off: #fff; }
.checkbox { border-radius: 3px; }
.radio { border-radius: 50%; }
:is(.checkbox, .radio):checked::before { position: absolute; top: 3px; left: 7px; width: 6px; height: 11px; border: solid var(--on);
  border-width: 0 2px 2px 0; content: ''; transform: rotate(45deg); }
.radio:checked { border-color: var(--on); background: var(--on); }
.radio:checked::before { border-color: #fff; }`;

const GREEN = '#07c160';

/** A control that is on or off. */
class Choice extends Native {
  static attributes = ['checked', 'disabled', 'color', 'type', 'value'];
  static passed = ['aria-label'];

  constructor(control) {
    super();
    this.inner = this.draw(`<style>${STYLE}</style><label>${control}<slot></slot></label>`, { delegatesFocus: true }).querySelector('input');
    this.inner.addEventListener('change', () => this.turned());
  }

  ready() {
    this.inner.checked = this.flag('checked');
    this.dress();
  }

  changed(name) {
    if (name === 'checked') this.inner.checked = this.flag('checked');
    else this.dress();
  }

  dress() {
    this.inner.disabled = this.flag('disabled');
    this.inner.style.setProperty('--on', this.text('color', GREEN));
  }

  /** Another tag, a label for instance, turns it. */
  toggle() {
    this.inner.click();
  }

  get checked() {
    return this.inner.checked;
  }
}

export class Switch extends Choice {
  constructor() {
    super('<input type="checkbox" role="switch" class="switch">');
  }

  dress() {
    super.dress();
    this.inner.className = this.text('type', 'switch');
  }

  turned() {
    this.bind('checked', this.checked);
    this.fire('change', { value: this.checked });
  }

  get formValue() {
    return this.checked;
  }

  reset() {
    this.inner.checked = this.flag('checked');
  }
}

export class Checkbox extends Choice {
  constructor() {
    super('<input type="checkbox" class="checkbox">');
  }

  turned() {
    this.closest('checkbox-group')?.tell();
  }
}

export class Radio extends Choice {
  constructor() {
    super('<input type="radio" class="radio">');
  }

  turned() {
    const group = this.closest('radio-group');
    group?.choose(this);
    group?.tell();
  }
}

class Group extends Native {
  /** @returns {Choice[]} */
  get chosen() {
    return [...this.querySelectorAll(this.constructor.member)].filter(({ checked }) => checked);
  }

  tell() {
    this.fire('change', { value: this.formValue });
  }

  reset() {
    this.querySelectorAll(this.constructor.member).forEach((each) => (each.inner.checked = each.flag('checked')));
  }
}

export class CheckboxGroup extends Group {
  static member = 'wx-checkbox';

  get formValue() {
    return this.chosen.map((each) => each.text('value'));
  }
}

export class RadioGroup extends Group {
  static member = 'wx-radio';

  ready() {
    this.role ??= 'radiogroup';
  }

  /** @param {Radio} radio */
  choose(radio) {
    this.querySelectorAll('wx-radio').forEach((each) => (each.inner.checked = each === radio));
  }

  get formValue() {
    return this.chosen[0]?.text('value') ?? '';
  }
}
