import { Native } from './native.mjs';

const STYLE = `
:host { display: flex; align-items: center; }
input { flex: 1; min-width: 0; height: var(--block); margin: 0; appearance: none; background: none; cursor: pointer; }
input::-webkit-slider-runnable-track { height: 2px; border-radius: 1px;
  background: linear-gradient(to right, var(--active) var(--part), var(--rest) var(--part)); }
input::-moz-range-track { height: 2px; background: linear-gradient(to right, var(--active) var(--part), var(--rest) var(--part)); }
input::-webkit-slider-thumb { width: var(--block); height: var(--block); margin-top: calc(1px - var(--block) / 2); border-radius: 50%; appearance: none;
  background: var(--thumb); box-shadow: 0 0 4px rgba(0, 0, 0, 0.2); }
input::-moz-range-thumb { width: var(--block); height: var(--block); border: 0; border-radius: 50%; background: var(--thumb); }
output { width: 3ch; margin-left: 1em; color: #888; font-size: 14px; text-align: center; }`;

export class Slider extends Native {
  static attributes = [
    'min', 'max', 'step', 'value', 'disabled', 'show-value', 'activecolor', 'backgroundcolor', 'color', 'selected-color', 'block-size', 'block-color',
  ];
  static passed = ['aria-label'];

  constructor() {
    super();
    const root = this.draw(`<style>${STYLE}</style><input type="range"><output></output>`, { delegatesFocus: true });
    this.inner = root.querySelector('input');
    this.output = root.querySelector('output');
    this.inner.addEventListener('input', () => this.moved('changing'));
    this.inner.addEventListener('change', () => this.moved('change'));
  }

  ready() {
    this.dress();
    this.put(this.number('value'));
  }

  changed(name) {
    if (name === 'value') this.put(this.number('value'));
    else this.dress();
  }

  dress() {
    const { inner } = this;
    Object.assign(inner, { min: this.number('min'), max: this.number('max', 100), step: this.number('step', 1), disabled: this.flag('disabled') });
    const size = Math.max(12, Math.min(28, this.number('block-size', 28)));
    inner.style.setProperty('--block', `${size}px`);
    inner.style.setProperty('--active', this.text('active-color', this.text('selected-color', '#07c160')));
    inner.style.setProperty('--rest', this.text('background-color', this.text('color', '#e9e9e9')));
    inner.style.setProperty('--thumb', this.text('block-color', '#fff'));
    this.output.hidden = !this.flag('show-value');
  }

  put(value) {
    const { inner } = this;
    inner.value = value;
    inner.style.setProperty('--part', `${((inner.value - inner.min) / (inner.max - inner.min || 1)) * 100}%`);
    this.output.value = inner.value;
  }

  moved(type) {
    this.put(this.inner.value);
    const value = Number(this.inner.value);
    if (type === 'change') this.bind('value', value);
    this.fire(type, { value });
  }

  get formValue() {
    return Number(this.inner.value);
  }

  reset() {
    this.put(this.number('value'));
  }
}
