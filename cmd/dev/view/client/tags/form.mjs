import { Native } from './native.mjs';

const CONTROLS = 'wx-input, wx-textarea, wx-switch, wx-slider, wx-checkbox, wx-radio, wx-picker, wx-button';

const FIELD = 'wx://form-field';
const GROUP = 'wx://form-field-group';
const BUTTON = 'wx://form-field-button';

/** @param {any} component of glass-easel @param {string} name */
const has = (component, name) => component.hasBehavior?.(Native.host.behaviors()[name]._$) ?? false;

/**
 * Whether something belongs to a form: it stands in the same template, or in components that let forms see into them.
 * @param {any} form
 * @param {any} node of glass-easel
 * @param {string} behavior which such a component has
 */
function isOf(form, node, behavior) {
  const own = form.__wxElement?.ownerShadowRoot;
  for (let root = node?.ownerShadowRoot; root; root = root.getHostNode().ownerShadowRoot) {
    if (root === own) return true;
    if (!has(root.getHostNode(), behavior)) return false;
  }
  return false;
}

/** A tag or a component as a control of a form; undefined for what is none. @param {any} element */
function controlOf(element) {
  const node = element.__wxElement;
  if ('formValue' in element) {
    return { node, text: (name) => element.text(name), get formValue() { return element.formValue; }, reset: () => element.reset() };
  }
  if (!node || !has(node, FIELD)) return undefined;
  return { node, text: (name) => String(node.data[name] ?? ''), formValue: node.data.value, reset() {} };
}

export class Form extends Native {
  /** @returns {any[]} Controls that have a name. */
  get controls() {
    return [...this.querySelectorAll('*')].map(controlOf).filter((each) => each?.text('name') && isOf(this, each.node, GROUP));
  }

  /** @param {Element} button */
  submit(button) {
    if (!isOf(this, button.__wxElement, BUTTON)) return;
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
