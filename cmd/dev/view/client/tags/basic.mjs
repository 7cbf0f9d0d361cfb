import { Native } from './native.mjs';

/** What `decode` turns into characters. */
const ENTITIES = { '&nbsp;': '\u00a0', '&lt;': '<', '&gt;': '>', '&amp;': '&', '&apos;': "'", '&ensp;': '\u2002', '&emsp;': '\u2003' };

/** @param {string} text */
export const decoded = (text) => text.replace(/&(?:nbsp|lt|gt|amp|apos|ensp|emsp);/g, (entity) => ENTITIES[entity]);

export class View extends Native {}

export class Text extends Native {
  ready() {
    if (!this.flag('decode')) return;
    this.decode();
    new MutationObserver(() => this.decode()).observe(this, { childList: true, characterData: true, subtree: true });
  }

  decode() {
    for (const node of this.childNodes) {
      if (node instanceof globalThis.Text && decoded(node.data) !== node.data) node.data = decoded(node.data);
    }
  }
}

const ICONS = {
  success: ['#07c160', 'M6 12.5l4 4 8-9'],
  success_no_circle: ['#07c160', 'M4 13l5 5L20 6'],
  info: ['#10aeff', 'M12 10.5V17M12 7v1.5'],
  warn: ['#fa5151', 'M12 6v7.5M12 16v1.5'],
  waiting: ['#10aeff', 'M12 6.5V12l4 2.5'],
  cancel: ['#fa5151', 'M8 8l8 8M16 8l-8 8'],
  clear: ['#b2b2b2', 'M8.5 8.5l7 7M15.5 8.5l-7 7'],
  download: ['#07c160', 'M12 6v8M8.5 11L12 14.5 15.5 11M8 17.5h8'],
  search: ['#b2b2b2', 'M15 15l4 4M10.5 5a5.5 5.5 0 100 11 5.5 5.5 0 000-11'],
};
const BARE = ['success_no_circle', 'search'];

export class Icon extends Native {
  static attributes = ['type', 'size', 'color'];

  ready() {
    this.draw('<slot></slot>');
    this.changed();
  }

  changed() {
    const type = this.text('type');
    const [own, path] = ICONS[type] ?? ['none', ''];
    const color = this.text('color', own);
    const size = this.number('size', 23);
    const [disc, line] = BARE.includes(type) ? ['none', color] : [color, '#fff'];
    this.shadowRoot.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke-width="1.8">
      <circle cx="12" cy="12" r="11"/><path d="${path}"/></svg>`;
    const [svg, circle, stroke] = ['svg', 'circle', 'path'].map((name) => this.shadowRoot.querySelector(name));
    svg.style.width = svg.style.height = `${size}px`;
    circle.style.fill = disc;
    stroke.style.stroke = line;
  }
}

export class Progress extends Native {
  static attributes = ['percent', 'show-info', 'stroke-width', 'activecolor', 'backgroundcolor', 'color'];

  ready() {
    this.role = 'progressbar';
    const style = ':host{display:flex;align-items:center}div{flex:1}i{display:block;width:0;height:100%}span{margin-left:15px;font-size:16px}';
    this.draw(`<style>${style}</style><div><i></i></div><span></span>`);
    this.changed();
  }

  changed() {
    const percent = Math.max(0, Math.min(100, this.number('percent')));
    const [track, bar, info] = ['div', 'i', 'span'].map((name) => this.shadowRoot.querySelector(name));
    track.style.height = `${this.number('stroke-width', 6)}px`;
    track.style.background = this.text('background-color', this.text('backgroundColor', '#ebebeb'));
    bar.style.background = this.text('active-color', this.text('color', '#09bb07'));
    bar.style.width = `${percent}%`;
    if (this.flag('active')) bar.style.transition = `width ${this.number('duration', 30) * percent}ms linear`;
    info.hidden = !this.flag('show-info');
    info.textContent = `${percent}%`;
    this.setAttribute('aria-valuenow', percent);
  }
}
