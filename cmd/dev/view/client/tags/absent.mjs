import { Native } from './native.mjs';

const STYLE = `
:host { display: flex; align-items: center; justify-content: center; box-sizing: border-box; min-width: 60px; min-height: 44px; overflow: hidden;
  border: 1px dashed rgba(127, 127, 127, 0.6); background: rgba(127, 127, 127, 0.18); color: rgba(127, 127, 127, 1); font: 12px/1.5 system-ui, sans-serif;
  text-align: center; white-space: pre-line; }`;

/** A box in place of what a browser can't show: a map, a component of a plugin. Its children stand in it, as they do over a map. */
export class Absent extends Native {
  /** What the box says, unless the tag says it. */
  label = '';

  ready() {
    this.draw(`<style>${STYLE}</style><span></span><slot></slot>`).querySelector('span').textContent = [this.name(), this.about()].filter(Boolean).join('\n');
  }

  name() {
    return this.label || `<${this.localName.replace(/^wx-/, '')}>`;
  }

  about() {
    return Native.host.words.wx.absentTag;
  }
}

/** What it leads to can be opened in a tab: most sites refuse to be shown in others. */
export class WebView extends Absent {
  static attributes = ['src'];

  ready() {
    this.draw(`<style>${STYLE}:host { height: 100cqh; }</style><a target="_blank" rel="noopener"></a>`);
    this.changed();
  }

  changed() {
    const src = this.text('src');
    const link = this.shadowRoot.querySelector('a');
    link.textContent = src;
    if (/^https?:/.test(src)) link.href = src;
  }
}
