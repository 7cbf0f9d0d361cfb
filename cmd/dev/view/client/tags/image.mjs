import { Native } from './native.mjs';

/** How the picture fills its box: object-fit and object-position by mode. */
const MODES = {
  scaleToFill: ['fill', '50% 50%'],
  aspectFit: ['contain', '50% 50%'],
  aspectFill: ['cover', '50% 50%'],
  widthFix: ['fill', '50% 50%'],
  heightFix: ['fill', '50% 50%'],
  top: ['none', 'top'],
  bottom: ['none', 'bottom'],
  center: ['none', 'center'],
  left: ['none', 'left'],
  right: ['none', 'right'],
  'top left': ['none', 'left top'],
  'top right': ['none', 'right top'],
  'bottom left': ['none', 'left bottom'],
  'bottom right': ['none', 'right bottom'],
};

const STYLE = `
:host([mode=widthFix]) { height: auto !important; }
:host([mode=heightFix]) { width: auto !important; }
img { display: block; width: 100%; height: 100%; }
:host([mode=widthFix]) img { height: auto; }
:host([mode=heightFix]) img { width: auto; }
img:is(:not([src]), .broken) { visibility: hidden; }`;

/** Also `<cover-image>`. */
export class Picture extends Native {
  static attributes = ['src', 'mode', 'lazy-load'];
  static passed = ['aria-label'];

  constructor() {
    super();
    this.inner = this.draw(`<style>${STYLE}</style><img alt="" draggable="false">`).querySelector('img');
    this.inner.onload = () => {
      this.inner.className = '';
      this.fire('load', { width: this.inner.naturalWidth, height: this.inner.naturalHeight });
    };
    this.inner.onerror = () => {
      this.inner.className = 'broken';
      this.fire('error', { errMsg: `GET ${this.inner.src} 404 (Not Found)` });
    };
  }

  ready() {
    this.fit();
    this.load();
  }

  changed(name) {
    if (name === 'src') this.load();
    else this.fit();
  }

  load() {
    const source = this.text('src');
    if (source) this.inner.src = Native.host.asset(this, source);
    else this.inner.removeAttribute('src');
  }

  fit() {
    const [fit, position] = MODES[this.text('mode')] ?? MODES.scaleToFill;
    this.inner.style.objectFit = fit;
    this.inner.style.objectPosition = position;
    this.inner.loading = this.flag('lazy-load') ? 'lazy' : 'eager';
    this.inner.alt = this.inner.getAttribute('aria-label') ?? '';
  }
}
