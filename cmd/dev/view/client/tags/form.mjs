import { Native } from './native.mjs';

const CONTROLS = 'wx-input, wx-textarea, wx-switch, wx-slider, wx-checkbox, wx-radio, wx-picker, wx-button';

export class Form extends Native {
  /** @returns {any[]} Controls that have a name. */
  get controls() {
    return [...this.querySelectorAll('[name]')].filter((each) => 'formValue' in each);
  }

  /** @param {Element} button */
  submit(button) {
    const value = Object.fromEntries(this.controls.map((each) => [each.text('name'), each.formValue]));
    this.fire('submit', { value, target: { id: button.id, dataset: button.__wxElement?.dataset ?? {} } });
  }

  reset() {
    this.controls.forEach((each) => each.reset());
    this.fire('reset', { target: {} });
  }
}

/** Hands a tap on to its control. */
export class Label extends Native {
  ready() {
    this.addEventListener('click', (event) => {
      const control = this.control();
      if (!control || event.composedPath().includes(control)) return;
      if (control.toggle) control.toggle();
      else if (control.inner) control.inner.focus();
      else control.click();
    });
  }

  /** @returns {any} */
  control() {
    const id = this.text('for');
    return id ? this.__wxElement.ownerShadowRoot.getElementById(id)?.$$ : this.querySelector(CONTROLS);
  }
}
