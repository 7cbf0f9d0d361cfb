import { Native, scoped } from './native.mjs';

/** WeChat's limit where the template gives none. */
const LENGTH = 140;

const KEYBOARDS = { number: 'numeric', digit: 'decimal', idcard: 'text', text: 'text' };

const STYLE = `
.box { display: grid; width: 100%; height: 100%; align-items: center; }
.box > * { grid-area: 1 / 1; min-width: 0; }
slot { display: block; overflow: hidden; pointer-events: none; }
slot[hidden] { display: none; }
input, textarea { box-sizing: border-box; width: 100%; height: 100%; margin: 0; padding: 0; border: 0; outline: 0; background: none;
  color: inherit; font: inherit; letter-spacing: inherit; text-align: inherit; resize: none; user-select: text; -webkit-user-select: text;
  -webkit-text-fill-color: currentcolor; }
::placeholder { color: transparent; -webkit-text-fill-color: transparent; }`;

/** What `<input>` and `<textarea>` share. The placeholder is a child of the tag, so that `placeholder-class` reaches it. */
class Field extends Native {
  static attributes = [
    'value', 'placeholder', 'placeholder-class', 'placeholder-style', 'disabled', 'maxlength', 'focus', 'confirm-type', 'type', 'password', 'auto-height',
  ];
  static passed = ['aria-label'];

  constructor(control) {
    super();
    const root = this.draw(`<style>${STYLE}</style><div class="box"><slot></slot>${control}</div>`, { delegatesFocus: true });
    this.inner = root.querySelector('input, textarea');
    this.slotted = root.querySelector('slot');
    this.listen();
  }

  listen() {
    const { inner } = this;
    inner.addEventListener('input', () => this.typed());
    inner.addEventListener('keydown', (event) => this.onKey(event));
    inner.addEventListener('focus', () => this.fire('focus', { value: inner.value, height: 0 }));
    inner.addEventListener('blur', () => this.fire('blur', { value: inner.value, cursor: inner.selectionEnd ?? inner.value.length }));
  }

  connectedCallback() {
    super.connectedCallback();
    Native.host.keyboard.on(this.onKeyboard);
  }

  disconnectedCallback() {
    Native.host.keyboard.off(this.onKeyboard);
  }

  /** The field that has the focus hears of the keyboard, and the one that had it when it goes. */
  onKeyboard = ({ height, duration }) => {
    const focused = Boolean(this.shadowRoot.activeElement);
    if (focused || this.raised) this.fire('keyboardheightchange', { height, duration });
    this.raised = height > 0 && focused;
  };

  ready() {
    this.hint = document.createElement('div');
    this.append(this.hint);
    this.write();
    this.dress();
    if (this.flag('focus') || this.flag('auto-focus')) queueMicrotask(() => this.inner.focus());
  }

  changed(name) {
    if (name === 'value') this.write();
    else if (name === 'focus') this.turn();
    else this.dress();
  }

  turn() {
    if (this.flag('focus')) this.inner.focus();
    else this.inner.blur();
  }

  write() {
    const value = this.text('value');
    if (this.inner.value !== value) this.inner.value = value;
    this.arrange();
  }

  dress() {
    const { inner, hint } = this;
    const most = this.number('maxlength', LENGTH);
    if (most >= 0) inner.maxLength = most;
    else inner.removeAttribute('maxlength');
    inner.placeholder = hint.textContent = this.text('placeholder');
    hint.className = `wx-placeholder ${scoped(this, this.text('placeholder-class'))}`;
    hint.style.cssText = this.text('placeholder-style');
    inner.disabled = this.flag('disabled');
    const confirm = this.text('confirm-type', 'done');
    inner.enterKeyHint = confirm === 'return' ? 'enter' : confirm;
  }

  arrange() {
    this.slotted.hidden = this.inner.value !== '';
  }

  typed() {
    const { value, selectionEnd } = this.inner;
    this.arrange();
    this.bind('value', value);
    this.fire('input', { value, cursor: selectionEnd ?? value.length, keyCode: 0 });
  }

  onKey(event) {
    if (event.key !== 'Enter' || event.isComposing || !this.confirms()) return;
    event.preventDefault();
    this.fire('confirm', { value: this.inner.value });
    if (!this.flag('confirm-hold')) this.inner.blur();
  }

  get formValue() {
    return this.inner.value;
  }

  reset() {
    this.inner.value = '';
    this.arrange();
  }
}

export class Input extends Field {
  constructor() {
    super('<input autocomplete="off">');
  }

  confirms() {
    return true;
  }

  dress() {
    super.dress();
    const type = this.text('type', 'text');
    this.inner.type = this.flag('password') || type === 'safe-password' ? 'password' : 'text';
    this.inner.inputMode = KEYBOARDS[type] ?? 'text';
  }
}

export class Textarea extends Field {
  constructor() {
    super('<textarea rows="1"></textarea>');
  }

  confirms() {
    return this.text('confirm-type', 'return') !== 'return';
  }

  arrange() {
    super.arrange();
    if (!this.flag('auto-height')) return;
    const { inner } = this;
    inner.style.height = 'auto';
    const height = inner.scrollHeight;
    inner.style.height = `${height}px`;
    if (this.tall === height) return;
    this.tall = height;
    const line = parseFloat(getComputedStyle(inner).lineHeight) || height;
    this.fire('linechange', { height, heightRpx: (height * 750) / innerWidth, lineCount: Math.round(height / line) });
  }
}
